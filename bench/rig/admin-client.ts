import { setTimeout as pause } from 'node:timers/promises'

import { pretixPlan } from '../../tools/pretix-plan.ts'
import { ADMIN_KEY } from './server-under-test.ts'

/** Smaller events have one shorter row. */
const SEATS_A_ROW = 100

const OVERLOADED = 503
const ATTEMPTS_MAX = 10

/** A history entry of a seat. */
export interface HistoryEntry {
  readonly revision: number
  readonly seatId: string
  readonly action: string
  readonly holdId?: string
  readonly bookingId?: string
  /** By the clock of the service, as text. */
  readonly at?: string
}

export interface HistoryPage {
  readonly entries: readonly HistoryEntry[]
  readonly nextCursor?: string
}

export interface EventOnSale {
  readonly eventId: string
  readonly seatIds: readonly string[]
  readonly isNew: boolean
}

/** Sets up and inspects events with the administrator key. */
export class AdminClient {
  readonly #url: string
  /** The history cursor of each event. */
  readonly #cursors = new Map<string, string>()
  readonly #events = new Map<string, readonly string[]>()

  constructor(url: string) {
    this.#url = url
  }

  /** Creates an event with this number of seats unless it exists, and returns the seat ids. */
  async event(eventId: string, seatCount: number): Promise<EventOnSale> {
    const known = this.#events.get(eventId)
    if (known) return { eventId, seatIds: known, isNew: false }
    const seats = Math.min(seatCount, SEATS_A_ROW)
    const plan = pretixPlan({ rows: seatCount / seats, seats })
    await drained(await this.#send('POST', '/events', { eventId, plan }))
    const rows = plan.zones.flatMap((zone) => zone.rows)
    const seatIds = rows.flatMap(({ seats }) => seats.map((seat) => seat.seat_guid))
    this.#events.set(eventId, seatIds)
    return { eventId, seatIds, isNew: true }
  }

  /** Acts as a buyer: reads the plan and the free seats, holds the best two seats, and confirms. */
  async buy(eventId: string): Promise<void> {
    await drained(await this.#send('GET', `/events/${eventId}`))
    await drained(await this.#send('GET', `/events/${eventId}/seats`))
    const best = { bestAvailable: { quantity: 2 } }
    const hold = await this.#send('POST', `/events/${eventId}/holds`, best)
    const { holdId } = (await hold.json()) as { holdId: string }
    await drained(await this.#send('POST', `/holds/${holdId}/confirm`))
  }

  /** Cancels all bookings of an event that were made since the last call. */
  async cancelAll(eventId: string): Promise<void> {
    const open = new Set<string>()
    for (;;) {
      const cursor = this.#cursors.get(eventId)
      const { entries, nextCursor } = await this.history(eventId, cursor)
      for (const { action, bookingId = '' } of entries) {
        if (action === 'booked') open.add(bookingId)
        if (action === 'cancelled') open.delete(bookingId)
      }
      if (nextCursor === undefined) break
      this.#cursors.set(eventId, nextCursor)
    }
    for (const bookingId of open)
      await drained(await this.#send('DELETE', `/bookings/${bookingId}`))
  }

  async block(eventId: string, seatIds: readonly string[]): Promise<void> {
    await drained(await this.#send('POST', `/events/${eventId}/blocks`, { seatIds }))
  }

  async unblock(eventId: string, seatIds: readonly string[]): Promise<void> {
    await drained(await this.#send('DELETE', `/events/${eventId}/blocks`, { seatIds }))
  }

  async history(eventId: string, cursor: string | undefined): Promise<HistoryPage> {
    const after = cursor === undefined ? '' : `&cursor=${cursor}`
    const answer = await this.#send('GET', `/events/${eventId}/history?limit=1000${after}`)
    return (await answer.json()) as HistoryPage
  }

  async #send(method: string, path: string, body?: object): Promise<Response> {
    for (let attempt = 1; ; attempt++) {
      const answer = await fetch(`${this.#url}/api${path}`, {
        method,
        headers: { Authorization: `Bearer ${ADMIN_KEY}`, 'Content-Type': 'application/json' },
        body: body === undefined ? null : JSON.stringify(body),
      })
      if (answer.ok) return answer
      const text = await answer.text()
      // After an overload, requests of the crowd still wait.
      const retryAfter = Number(answer.headers.get('Retry-After'))
      if (answer.status !== OVERLOADED || retryAfter === 0 || attempt === ATTEMPTS_MAX) {
        throw new Error(`${method} ${path} was answered ${answer.status}: ${text}`)
      }
      await pause(retryAfter * 1_000)
    }
  }
}

/** Reads an unused body to the end, so that the connection can be reused. */
async function drained(answer: Response): Promise<void> {
  await answer.arrayBuffer()
}
