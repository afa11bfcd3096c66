import { BlockList, isIP, isIPv6 } from 'node:net'

/** The number of proxies in front of the service, or their addresses and networks. */
export type TrustedProxies = number | readonly string[]

const NAMED_NETWORKS: Readonly<Record<string, readonly string[]>> = {
  loopback: ['127.0.0.0/8', '::1'],
  linklocal: ['169.254.0.0/16', 'fe80::/10'],
  uniquelocal: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
}
const PROXIES_MAX = 10

/** @throws {Error} with a description of the allowed values */
export function parseTrustedProxies(text: string): TrustedProxies {
  if (/^\d+$/.test(text) && Number(text) <= PROXIES_MAX) return Number(text)
  const networks = text.split(',').map((network) => network.trim())
  if (networks.every(isNetwork)) return networks
  throw new Error(
    `must be a number of proxies from 0 to ${PROXIES_MAX}, or a list of addresses, networks like 10.0.0.0/8, ` +
      `and ${Object.keys(NAMED_NETWORKS).join(', ')}`,
  )
}

/** Returns a test whether an address is in one of the networks. IPv4-mapped IPv6 addresses match as IPv4. */
export function networksOf(networks: readonly string[]): (address: string) => boolean {
  const list = new BlockList()
  for (const network of networks.flatMap((each) => NAMED_NETWORKS[each] ?? each)) {
    const [address = '', bits = isIPv6(address) ? '128' : '32'] = network.split('/')
    list.addSubnet(address, Number(bits), familyOf(address))
  }
  return (address) => list.check(address, familyOf(address))
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIPv6(address) ? 'ipv6' : 'ipv4'
}

function isNetwork(text: string): boolean {
  if (Object.hasOwn(NAMED_NETWORKS, text)) return true
  const [, address = '', bits] = /^([0-9A-Fa-f:.]+)(?:\/(\d+))?$/.exec(text) ?? []
  const bitsMax = { 0: 0, 4: 32, 6: 128 }[isIP(address)] ?? 0
  // A prefix of 0 bits would match every address.
  return bitsMax > 0 && Number(bits ?? bitsMax) >= 1 && Number(bits ?? bitsMax) <= bitsMax
}
