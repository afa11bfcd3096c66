import ipaddr from 'ipaddr.js'

/** The global unicast addresses, of which some ranges have other purposes. */
const GLOBAL_IPV6 = ipaddr.IPv6.parseCIDR('2000::/3')

/**
 * Whether an IP address is on the public internet. Loopback, private, link-local, shared (CGNAT) and reserved addresses
 * are not. Neither are IPv6 addresses that embed an IPv4 address, because that may not be public either.
 */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text)) return false
  // An IPv4 address in IPv6 notation is judged as an IPv4 address.
  const address = ipaddr.process(text)
  if (address.range() !== 'unicast') return false
  return address instanceof ipaddr.IPv4 || address.match(GLOBAL_IPV6)
}
