import { setTimeout as delay } from 'node:timers/promises'

import type { Redis } from 'ioredis'

import { reconnectDelayMs } from './fail-fast.ts'

/** How often a connection on which nothing comes is asked whether it is still there. */
const PROBE_INTERVAL_MS = 2_000

export interface RedisSubscriptionOptions {
  /** Makes a client that is not connected yet and ends when it loses its connection. */
  readonly createClient: () => Redis
  readonly onMessage: (channel: string, message: string) => void
  /** Told of a channel when its messages begin to come, or come again: what was published before was missed. */
  readonly onSubscribed: (channel: string) => void
  /** How often an idle connection is probed, in milliseconds; 2 s when left out. */
  readonly probeIntervalMs?: number
}

/**
 * Hears what is published on some channels, on a connection of its own that is made again whenever it is lost. Nothing
 * that fails here is an error: it is only that nothing is heard for a while.
 */
export class RedisSubscription {
  readonly #options: RedisSubscriptionOptions
  readonly #channels = new Set<string>()
  readonly #stop = new AbortController()
  /** Connected, or nothing. */
  #client: Redis | undefined
  /** Ends the connection, or the attempt to make one. */
  #end: () => void = () => undefined
  #running: Promise<void> | undefined

  constructor(options: RedisSubscriptionOptions) {
    this.#options = options
  }

  /** Begins to connect, and goes on trying. */
  start(): void {
    this.#running = this.#run()
  }

  async stop(): Promise<void> {
    this.#stop.abort()
    await this.#running
  }

  add(channel: string): void {
    this.#channels.add(channel)
    if (this.#client) void this.#subscribe(this.#client, channel)
  }

  remove(channel: string): void {
    this.#channels.delete(channel)
    this.#client?.unsubscribe(channel).catch(() => {
      // With the connection the subscription has gone as well.
    })
  }

  /** Leaves the server for the one that its address leads to now. */
  reconnect(): void {
    this.#end()
  }

  async #run(): Promise<void> {
    const { signal } = this.#stop
    for (let failures = 0; !signal.aborted; failures++) {
      if (await this.#hear()) failures = 0
      await delay(reconnectDelayMs(failures), undefined, { signal, ref: false }).catch(
        () => undefined,
      )
    }
  }

  /** @returns whether there was a connection, once there is none any more */
  async #hear(): Promise<boolean> {
    const client = this.#options.createClient()
    const ended = new Promise((resolve) => client.once('end', resolve))
    // They are told by the end of the connection as well.
    client.on('error', () => undefined)
    client.on('message', this.#options.onMessage)
    const end = (): void => {
      client.disconnect()
    }
    this.#end = end
    this.#stop.signal.addEventListener('abort', end)
    try {
      await client.connect()
      const stopProbing = this.#probe(client)
      this.#client = client
      for (const channel of this.#channels) void this.#subscribe(client, channel)
      await ended
      stopProbing()
      return true
    } catch {
      // There was none to be had, and soon it is tried again.
      return false
    } finally {
      this.#stop.signal.removeEventListener('abort', end)
      this.#client = undefined
      end()
    }
  }

  /** Ends a connection that has been lost without a word. */
  #probe(client: Redis): () => void {
    const probe = setInterval(() => {
      client.ping().catch(() => {
        client.disconnect()
      })
    }, this.#options.probeIntervalMs ?? PROBE_INTERVAL_MS).unref()
    return () => {
      clearInterval(probe)
    }
  }

  async #subscribe(client: Redis, channel: string): Promise<void> {
    try {
      await client.subscribe(channel)
    } catch {
      // A new connection begins with all channels.
      client.disconnect()
      return
    }
    this.#options.onSubscribed(channel)
  }
}
