import { BlockList, isIP, isIPv4, isIPv6 } from 'node:net'

/** The number of proxies in front of the service, or their addresses and networks. */
export type TrustedProxies = number | readonly string[]

const NAMED_NETWORKS: Readonly<Record<string, readonly string[]>> = {
  loopback: ['127.0.0.0/8', '::1'],
  linklocal: ['169.254.0.0/16', 'fe80::/10'],
  uniquelocal: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
}
const PROXIES_MAX = 10
const PORT_MAX = 65_535

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

/**
 * @returns the last address that is not a proxy, or the first address if all are proxies; undefined if one of them is not
 *   an address
 */
export function lastUntrusted(
  entries: readonly string[],
  isProxy: (address: string) => boolean,
): string | undefined {
  let address: string | undefined
  for (const entry of entries.toReversed()) {
    address = forwardedAddress(entry)
    if (address === undefined || !isProxy(address)) return address
  }
  return address
}

/**
 * Reads an entry of `X-Forwarded-For`. Some proxies add a port: `203.0.113.9:51234`, `[2001:db8::1]:443`.
 * @returns undefined if the entry is not an address, such as `unknown` or an obfuscated identifier
 */
export function forwardedAddress(entry: string): string | undefined {
  const text = entry.trim()
  if (isIP(text)) return withoutZone(text)
  const portAt = text.lastIndexOf(':')
  const hasPort = portAt > 0 && isPort(text.slice(portAt + 1))
  const host = hasPort ? text.slice(0, portAt) : text
  if (isIPv4(host)) return host
  const isBracketed = host.startsWith('[') && host.endsWith(']')
  const address = host.slice(1, -1)
  return isBracketed && isIPv6(address) ? withoutZone(address) : undefined
}

function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) <= PORT_MAX
}

/** Removes the zone, as in `fe80::1%eth0`, which is only valid on the host that wrote it. */
function withoutZone(address: string): string {
  const zoneAt = address.indexOf('%')
  return zoneAt === -1 ? address : address.slice(0, zoneAt)
}
