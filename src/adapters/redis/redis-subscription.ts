import { setTimeout as delay } from 'node:timers/promises'

import type { Redis } from 'ioredis'

import { reconnectDelayMs } from './fail-fast.ts'

/** The interval at which the connection is checked. */
const PROBE_INTERVAL_MS = 2_000

export interface RedisSubscriptionOptions {
  /** Creates a client that is not connected yet, and does not reconnect. */
  readonly createClient: () => Redis
  readonly onMessage: (channel: string, message: string) => void
  /** Called when a channel is subscribed, or subscribed again. Earlier messages were missed. */
  readonly onSubscribed: (channel: string) => void
  /** The interval at which the connection is checked, in milliseconds; 2 s by default. */
  readonly probeIntervalMs?: number
}

/**
 * Subscribes to channels, on a separate connection that is restored whenever it is lost. Failures are not reported:
 * messages are only missed for a while.
 */
export class RedisSubscription {
  readonly #options: RedisSubscriptionOptions
  readonly #channels = new Set<string>()
  readonly #stop = new AbortController()
  /** The client while it is connected. */
  #client: Redis | undefined
  /** Ends the connection, or the attempt to connect. */
  #end: () => void = () => undefined
  #running: Promise<void> | undefined

  constructor(options: RedisSubscriptionOptions) {
    this.#options = options
  }

  /** Starts to connect, and keeps trying. */
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
      // The connection was lost, which also ends the subscription.
    })
  }

  /** Connects again, to the server that the address leads to now. */
  reconnect(): void {
    this.#end()
  }

  async #run(): Promise<void> {
    const { signal } = this.#stop
    for (let failures = 0; !signal.aborted; failures++) {
      if (await this.#connectOnce()) failures = 0
      await delay(reconnectDelayMs(failures), undefined, { signal, ref: false }).catch(
        () => undefined,
      )
    }
  }

  /** Connects, and resolves when the connection has ended. @returns whether there was a connection */
  async #connectOnce(): Promise<boolean> {
    const client = this.#options.createClient()
    const ended = new Promise((resolve) => client.once('end', resolve))
    // Errors are followed by the end of the connection.
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
      // The attempt failed, and is repeated after a pause.
      return false
    } finally {
      this.#stop.signal.removeEventListener('abort', end)
      this.#client = undefined
      end()
    }
  }

  /** Ends a connection that no longer responds. */
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
      // The next connection subscribes to all channels again.
      client.disconnect()
      return
    }
    this.#options.onSubscribed(channel)
  }
}
