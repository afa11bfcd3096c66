import { isIP, type Socket } from 'node:net'

import type { Request } from 'express'
import { ipKeyGenerator } from 'express-rate-limit'

type Sent = Pick<Request, 'ip'> & { readonly socket: Pick<Socket, 'remoteAddress'> }

/** What one subscriber usually gets, who could otherwise be as many clients as it has addresses. */
const IPV6_PREFIX_BITS = 56

/**
 * Who sends a request, for whatever is limited per client: an IPv4 address, or the network of an IPv6 address. It is
 * what `X-Forwarded-For` says only as far as `trust proxy` goes, and always short and plain.
 */
export function clientOf(req: Sent): string {
  const { ip = '' } = req
  // A proxy passes on what it was told, which need not be an address.
  const address = isIP(ip) ? ip : req.socket.remoteAddress
  return address === undefined ? 'unknown' : ipKeyGenerator(address, IPV6_PREFIX_BITS)
}
