import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'

import type { SeatFeedPort } from '../../application/ports/seat-feed.port.ts'
import type { EventId } from '../../domain/seat.ts'
import { percentEncode } from './lock-keys.ts'
import type { RedisClient } from './redis-client.ts'
import { RedisSubscription, type RedisSubscriptionOptions } from './redis-subscription.ts'

/** The least time between two messages for an event. */
const PUBLISH_INTERVAL_MS = 20

export interface RedisSeatFeedOptions extends Pick<
  RedisSubscriptionOptions,
  'createClient' | 'probeIntervalMs'
> {
  /** The feed within this process. Changes from other instances are announced there as well. */
  readonly local: SeatFeedPort
  /** The client that publishes. It may be shared. */
  readonly redis: RedisClient
  /** The prefix of all channels, so that several services can share one Redis. */
  readonly keyPrefix: string
}

/**
 * Announces changed events to all instances that share a Redis, with a channel for each event. Listeners of this
 * process are called without Redis, and also while it is unavailable.
 */
export class RedisSeatFeed implements SeatFeedPort {
  /** The content of each message, by which this process recognises its own messages. */
  readonly #origin = randomUUID()
  readonly #options: RedisSeatFeedOptions
  readonly #subscription: RedisSubscription
  /** The number of listeners of each event. */
  readonly #listeners = new Map<EventId, number>()
  readonly #eventsByChannel = new Map<string, EventId>()
  /** The events that have changed since the last messages. */
  #changed = new Set<EventId>()
  #publishing: Promise<void> | undefined
  #isLost = false

  constructor(options: RedisSeatFeedOptions) {
    this.#options = options
    this.#subscription = new RedisSubscription({
      ...options,
      onMessage: (channel, origin) => {
        if (origin !== this.#origin) this.#announceLocally(channel)
      },
      onSubscribed: (channel) => {
        this.#announceLocally(channel)
      },
    })
  }

  async start(): Promise<void> {
    this.#subscription.start()
    const { redis } = this.#options
    redis.on('close', this.#onLost)
    redis.on('ready', this.#onConnected)
  }

  /** Publishes pending announcements and stops. */
  async stop(): Promise<void> {
    const { redis } = this.#options
    redis.off('close', this.#onLost)
    redis.off('ready', this.#onConnected)
    await Promise.all([this.#publishing, this.#subscription.stop()])
  }

  readonly #onLost = (): void => {
    this.#isLost = true
  }

  /**
   * Reconnects the subscription. After a failover, the publishing client is connected to the new server, while the
   * connection of the subscription may still be open to the old one.
   */
  readonly #onConnected = (): void => {
    if (this.#isLost) this.#subscription.reconnect()
    this.#isLost = false
  }

  announce(eventId: EventId): void {
    this.#options.local.announce(eventId)
    this.#changed.add(eventId)
    this.#publishing ??= this.#publishAll()
  }

  listenToAll(onChange: (eventId: EventId) => void): () => void {
    return this.#options.local.listenToAll(onChange)
  }

  listen(eventId: EventId, onChange: () => void): () => void {
    const unlisten = this.#options.local.listen(eventId, onChange)
    this.#countListeners(eventId, 1)
    let isEnded = false
    return () => {
      if (isEnded) return
      isEnded = true
      unlisten()
      this.#countListeners(eventId, -1)
    }
  }

  #announceLocally(channel: string): void {
    const eventId = this.#eventsByChannel.get(channel)
    if (eventId !== undefined) this.#options.local.announce(eventId)
  }

  /** Subscribes to an event with its first listener, and unsubscribes with its last. */
  #countListeners(eventId: EventId, by: 1 | -1): void {
    const count = (this.#listeners.get(eventId) ?? 0) + by
    if (count > 0) this.#listeners.set(eventId, count)
    else this.#listeners.delete(eventId)

    const channel = this.#channelOf(eventId)
    if (by === 1 && count === 1) {
      this.#eventsByChannel.set(channel, eventId)
      this.#subscription.add(channel)
    } else if (count === 0) {
      this.#eventsByChannel.delete(channel)
      this.#subscription.remove(channel)
    }
  }

  /** Ends when nothing is left to publish, so that an idle service has no timer for it. */
  async #publishAll(): Promise<void> {
    while (this.#changed.size > 0) {
      await delay(PUBLISH_INTERVAL_MS)
      const changed = this.#changed
      this.#changed = new Set()
      await Promise.all(Array.from(changed, (eventId) => this.#publish(eventId)))
    }
    this.#publishing = undefined
  }

  async #publish(eventId: EventId): Promise<void> {
    const { redis } = this.#options
    if (redis.status !== 'ready') return
    try {
      await redis.publish(this.#channelOf(eventId), this.#origin)
    } catch {
      // Other instances read the event periodically in any case.
    }
  }

  #channelOf(eventId: EventId): string {
    return `${this.#options.keyPrefix}changed:${percentEncode(eventId)}`
  }
}
