import type { LookupAddress } from 'node:dns'
import { lookup } from 'node:dns/promises'
import { isIP, type LookupFunction } from 'node:net'

import { isPublicAddress } from './public-address.ts'

/** Returns all addresses of a host name. */
export type Resolve = (hostname: string) => Promise<readonly LookupAddress[]>

export class PrivateAddressError extends Error {
  override readonly name = 'PrivateAddressError'

  constructor() {
    super('the host has a private address')
  }
}

export const resolveByDns: Resolve = (hostname) => lookup(hostname, { all: true })

/**
 * Returns a host's addresses, if all of them are public. A connection must use these addresses: a name that is resolved
 * again may have others.
 * @throws {PrivateAddressError} if one of them is not public
 */
export async function publicAddresses(
  hostname: string,
  resolve: Resolve,
): Promise<readonly LookupAddress[]> {
  const addresses = literalAddress(hostname) ?? (await resolve(hostname))
  if (!addresses.every(({ address }) => isPublicAddress(address))) throw new PrivateAddressError()
  return addresses
}

/** Returns the address if the host of a URL is an IP address; undefined if it is a name. */
export function literalAddress(hostname: string): readonly LookupAddress[] | undefined {
  const address = hostname.replace(/^\[|\]$/g, '')
  const family = isIP(address)
  return family > 0 ? [{ address, family }] : undefined
}

/** A lookup for connections that only go to public addresses. Node does not call it for a host that is an address. */
export function guardedLookup(resolve: Resolve): LookupFunction {
  return (hostname, { all = false }, callback) => {
    publicAddresses(hostname, resolve).then(
      (addresses) => {
        const [first] = addresses
        if (all) callback(null, [...addresses])
        else if (first) callback(null, first.address, first.family)
        else callback(new Error('the host has no address'), '')
      },
      (error: unknown) => {
        callback(error as Error, '')
      },
    )
  }
}
