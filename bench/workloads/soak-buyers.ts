import { Agent, request } from 'node:http'
import { createHistogram } from 'node:perf_hooks'

/** A seat that a buyer was told to have booked. */
export interface Acknowledged {
  readonly seatId: string
  readonly bookingId: string
}

export interface SoakBuyersOptions {
  readonly url: string
  /** For bookings without a hold and for cancellations. */
  readonly adminKey: string
  readonly buyers: number
  /** The seats that buyers choose from, by event. */
  readonly events: ReadonlyMap<string, readonly string[]>
}

/** The maximum number of seats per change. */
const SEATS_MAX = 4

/** A buyer with more bookings cancels the oldest one, so that seats stay free. */
const BOOKINGS_KEPT_MAX = 100

/** The statuses of a successful change, and of a conflict with another buyer. */
const MADE = new Set([200, 201, 204])
const LOST = 409

interface Booking {
  readonly bookingId: string
  readonly seatIds: readonly string[]
}

type Hold = Record<'holdId' | 'token', string>

/** Buyers who book, hold, confirm, release and cancel without pauses, each on its own connection. */
export class SoakBuyers {
  /** The number of changed seats according to the answers. */
  seatChanges = 0
  /** Unexpected answers, and requests without an answer. */
  readonly faults: string[] = []
  readonly responseTimesUs = createHistogram()
  readonly #options: SoakBuyersOptions
  readonly #agent: Agent
  readonly #events: readonly (readonly [eventId: string, seatIds: readonly string[]])[]
  /** Acknowledged bookings whose cancellation was not requested. */
  readonly #bookings = new Map<string, Booking>()
  readonly #loops: Promise<void>[]
  #isOver = false

  constructor(options: SoakBuyersOptions) {
    this.#options = options
    this.#events = [...options.events]
    this.#agent = new Agent({ keepAlive: true, maxSockets: options.buyers })
    this.#loops = Array.from({ length: options.buyers }, () => this.#buy())
  }

  get acknowledged(): Acknowledged[] {
    return [...this.#bookings.values()].flatMap(({ bookingId, seatIds }) =>
      seatIds.map((seatId) => ({ bookingId, seatId })),
    )
  }

  /** From now on a missing answer is no fault. */
  expectTheEnd(): void {
    this.#isOver = true
  }

  /** Resolves when no request is in flight. */
  async stop(): Promise<void> {
    this.expectTheEnd()
    await Promise.all(this.#loops)
    this.#agent.destroy()
  }

  async #buy(): Promise<void> {
    const own: Booking[] = []
    while (!this.#isOver) {
      try {
        const booking = Math.random() < 0.5 ? await this.#book() : await this.#hold()
        if (booking) own.push(booking)
        if (own.length > BOOKINGS_KEPT_MAX) await this.#cancel(own.shift())
      } catch (error) {
        this.#report(error)
        return
      }
    }
  }

  #report(error: unknown): void {
    if (!this.#isOver) this.faults.push(String(error))
  }

  async #book(): Promise<Booking | undefined> {
    const [eventId, seatIds] = this.#chooseSeats()
    const path = `/api/events/${eventId}/bookings`
    return this.#keep(await this.#change<Booking>('POST', path, seatIds, { seatIds }))
  }

  async #hold(): Promise<Booking | undefined> {
    const [eventId, seatIds] = this.#chooseSeats()
    const path = `/api/events/${eventId}/holds`
    const hold = await this.#change<Hold>('POST', path, seatIds, { seatIds })
    if (!hold) return undefined
    const holdPath = `/api/holds/${hold.holdId}`
    if (Math.random() < 0.5) {
      await this.#change('DELETE', holdPath, seatIds, undefined, hold.token)
      return undefined
    }
    const confirmed = this.#change<Booking>('POST', `${holdPath}/confirm`, seatIds, {}, hold.token)
    return this.#keep(await confirmed)
  }

  async #cancel(booking: Booking | undefined): Promise<void> {
    if (!booking) return
    this.#bookings.delete(booking.bookingId)
    await this.#change('DELETE', `/api/bookings/${booking.bookingId}`, booking.seatIds)
  }

  #keep(booking: Booking | undefined): Booking | undefined {
    if (booking) this.#bookings.set(booking.bookingId, booking)
    return booking
  }

  /** Neighbouring seats, so that buyers sometimes conflict. */
  #chooseSeats(): readonly [eventId: string, seatIds: readonly string[]] {
    const [eventId, seats] = this.#events[randomBelow(this.#events.length)] ?? ['', []]
    const count = 1 + randomBelow(SEATS_MAX)
    const first = randomBelow(seats.length - count + 1)
    return [eventId, seats.slice(first, first + count)]
  }

  /** @returns the answer, or undefined after a conflict with another buyer */
  async #change<T>(
    method: string,
    path: string,
    seatIds: readonly string[],
    body?: object,
    key = this.#options.adminKey,
  ): Promise<T | undefined> {
    const startMs = performance.now()
    const { status, text } = await this.#send(method, path, key, body)
    this.responseTimesUs.record(Math.max(1, Math.round((performance.now() - startMs) * 1_000)))
    if (status === LOST) return undefined
    if (!MADE.has(status)) throw new Error(`${method} ${path} was answered ${status}: ${text}`)
    this.seatChanges += seatIds.length
    return (text === '' ? {} : JSON.parse(text)) as T
  }

  #send(
    method: string,
    path: string,
    key: string,
    body: object | undefined,
  ): Promise<{ status: number; text: string }> {
    const content = body === undefined ? '' : JSON.stringify(body)
    const headers = {
      Authorization: `Bearer ${key}`,
      'Content-Length': Buffer.byteLength(content),
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
    }
    return new Promise((resolve, reject) => {
      request(this.#options.url + path, { method, headers, agent: this.#agent }, (response) => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (chunk: string) => {
          text += chunk
        })
        response.on('end', () => {
          resolve({ status: response.statusCode ?? 0, text })
        })
        response.on('error', reject)
      })
        .on('error', reject)
        .end(content)
    })
  }
}

function randomBelow(count: number): number {
  return Math.floor(Math.random() * count)
}
