import type { FollowedSeats, HoldfastClient, Schemas, Tag } from '../../../client/src/index.ts'
import type { Polled } from '../../streams/stream-follower.ts'
import type { EventSale } from './event-sale.ts'
import type { BoardMessage } from './seat-board.ts'

/** The current state of all seats, from a stream or a poll. */
export type SeatsMessage = BoardMessage & Pick<FollowedSeats, 'event' | 'sale'>

export interface PolledSeatsOptions {
  readonly client: Pick<HoldfastClient, 'request' | 'getEvent'>
  readonly event: Schemas['Event'] & Tag
  readonly sale: Pick<EventSale, 'hearTime' | 'stateOf'>
}

/**
 * The least pause between two polls. Thousands of pages poll when the service has no stream left, so a page reads
 * at most about 20 kB per second, however many seats are taken.
 */
const PAUSE_MS = 5_000
const PAUSE_MS_PER_SEAT = 2
/** The event is read with one in so many polls. */
const POLLS_PER_EVENT = 12

const ONCE = { attemptsMax: 1 }

/** Reads the seats of an event without a stream, with conditional requests. */
export class PolledSeats {
  readonly #options: PolledSeatsOptions
  #event: Schemas['Event'] & Tag
  #etag: string | undefined
  #state: Pick<SeatsMessage, 'taken' | 'areas'> = { taken: new Map(), areas: new Map() }
  #polls = 0

  constructor(options: PolledSeatsOptions) {
    this.#options = options
    this.#event = options.event
  }

  /** @throws {HoldfastError} without retries */
  async poll(signal: AbortSignal): Promise<Polled<SeatsMessage>> {
    if (++this.#polls % POLLS_PER_EVENT === 0) await this.#readEvent(signal)
    const seats = await this.#readSeats(signal)
    const event = this.#event
    const sale = this.#options.sale.stateOf(event)
    // Complete also if nothing has changed, because a stream may have been connected since the previous poll.
    const message = { kind: 'snapshot' as const, changed: [], ...this.#state, event, sale }
    const pauseMs = seats ? PAUSE_MS + seats.length * PAUSE_MS_PER_SEAT : PAUSE_MS
    return { message, pauseMs }
  }

  async #readEvent(signal: AbortSignal): Promise<void> {
    const { client } = this.#options
    const { eventId } = this.#event
    const read = await client.getEvent(eventId, this.#event, { signal, retries: ONCE })
    if (read !== 'unchanged') this.#event = read
  }

  /** @returns undefined if nothing has changed */
  async #readSeats(signal: AbortSignal): Promise<Schemas['Availability']['seats'] | undefined> {
    const { client, sale } = this.#options
    const headers = this.#etag === undefined ? {} : { 'If-None-Match': this.#etag }
    const request = { params: { eventId: this.#event.eventId }, headers }
    const options = { signal, retries: ONCE }
    const reply = await client.request('get', '/api/events/{eventId}/seats', request, options)
    sale.hearTime(reply.headers.get('Date'))
    if (reply.status === 304) return undefined
    const { seats, areas = [] } = reply.value
    this.#etag = reply.headers.get('ETag') ?? undefined
    this.#state = {
      taken: new Map(seats.map((seat) => [seat.seatId, seat])),
      areas: new Map(areas.map((area) => [area.areaId, area])),
    }
    return seats
  }
}
