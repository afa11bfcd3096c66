import { isIP, isIPv4, isIPv6 } from 'node:net'

const PORT_MAX = 65_535

/**
 * Reads one entry of `X-Forwarded-For`: an address, which some proxies write with a port, `203.0.113.9:51234` or
 * `[2001:db8::1]:443`.
 * @returns undefined when it names no address: `unknown`, an obfuscated identifier, or nothing at all
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

/** The zone of `fe80::1%eth0` means something only on the machine that wrote it. */
function withoutZone(address: string): string {
  const zoneAt = address.indexOf('%')
  return zoneAt === -1 ? address : address.slice(0, zoneAt)
}
