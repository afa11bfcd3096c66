import type { IncomingHttpHeaders } from 'node:http'
import { isIP, isIPv4, isIPv6, type Socket } from 'node:net'

import { ipKeyGenerator } from 'express-rate-limit'

import { HttpProblem } from '../answers/http-problem.ts'
import { networksOf, parseTrustedProxies } from './trust-proxy.ts'

declare module 'express-serve-static-core' {
  interface Locals {
    /** The client that sent the request; see {@link Clients}. */
    client: string
  }
}

/** The usual network of one subscriber. Otherwise a subscriber could act as one client per address. */
const IPV6_PREFIX_BITS = 56

const PORT_MAX = 65_535

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

  /** Returns the address at the other end of the connection, whether a client or a proxy. */
  peerOf({ socket }: { readonly socket: PeerSocket }): string {
    return this.#peerOf(socket).network
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

/** Returns the last address that is not a proxy, or the first address if all are proxies. */
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

/**
 * Reads an entry of `X-Forwarded-For`. Some proxies add a port: `203.0.113.9:51234`, `[2001:db8::1]:443`.
 * @returns undefined if the entry is not an address, such as `unknown` or an obfuscated identifier
 */
function forwardedAddress(entry: string): string | undefined {
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
