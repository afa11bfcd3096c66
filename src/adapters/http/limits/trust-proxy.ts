import { isIP } from 'node:net'

/** How many proxies stand in front of the service, or their addresses and networks: Express's `trust proxy`. */
export type TrustedProxies = number | readonly string[]

const NAMED_NETWORKS = ['loopback', 'linklocal', 'uniquelocal']
const PROXIES_MAX = 10

/** @throws {Error} saying what is allowed */
export function parseTrustedProxies(text: string): TrustedProxies {
  if (/^\d+$/.test(text) && Number(text) <= PROXIES_MAX) return Number(text)
  const networks = text.split(',').map((network) => network.trim())
  if (networks.every(isNetwork)) return networks
  throw new Error(
    `must be a number of proxies from 0 to ${PROXIES_MAX}, or a list of addresses, networks like 10.0.0.0/8, ` +
      `and ${NAMED_NETWORKS.join(', ')}`,
  )
}

function isNetwork(text: string): boolean {
  if (NAMED_NETWORKS.includes(text)) return true
  const [, address = '', bits] = /^([0-9A-Fa-f:.]+)(?:\/(\d+))?$/.exec(text) ?? []
  const bitsMax = { 0: 0, 4: 32, 6: 128 }[isIP(address)] ?? 0
  // A network of no bits would be everybody.
  return bitsMax > 0 && Number(bits ?? bitsMax) >= 1 && Number(bits ?? bitsMax) <= bitsMax
}
