import { randomUUID } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'

import { until } from '../../tools/until.ts'
import { type Acknowledged, Tally } from '../drivers/crowd.ts'

/** Each seat is requested by this many buyers. */
const RIVALS = 2
const RETRY_PAUSE_MS = 100

/**
 * Buyers who book one seat after the other, each seat wanted by two of them. After an error or a lost answer they
 * repeat the request with the same idempotency key at the next instance, until they know whether the seat is theirs.
 */
export class Buyers {
  readonly tally = new Tally()
  inFlight = 0
  readonly #urls: readonly string[]
  readonly #seats: number
  readonly #all: readonly Promise<void>[]
  readonly #abandoned = new AbortController()
  #isOpen = true
  #tries = 0
  #attempts = 0
  #lastSaleMs = performance.now()
  #longestPauseMs = 0

  /**
   * @param urls the instances; requests rotate through them
   * @param seats the number of seats of the default event
   */
  constructor(urls: readonly string[], { count, seats }: { count: number; seats: number }) {
    this.#urls = urls
    this.#seats = seats
    this.#all = Array.from({ length: count }, async () => {
      while (this.#isOpen) await this.#buy(this.#nextSeat())
    })
  }

  /** The longest time without an acknowledged booking since `watch` was called. */
  get longestPauseMs(): number {
    return Math.max(this.#longestPauseMs, performance.now() - this.#lastSaleMs)
  }

  /** Measures the longest pause from now on. */
  watch(): void {
    this.#longestPauseMs = 0
    this.#lastSaleMs = performance.now()
  }

  /** Resolves when this many more bookings are acknowledged. */
  async sell(count: number): Promise<void> {
    const before = this.tally.acknowledged.length
    await until(() => this.tally.acknowledged.length >= before + count)
  }

  /** Resolves when every buyer has a final answer. */
  async finish(): Promise<void> {
    this.#isOpen = false
    await Promise.all(this.#all)
  }

  /** Ends the requests without waiting for their answers. */
  async stop(): Promise<void> {
    this.#abandoned.abort()
    await this.finish()
  }

  #nextSeat(): string {
    const seat = Math.floor(this.#tries++ / RIVALS) + 1
    if (seat > this.#seats) throw new Error('All seats are sold before the last failover.')
    return `${seat}`
  }

  async #buy(seatId: string): Promise<void> {
    const key = randomUUID()
    const requestIds: string[] = []
    while (!this.#abandoned.signal.aborted) {
      const requestId = randomUUID()
      requestIds.push(requestId)
      const status = await this.#attempt(seatId, { key, requestId })
      if (status === 200) return
      if (isRefusal(status, requestIds.length)) {
        for (const each of requestIds) this.tally.refusedRequests.add(each)
        return
      }
      await pause(RETRY_PAUSE_MS)
    }
  }

  /** @returns the status of the answer; undefined if there was none */
  async #attempt(
    seatId: string,
    { key, requestId }: { readonly key: string; readonly requestId: string },
  ): Promise<number | undefined> {
    const url = this.#urls[this.#attempts++ % this.#urls.length] ?? ''
    this.inFlight++
    try {
      const response = await fetch(`${url}/api/book/${seatId}`, {
        method: 'POST',
        headers: { 'X-Request-Id': requestId, 'Idempotency-Key': key },
        signal: this.#abandoned.signal,
      })
      const body = (await response.json()) as Acknowledged
      const { status } = response
      this.tally.byStatus.set(status, (this.tally.byStatus.get(status) ?? 0) + 1)
      if (status === 200) this.#acknowledge({ seatId, bookingId: body.bookingId })
      return status
    } catch (error) {
      this.tally.failures.push(error as Error)
      return undefined
    } finally {
      this.inFlight--
    }
  }

  #acknowledge(booking: Acknowledged): void {
    const nowMs = performance.now()
    this.tally.acknowledged.push(booking)
    this.#longestPauseMs = Math.max(this.#longestPauseMs, nowMs - this.#lastSaleMs)
    this.#lastSaleMs = nowMs
  }
}

/** Whether an answer means that none of the attempts has booked the seat, and none will. */
function isRefusal(status: number | undefined, attempts: number): boolean {
  if (status === undefined || status >= 500) return false
  // 409: the first attempt is still in progress. 423: an earlier attempt may be, under a lock that it has lost.
  return status !== 409 && (status !== 423 || attempts === 1)
}
