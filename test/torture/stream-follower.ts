import { setTimeout as pause } from 'node:timers/promises'

import { until } from '../../tools/until.ts'
import { StreamReader } from '../drivers/stream-reader.ts'
import type { SeatMap } from './checks/stored-state.ts'
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
    const { seats, areas = [] } = (await response.json()) as SeatMap
    const places = areas.map(({ areaId, available }) => [areaId, available] as const)
    const stored = inOrder([
      ...seats.map(({ seatId, status }) => [seatId, status] as const),
      ...places,
    ])
    const { taken = {}, availablePlaces = {} } = this.#reader ?? {}
    const shown = inOrder([...Object.entries(taken), ...Object.entries(availablePlaces)])
    return stored === shown ? undefined : `the stream shows ${shown}, stored is ${stored}`
  }

  async stop(): Promise<void> {
    this.#isOpen = false
    this.#reader?.drop()
    await this.#following
  }
}

/** Of seats the status, and of standing areas the number of available places. */
function inOrder(states: readonly (readonly [id: string, state: string | number])[]): string {
  return states
    .map((state) => state.join(' '))
    .sort()
    .join(', ')
}
