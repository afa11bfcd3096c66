import type { operations } from './api.ts'
import { type FollowedSeats, SeatsFollower } from './followed-seats.ts'
import { HoldfastError } from './holdfast-error.ts'
import type { Schemas } from './operations.ts'
import type { SendOptions } from './transport.ts'
import { type RequestOptions, TypedClient } from './typed-client.ts'

type BodyOf<Id extends 'bookSeat' | 'extendHold' | 'confirmHold'> = NonNullable<
  operations[Id]['requestBody']
>['content']['application/json']
type QueryOf<Id extends 'listEvents' | 'getHistory'> = NonNullable<
  operations[Id]['parameters']['query']
>

/** What opens a hold: what `holdSeats` gave, or as much of it as was kept. A seller needs no token to confirm. */
export type HoldTicket = Pick<Schemas['Hold'], 'holdId' | 'token'>

/** Seats, or how many of which kind. */
export type SeatsWanted = Pick<Schemas['HoldRequest'], 'ttlMs'> &
  (
    | Required<Pick<Schemas['HoldRequest'], 'seatIds'>>
    | Required<Pick<Schemas['HoldRequest'], 'bestAvailable'>>
  )

/** Names the state of what it came with. */
export interface Tag {
  readonly etag: string
}

type IfChanged<T, Known> = (T & Tag) | (Known extends Tag ? 'unchanged' : never)

/**
 * A Holdfast service, as its callers see it.
 *
 * Each method is an operation of the API document. It takes what stands in the path, then the body or the query, then
 * how to send it. What depends on other buyers is returned: `{ ok: false, refusal }`. Everything else that goes wrong
 * is thrown as a {@link HoldfastError}.
 */
export class HoldfastClient extends TypedClient {
  /** Needs the administrator's key. */
  createEvent(event: Schemas['NewEvent'], options?: RequestOptions) {
    return this.request('post', '/api/events', { body: event }, options)
  }

  /** A page of the events. */
  async listEvents(query: QueryOf<'listEvents'> = {}, options?: RequestOptions) {
    return (await this.request('get', '/api/events', { query }, options)).value
  }

  /** All events, read page by page. */
  async *events(query: QueryOf<'listEvents'> = {}, options?: RequestOptions) {
    const read = (at: { cursor?: string }) => this.listEvents({ ...query, ...at }, options)
    for await (const { events } of pages(read)) yield* events
  }

  /** @param known the event as it was read before, which is `unchanged` when it is still so */
  async getEvent<Known extends Tag | undefined = undefined>(
    eventId: string,
    known?: Known,
    options?: RequestOptions,
  ): Promise<IfChanged<Schemas['Event'], Known>> {
    const request = { params: { eventId }, headers: unless(known) }
    return tagged(await this.request('get', '/api/events/{eventId}', request, options))
  }

  /** @param known the availability as it was read before, which is `unchanged` when it is still so */
  async getAvailability<Known extends Tag | undefined = undefined>(
    eventId: string,
    known?: Known,
    options?: RequestOptions,
  ): Promise<IfChanged<Schemas['Availability'], Known>> {
    const request = { params: { eventId }, headers: unless(known) }
    return tagged(await this.request('get', '/api/events/{eventId}/seats', request, options))
  }

  /**
   * The seats of an event as they change: at once as they are, and again after each change. A stream that is lost is
   * made again, so this ends only when the loop is left, or with an error.
   * @param options.timeoutMs after how long without a sign of life a stream counts as lost; 45,000 when left out
   */
  async *followSeats(eventId: string, options?: SendOptions): AsyncGenerator<FollowedSeats> {
    const follower = new SeatsFollower()
    for await (const event of this.listen('/api/events/{eventId}/stream', { eventId }, options)) {
      yield follower.apply(event)
    }
  }

  /** @param options.hold a hold of this buyer, which gets the seats and a new deadline */
  async holdSeats(
    eventId: string,
    wanted: SeatsWanted,
    { hold, ...options }: RequestOptions & { readonly hold?: HoldTicket | undefined } = {},
  ) {
    const request = { params: { eventId }, body: wanted, bearer: hold?.token }
    const reply = await this.request('post', '/api/events/{eventId}/holds', request, options)
    // The service never shows a token twice, but whoever holds the answer needs it.
    return reply.ok ? { ...reply, value: { ...hold, ...reply.value } } : reply
  }

  extendHold(
    { holdId, token }: HoldTicket,
    body: BodyOf<'extendHold'> = {},
    options?: RequestOptions,
  ) {
    const request = { params: { holdId }, body, bearer: token }
    return this.request('post', '/api/holds/{holdId}/extend', request, options)
  }

  releaseHold({ holdId, token }: HoldTicket, options?: RequestOptions) {
    const request = { params: { holdId }, bearer: token }
    return this.request('delete', '/api/holds/{holdId}', request, options)
  }

  confirmHold(
    { holdId, token }: HoldTicket,
    body: BodyOf<'confirmHold'> = {},
    options?: RequestOptions,
  ) {
    const request = { params: { holdId }, body, bearer: token }
    return this.request('post', '/api/holds/{holdId}/confirm', request, options)
  }

  /** Books a seat of the default event, without waiting for whoever has locked it. */
  bookSeat(seatId: string, body: BodyOf<'bookSeat'> = {}, options?: RequestOptions) {
    return this.request('post', '/api/book/{seatId}', { params: { seatId }, body }, options)
  }

  /** Needs the seller's key. */
  bookSeats(eventId: string, body: Schemas['BookingRequest'], options?: RequestOptions) {
    const request = { params: { eventId }, body }
    return this.request('post', '/api/events/{eventId}/bookings', request, options)
  }

  /** Needs the seller's key. */
  async getBooking(bookingId: string, options?: RequestOptions) {
    const request = { params: { bookingId } }
    return (await this.request('get', '/api/bookings/{bookingId}', request, options)).value
  }

  /** Needs the seller's key. */
  cancelBooking(bookingId: string, options?: RequestOptions) {
    return this.request('delete', '/api/bookings/{bookingId}', { params: { bookingId } }, options)
  }

  /** Needs the administrator's key. */
  blockSeats(eventId: string, seats: Schemas['Seats'], options?: RequestOptions) {
    const request = { params: { eventId }, body: seats }
    return this.request('post', '/api/events/{eventId}/blocks', request, options)
  }

  /** Needs the administrator's key. */
  unblockSeats(eventId: string, seats: Schemas['Seats'], options?: RequestOptions) {
    const request = { params: { eventId }, body: seats }
    return this.request('delete', '/api/events/{eventId}/blocks', request, options)
  }

  /** A page of who did what to which seat. Needs the administrator's key. */
  async getHistory(eventId: string, query: QueryOf<'getHistory'> = {}, options?: RequestOptions) {
    const request = { params: { eventId }, query }
    return (await this.request('get', '/api/events/{eventId}/history', request, options)).value
  }

  /** All of it, read page by page. Needs the administrator's key. */
  async *history(eventId: string, query: QueryOf<'getHistory'> = {}, options?: RequestOptions) {
    const read = (at: { cursor?: string }) => this.getHistory(eventId, { ...query, ...at }, options)
    for await (const { entries } of pages(read)) yield* entries
  }

  async getHealth(options?: RequestOptions) {
    return (await this.request('get', '/healthz', {}, options)).value
  }

  /** Asked once, unless the options say otherwise: that the service is not ready is an answer, too. */
  async getReadiness(options: RequestOptions = {}): Promise<Schemas['Readiness']> {
    try {
      const once = { retries: { attemptsMax: 1 }, ...options }
      return (await this.request('get', '/readyz', {}, once)).value
    } catch (error) {
      if (error instanceof HoldfastError && isReadiness(error.body)) return error.body
      throw error
    }
  }
}

interface Page {
  readonly nextCursor?: string
}

async function* pages<P extends Page>(read: (at: { cursor?: string }) => Promise<P>) {
  let page = await read({})
  yield page
  while (page.nextCursor !== undefined) {
    page = await read({ cursor: page.nextCursor })
    yield page
  }
}

function unless(known: Tag | undefined): { 'If-None-Match'?: string } {
  return known ? { 'If-None-Match': known.etag } : {}
}

function tagged<T, Known>(
  reply:
    | { readonly status: 200; readonly value: T; readonly headers: Headers }
    | { readonly status: 304 },
): IfChanged<T, Known> {
  const answer =
    reply.status === 304 ? 'unchanged' : { ...reply.value, etag: reply.headers.get('ETag') ?? '' }
  // Only who said what is known is answered 304.
  return answer as IfChanged<T, Known>
}

function isReadiness(body: unknown): body is Schemas['Readiness'] {
  return typeof body === 'object' && body !== null && 'dependencies' in body
}
