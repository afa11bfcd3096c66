import type { IncomingHttpHeaders } from 'node:http'
import type { Socket } from 'node:net'

import { ipKeyGenerator } from 'express-rate-limit'

import { HttpProblem } from '../answers/http-problem.ts'
import { forwardedAddress, lastUntrusted, networksOf, parseTrustedProxies } from './trust-proxy.ts'

declare module 'express-serve-static-core' {
  interface Locals {
    /** The client that sent the request; see {@link Clients}. */
    client: string
  }
}

/** The usual network of one subscriber. Otherwise a subscriber could act as one client per address. */
const IPV6_PREFIX_BITS = 56

type PeerSocket = Pick<Socket, 'remoteAddress'>

interface Sent {
  readonly headers: IncomingHttpHeaders
  readonly socket: PeerSocket
}

interface Peer {
  readonly network: string
  /** Whether the peer is a trusted proxy, which sends the requests of many clients. */
  readonly isProxy: boolean
}

/**
 * Identifies clients for all limits per client, by IPv4 address or IPv6 network. Uses `X-Forwarded-For` only on
 * connections from trusted proxies, and only the entries that trusted proxies added.
 */
export class Clients {
  readonly #isProxy: (address: string) => boolean
  readonly #clientIn: (forwardedFor: readonly string[]) => string | undefined
  readonly #peers = new WeakMap<PeerSocket, Peer>()

  /** @param trustProxy in the format of `parseTrustedProxies`. Default: no proxy is trusted. */
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
   * Returns the client that sent a request.
   * @throws {HttpProblem} `client-unknown` if a trusted proxy does not identify it. Using the proxy itself would apply
   *   the limits of one client to all clients behind it.
   */
  of(req: Sent): string {
    const client = this.find(req)
    if (client !== undefined) return client
    throw new HttpProblem(
      'client-unknown',
      'X-Forwarded-For: must identify the client, because the request comes through a trusted proxy (TRUST_PROXY)',
    )
  }

  /** Returns the client that sent a request; undefined if a trusted proxy does not identify it. */
  find({ headers, socket }: Sent): string | undefined {
    const { isProxy, network } = this.#peerOf(socket)
    if (!isProxy) return network
    const forwardedFor = headers['x-forwarded-for'] ?? []
    const entries = typeof forwardedFor === 'string' ? forwardedFor.split(',') : forwardedFor
    const address = this.#clientIn(entries)
    return address === undefined ? undefined : networkOf(address)
  }

  /** Returns the client that sent a request, or the trusted proxy if it does not identify the client. */
  ofOrProxy(req: Sent): string {
    return this.find(req) ?? this.#peerOf(req.socket).network
  }

  /** Returns the client at the other end of a connection; undefined for a trusted proxy. */
  ofConnection(socket: PeerSocket): string | undefined {
    const { isProxy, network } = this.#peerOf(socket)
    return isProxy ? undefined : network
  }

  /** Cached, because the address of a closed socket is undefined. */
  #peerOf(socket: PeerSocket): Peer {
    const known = this.#peers.get(socket)
    if (known) return known
    const address = socket.remoteAddress ?? ''
    const peer = { network: networkOf(address) || 'unknown', isProxy: this.#isProxy(address) }
    this.#peers.set(socket, peer)
    return peer
  }
}

function networkOf(address: string): string {
  return ipKeyGenerator(address, IPV6_PREFIX_BITS)
}

export interface ClientSharesOptions {
  /** Maximum amount in use. */
  readonly max: number
  /** Maximum amount in use per client. */
  readonly perClientMax: number
  /** Called with the amount in use, whenever it changes. */
  readonly onChange?: (taken: number) => void
}

/** What clients use of a resource that is limited in total and per client: slots, or bytes. */
export class ClientShares {
  readonly #options: ClientSharesOptions
  /** Contains only clients that use something, so its size is bounded by `max`. */
  readonly #taken = new Map<string, number>()
  #takenByAll = 0

  constructor(options: ClientSharesOptions) {
    this.#options = options
  }

  /** The amount in use. */
  get taken(): number {
    return this.#takenByAll
  }

  /** The number of clients that use something. */
  get clients(): number {
    return this.#taken.size
  }

  /** Takes an amount for a client, to be given back, or returns why not enough is left. */
  take(client: string, amount = 1): 'taken' | 'none-left' | 'none-left-for-client' {
    const taken = (this.#taken.get(client) ?? 0) + amount
    if (this.#takenByAll + amount > this.#options.max) return 'none-left'
    if (taken > this.#options.perClientMax) return 'none-left-for-client'
    this.#change(client, taken, amount)
    return 'taken'
  }

  giveBack(client: string, amount = 1): void {
    this.#change(client, (this.#taken.get(client) ?? 0) - amount, -amount)
  }

  #change(client: string, taken: number, by: number): void {
    if (taken > 0) this.#taken.set(client, taken)
    else this.#taken.delete(client)
    this.#takenByAll += by
    this.#options.onChange?.(this.#takenByAll)
  }
}
