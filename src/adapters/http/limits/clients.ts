import type { IncomingHttpHeaders } from 'node:http'
import type { Socket } from 'node:net'

import { ipKeyGenerator } from 'express-rate-limit'

import { HttpProblem } from '../endpoint/http-problem.ts'
import { forwardedAddress } from './forwarded-address.ts'
import { networksOf, parseTrustedProxies } from './trust-proxy.ts'

declare module 'express-serve-static-core' {
  interface Locals {
    /** Who sends the request: see {@link Clients}. */
    client: string
  }
}

/** What one subscriber usually gets, who could otherwise be as many clients as it has addresses. */
const IPV6_PREFIX_BITS = 56

type PeerSocket = Pick<Socket, 'remoteAddress'>

interface Sent {
  readonly headers: IncomingHttpHeaders
  readonly socket: PeerSocket
}

interface Peer {
  readonly network: string
  /** Whether it is a trusted proxy, which sends the requests of many clients. */
  readonly isProxy: boolean
}

/**
 * Identifies clients, for every limit per client: by an IPv4 address, or by the network of an IPv6 address.
 * `X-Forwarded-For` is read only on connections from trusted proxies, and only as far as they are trusted.
 */
export class Clients {
  readonly #isProxy: (address: string) => boolean
  readonly #clientIn: (forwardedFor: readonly string[]) => string | undefined
  readonly #peers = new WeakMap<PeerSocket, Peer>()

  /** @param trustProxy as `parseTrustedProxies` reads it; no proxy is trusted when left out */
  constructor(trustProxy = '0') {
    const proxies = parseTrustedProxies(trustProxy)
    if (typeof proxies === 'number') {
      this.#isProxy = () => proxies > 0
      this.#clientIn = (entries) => forwardedAddress(entries.at(-proxies) ?? '')
    } else {
      this.#isProxy = networksOf(proxies)
      this.#clientIn = (entries) => lastUntrusted(entries, this.#isProxy)
    }
  }

  /**
   * The client that sent a request.
   * @throws {HttpProblem} `client-unknown` when a trusted proxy does not say. To take the proxy for the client would
   *   make all clients behind it one.
   */
  of(req: Sent): string {
    const client = this.find(req)
    if (client !== undefined) return client
    throw new HttpProblem(
      'client-unknown',
      'X-Forwarded-For: does not name the client, though the request comes through a trusted proxy (TRUST_PROXY)',
    )
  }

  /** The client that sent a request; undefined when a trusted proxy does not say. */
  find({ headers, socket }: Sent): string | undefined {
    const { isProxy, network } = this.#peerOf(socket)
    if (!isProxy) return network
    const forwardedFor = headers['x-forwarded-for'] ?? []
    const entries = typeof forwardedFor === 'string' ? forwardedFor.split(',') : forwardedFor
    const address = this.#clientIn(entries)
    return address === undefined ? undefined : networkOf(address)
  }

  /** The other end of a connection, be it a client or a proxy. */
  peerOf({ socket }: { readonly socket: PeerSocket }): string {
    return this.#peerOf(socket).network
  }

  /** The client at the other end of a connection; undefined for a trusted proxy, which has many. */
  ofConnection(socket: PeerSocket): string | undefined {
    const { isProxy, network } = this.#peerOf(socket)
    return isProxy ? undefined : network
  }

  /** Kept for the connection, whose address is gone once it is closed. */
  #peerOf(socket: PeerSocket): Peer {
    const known = this.#peers.get(socket)
    if (known) return known
    const address = socket.remoteAddress ?? ''
    const peer = { network: networkOf(address) || 'unknown', isProxy: this.#isProxy(address) }
    this.#peers.set(socket, peer)
    return peer
  }
}

/** The last address that is no proxy's; the first of all where each is. */
function lastUntrusted(
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

function networkOf(address: string): string {
  return ipKeyGenerator(address, IPV6_PREFIX_BITS)
}
