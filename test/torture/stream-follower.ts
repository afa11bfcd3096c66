import { setTimeout as pause } from 'node:timers/promises'

import { until } from '../../tools/until.ts'
import { StreamReader } from '../drivers/stream-reader.ts'
import type { Random } from './random.ts'
import type { Address } from './sender.ts'

/** How often a lost stream is noticed. */
const POLL_MS = 50

/** Follows the stream of an event as docs/http.md says: a lost stream is opened again, at any instance. */
export class StreamFollower {
  connectionCount = 0
  readonly #eventId: string
  readonly #addresses: readonly Address[]
  readonly #random: Random
  #reader: StreamReader | undefined
  #isOpen = true
  readonly #following: Promise<void>

  constructor(eventId: string, addresses: readonly Address[], random: Random) {
    this.#eventId = eventId
    this.#addresses = addresses
    this.#random = random
    this.#following = this.#follow()
  }

  async #follow(): Promise<void> {
    while (this.#isOpen) {
      const url = this.#random.pick(this.#addresses)?.url ?? ''
      this.#reader = await StreamReader.follow(url, this.#eventId).catch(() => undefined)
      if (this.#reader) this.connectionCount++
      do await pause(POLL_MS)
      while (this.#isConnected)
    }
  }

  get #isConnected(): boolean {
    return this.#isOpen && this.#reader?.closed === false
  }

  /**
   * Waits until the stream shows what is stored. No requests may be in flight.
   * @returns how it differs after the longest wait
   */
  async violations(): Promise<string[]> {
    const path = `/api/events/${this.#eventId}/seats`
    const stored = async () => {
      const response = await fetch(`${this.#addresses[0]?.url ?? ''}${path}`)
      const { seats } = (await response.json()) as {
        seats: readonly { readonly seatId: string; readonly status: string }[]
      }
      return inOrder(seats.map(({ seatId, status }) => [seatId, status]))
    }
    const shown = () => inOrder(Object.entries(this.#reader?.taken ?? {}))
    try {
      await until(async () => (await stored()) === shown())
      return []
    } catch {
      return [`event ${this.#eventId}: the stream shows ${shown()}, stored is ${await stored()}`]
    }
  }

  async stop(): Promise<void> {
    this.#isOpen = false
    this.#reader?.drop()
    await this.#following
  }
}

function inOrder(seats: readonly (readonly [seatId: string, status: string])[]): string {
  return seats
    .map((seat) => seat.join(' '))
    .sort()
    .join(', ')
}
