import { setTimeout as pause } from 'node:timers/promises'

import { until } from '../../tools/until.ts'
import { StreamReader } from '../drivers/stream-reader.ts'
import { ANSWER_MS_MAX } from './exchange.ts'
import type { Random } from './random.ts'
import type { Address } from './sender.ts'

/** How often a lost stream is noticed. */
const POLL_MS = 50

/** Follows the stream of an event as docs/http.md says: a lost stream is opened again, at any instance. */
export class StreamFollower {
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
      do await pause(POLL_MS)
      while (this.#isConnected)
    }
  }

  get #isConnected(): boolean {
    return this.#isOpen && this.#reader?.closed === false
  }

  /**
   * Waits until the stream shows what is stored, which no request may change for good.
   * @returns how it differs after the longest wait
   */
  async violations(): Promise<string[]> {
    let difference: string | undefined
    const isEqual = async () => {
      await pause(POLL_MS)
      // An instance that is stopped at this moment answers later.
      difference = await this.#difference().catch((error: unknown) => String(error))
      return difference === undefined
    }
    await until(isEqual).catch(() => undefined)
    return difference === undefined ? [] : [`event ${this.#eventId}: ${difference}`]
  }

  async #difference(): Promise<string | undefined> {
    const url = `${this.#addresses[0]?.url ?? ''}/api/events/${this.#eventId}/seats`
    const response = await fetch(url, { signal: AbortSignal.timeout(ANSWER_MS_MAX) })
    const { seats } = (await response.json()) as {
      seats: readonly { readonly seatId: string; readonly status: string }[]
    }
    const stored = inOrder(seats.map(({ seatId, status }) => [seatId, status]))
    const shown = inOrder(Object.entries(this.#reader?.taken ?? {}))
    return stored === shown ? undefined : `the stream shows ${shown}, stored is ${stored}`
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
