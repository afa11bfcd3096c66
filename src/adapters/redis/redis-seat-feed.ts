import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'

import type { SeatFeedPort } from '../../application/ports/seat-feed.port.ts'
import type { EventId } from '../../domain/seat.ts'
import { percentEncode } from './lock-keys.ts'
import type { RedisClient } from './redis-client.ts'
import { RedisSubscription, type RedisSubscriptionOptions } from './redis-subscription.ts'

/** How much time there is at least from one publishing of an event to the next. */
const PUBLISH_INTERVAL_MS = 20

export interface RedisSeatFeedOptions extends Pick<
  RedisSubscriptionOptions,
  'createClient' | 'probeIntervalMs'
> {
  /** What this process hears of itself; everything from elsewhere is announced there as well. */
  readonly local: SeatFeedPort
  /** Publishes, and may be used for other things, too. */
  readonly redis: RedisClient
  /** Put in front of every channel, so that several services can share one Redis. */
  readonly keyPrefix: string
}

/**
 * Tells all who share a Redis which events have changed, over a channel for each event. What is heard in this process
 * goes through no Redis, and while that is away it is all that is heard.
 */
export class RedisSeatFeed implements SeatFeedPort {
  /** Sent with each message, because Redis sends them back to their sender as well. */
  readonly #origin = randomUUID()
  readonly #options: RedisSeatFeedOptions
  readonly #subscription: RedisSubscription
  /** How many listen to each event. */
  readonly #listeners = new Map<EventId, number>()
  readonly #eventsByChannel = new Map<string, EventId>()
  /** What has changed since it was last published. */
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

  /** Publishes what was announced last. */
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
   * A new connection may lead to another server, such as one that has taken over, while the subscription's is still
   * open to a server on which nobody publishes any more.
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

  listen(eventId: EventId, onChange: () => void): () => void {
    const unlisten = this.#options.local.listen(eventId, onChange)
    this.#countListeners(eventId, 1)
    let isOver = false
    return () => {
      if (isOver) return
      isOver = true
      unlisten()
      this.#countListeners(eventId, -1)
    }
  }

  #announceLocally(channel: string): void {
    const eventId = this.#eventsByChannel.get(channel)
    if (eventId !== undefined) this.#options.local.announce(eventId)
  }

  /** Subscribes to the event for its first listener, and no longer than for its last. */
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

  /** Ends when nothing is left, so that an idle service has no timer for it. */
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
      // Who does not hear of it reads all the same, only later.
    }
  }

  #channelOf(eventId: EventId): string {
    return `${this.#options.keyPrefix}changed:${percentEncode(eventId)}`
  }
}
