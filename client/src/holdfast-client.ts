import type { Activity } from './activity.ts'
import type { operations } from './api.ts'
import { type FollowedSeats, SeatsFollower } from './followed-seats.ts'
import { HoldfastError } from './holdfast-error.ts'
import type { Schemas } from './operations.ts'
import type { ServerSentEvent } from './server-sent-events.ts'
import type { StreamOptions } from './transport.ts'
import { type RequestOptions, TypedClient } from './typed-client.ts'

type BodyOf<Id extends 'bookSeat' | 'extendHold' | 'confirmHold' | 'releaseHolds'> = NonNullable<
  operations[Id]['requestBody']
>['content']['application/json']
type QueryOf<
  Id extends
    | 'findHolds'
    | 'listEvents'
    | 'deleteEvent'
    | 'listBookings'
    | 'findBookings'
    | 'getHistory'
    | 'listWebhookDeliveries',
> = NonNullable<operations[Id]['parameters']['query']>

/** Identifies a hold: the answer of `holdSeats`, or at least these fields of it. A seller needs no token to read or confirm. */
export type HoldTicket = Pick<Schemas['Hold'], 'holdId' | 'token'>

/** Options of a request that takes seats. */
export interface AdmittedOptions extends RequestOptions {
  /** The admission token of the shop, where the service requires one. */
  readonly admission?: string | undefined
}

/** Certain seats and places in standing areas, or the best available seats. */
export type SeatsWanted = Pick<Schemas['HoldRequest'], 'ttlMs'> &
  (
    | Required<Pick<Schemas['HoldRequest'], 'seatIds'>>
    | (Required<Pick<Schemas['HoldRequest'], 'areas'>> & Pick<Schemas['HoldRequest'], 'seatIds'>)
    | Required<Pick<Schemas['HoldRequest'], 'bestAvailable'>>
  )

/** Identifies the state of a resource. */
export interface Tag {
  readonly etag: string
}

type IfChanged<T, Known> = (T & Tag) | (Known extends Tag ? 'unchanged' : never)

/**
 * A client of a Holdfast service.
 *
 * Each method is an operation of the API document. It takes the path parameters, then the body or the query, then the
 * options of the request. A refusal that depends on other buyers is returned: `{ ok: false, refusal }`. All other
 * failures are thrown as a {@link HoldfastError}.
 */
export class HoldfastClient extends TypedClient {
  /** Requires the role `admin`. */
  createEvent(event: Schemas['NewEvent'], options?: RequestOptions) {
    return this.request('post', '/api/events', { body: event }, options)
  }

  /** Returns one page of the events. */
  async listEvents(query: QueryOf<'listEvents'> = {}, options?: RequestOptions) {
    return (await this.request('get', '/api/events', { query }, options)).value
  }

  /** Iterates over all events, page by page. */
  async *events(query: QueryOf<'listEvents'> = {}, options?: RequestOptions) {
    const read = (at: { cursor?: string }) => this.listEvents({ ...query, ...at }, options)
    for await (const { events } of pages(read)) yield* events
  }

  /** @param known the event as read before; the answer is `unchanged` if it is still current */
  async getEvent<Known extends Tag | undefined = undefined>(
    eventId: string,
    known?: Known,
    options?: RequestOptions,
  ): Promise<IfChanged<Schemas['Event'], Known>> {
    const request = { params: { eventId }, headers: unless(known) }
    return tagged(await this.request('get', '/api/events/{eventId}', request, options))
  }

  /**
   * Changes details of an event; `null` removes one. Requires the role `office`.
   * @param read the event as it was read; if it has changed since, the change is refused
   */
  async changeEvent(
    eventId: string,
    read: Tag,
    body: Schemas['EventChanges'],
    options?: RequestOptions,
  ) {
    const request = { params: { eventId }, headers: { 'If-Match': read.etag }, body }
    const reply = await this.request('patch', '/api/events/{eventId}', request, options)
    return reply.ok ? { ...reply, value: withTag(reply) } : reply
  }

  /**
   * Replaces the seating plan of an event, and returns how its seats differ. Requires the role `admin`.
   * @param read the event as it was read; if it has changed since, the replacement is refused
   */
  async replacePlan(
    eventId: string,
    read: Tag,
    plan: Schemas['NewSeatingPlan'],
    options?: RequestOptions,
  ) {
    const request = { params: { eventId }, headers: { 'If-Match': read.etag }, body: plan }
    const reply = await this.request('put', '/api/events/{eventId}/plan', request, options)
    return reply.ok ? { ...reply, value: withTag(reply) } : reply
  }

  /** Returns how the seats of a plan differ from those of an event, without replacing its plan. */
  async comparePlan(eventId: string, plan: Schemas['NewSeatingPlan'], options?: RequestOptions) {
    const request = { params: { eventId }, query: { dryRun: 'true' }, body: plan } as const
    const reply = await this.request('put', '/api/events/{eventId}/plan', request, options)
    return reply.ok ? { ...reply, value: withTag(reply) } : reply
  }

  /**
   * Deletes an event of which no seat is booked or held. Requires the role `admin`. If the answer is lost, a retry is
   * answered `event-not-found`.
   * @param how.force deletes a cancelled event with its bookings and holds
   */
  deleteEvent(
    eventId: string,
    { force = false }: { readonly force?: boolean | undefined } = {},
    options?: RequestOptions,
  ) {
    const request = { params: { eventId }, query: force ? { force: 'true' as const } : {} }
    return this.request('delete', '/api/events/{eventId}', request, options)
  }

  /** @param known the availability as read before; the answer is `unchanged` if it is still current */
  async getAvailability<Known extends Tag | undefined = undefined>(
    eventId: string,
    known?: Known,
    options?: RequestOptions,
  ): Promise<IfChanged<Schemas['Availability'], Known>> {
    const request = { params: { eventId }, headers: unless(known) }
    return tagged(await this.request('get', '/api/events/{eventId}/seats', request, options))
  }

  /**
   * Follows the seats of an event: yields their current state, and again after each change. Reconnects when the stream
   * is lost, so it ends only when the caller leaves the loop, or with an error.
   */
  followSeats(eventId: string, options?: StreamOptions): AsyncGenerator<FollowedSeats> {
    const follower = new SeatsFollower()
    const read = (event: ServerSentEvent) => follower.apply(event)
    return this.follow('/api/events/{eventId}/stream', { eventId }, read, options)
  }

  /**
   * Follows the activity of one instance: yields ticks, oldest first, twice a second. After each connect it may yield
   * ticks of the last minute, some of them for the second time. Reconnects when the stream is lost.
   */
  followActivity(options?: StreamOptions): AsyncGenerator<readonly Activity[]> {
    const read = ({ data }: ServerSentEvent) =>
      [JSON.parse(data) as Activity | readonly Activity[]].flat()
    return this.follow('/api/activity', {}, read, options)
  }

  /** @param options.hold adds the seats to this hold, and renews its deadline */
  async holdSeats(
    eventId: string,
    wanted: SeatsWanted,
    {
      hold,
      admission,
      ...options
    }: AdmittedOptions & { readonly hold?: HoldTicket | undefined } = {},
  ) {
    const headers = admittedBy(admission)
    const request = { params: { eventId }, headers, body: wanted, bearer: hold?.token }
    const reply = await this.request('post', '/api/events/{eventId}/holds', request, options)
    // The service shows a token only once, but callers need it with the new answer too.
    const token = hold?.token === undefined ? {} : { token: hold.token }
    return reply.ok ? { ...reply, value: { ...token, ...reply.value } } : reply
  }

  /** Requires the token of the hold, or a key with the role `seller`. */
  async getHold({ holdId, token }: HoldTicket, options?: RequestOptions) {
    const request = { params: { holdId }, bearer: token }
    return (await this.request('get', '/api/holds/{holdId}', request, options)).value
  }

  /** Returns the holds of an event whose buyers have this code, newest first. Requires the role `seller`. */
  async findHolds(eventId: string, query: QueryOf<'findHolds'>, options?: RequestOptions) {
    const request = { params: { eventId }, query }
    return (await this.request('get', '/api/events/{eventId}/holds', request, options)).value
  }

  extendHold(
    { holdId, token }: HoldTicket,
    body: BodyOf<'extendHold'> = {},
    options?: RequestOptions,
  ) {
    const request = { params: { holdId }, body, bearer: token }
    return this.request('post', '/api/holds/{holdId}/extend', request, options)
  }

  /** Requires the token of the hold, or a key with the role `admin`. */
  releaseHold({ holdId, token }: HoldTicket, options?: RequestOptions) {
    const request = { params: { holdId }, bearer: token }
    return this.request('delete', '/api/holds/{holdId}', request, options)
  }

  /** Releases some seats of a hold. The hold has ended if no seat remains. */
  releaseHeldSeats(
    { holdId, token }: HoldTicket,
    seats: Schemas['SeatsToRelease'],
    options?: RequestOptions,
  ) {
    const request = { params: { holdId }, body: seats, bearer: token }
    return this.request('post', '/api/holds/{holdId}/release', request, options)
  }

  /**
   * Releases all active holds of an event, or with a body those of one client. Call it again until the answer is
   * `complete`. Requires a key with the role `admin`.
   */
  releaseHolds(eventId: string, body?: BodyOf<'releaseHolds'>, options?: RequestOptions) {
    const request = { params: { eventId }, ...(body && { body }) }
    return this.request('post', '/api/events/{eventId}/holds/release', request, options)
  }

  /** @param body.version the version that was read; if the hold has changed since, it is refused */
  confirmHold(
    { holdId, token }: HoldTicket,
    body: BodyOf<'confirmHold'> = {},
    options?: RequestOptions,
  ) {
    const request = { params: { holdId }, body, bearer: token }
    return this.request('post', '/api/holds/{holdId}/confirm', request, options)
  }

  /** Books a seat of the default event, without waiting for a locked seat. */
  bookSeat(
    seatId: string,
    body: BodyOf<'bookSeat'> = {},
    { admission, ...options }: AdmittedOptions = {},
  ) {
    const request = { params: { seatId }, headers: admittedBy(admission), body }
    return this.request('post', '/api/book/{seatId}', request, options)
  }

  /** Requires the role `seller`. */
  bookSeats(eventId: string, body: Schemas['BookingRequest'], options?: RequestOptions) {
    const request = { params: { eventId }, body }
    return this.request('post', '/api/events/{eventId}/bookings', request, options)
  }

  /** Requires the role `viewer`. */
  async getBooking(bookingId: string, options?: RequestOptions) {
    const request = { params: { bookingId } }
    return (await this.request('get', '/api/bookings/{bookingId}', request, options)).value
  }

  /** Requires the role `seller`. */
  cancelBooking(bookingId: string, options?: RequestOptions) {
    return this.request('delete', '/api/bookings/{bookingId}', { params: { bookingId } }, options)
  }

  /** Cancels some seats of a booking. Requires the role `seller`. */
  cancelSeats(bookingId: string, seats: Schemas['SeatsToCancel'], options?: RequestOptions) {
    const request = { params: { bookingId }, body: seats }
    return this.request('post', '/api/bookings/{bookingId}/cancel', request, options)
  }

  /**
   * Replaces seats of a booking by available ones, or by any available places of standing areas, in one change. Requires
   * the role `seller`.
   */
  moveBooking(bookingId: string, body: Schemas['BookingMoves'], options?: RequestOptions) {
    const request = { params: { bookingId }, body }
    return this.request('post', '/api/bookings/{bookingId}/move', request, options)
  }

  /** Changes the reference of a booking, or removes it with `null`. Requires the role `seller`. */
  changeBooking(bookingId: string, body: Schemas['BookingChange'], options?: RequestOptions) {
    const request = { params: { bookingId }, body }
    return this.request('patch', '/api/bookings/{bookingId}', request, options)
  }

  /** Returns one page of the bookings of an event. Requires the role `viewer`. */
  async listBookings(
    eventId: string,
    query: QueryOf<'listBookings'> = {},
    options?: RequestOptions,
  ) {
    const request = { params: { eventId }, query }
    return (await this.request('get', '/api/events/{eventId}/bookings', request, options)).value
  }

  /** Iterates over the bookings of an event, page by page. Requires the role `viewer`. */
  async *bookings(eventId: string, query: QueryOf<'listBookings'> = {}, options?: RequestOptions) {
    const read = (at: { cursor?: string }) =>
      this.listBookings(eventId, { ...query, ...at }, options)
    for await (const { bookings } of pages(read)) yield* bookings
  }

  /** Returns one page of the bookings with a code or reference, of all events. Requires the role `viewer`. */
  async findBookings(query: QueryOf<'findBookings'>, options?: RequestOptions) {
    return (await this.request('get', '/api/bookings', { query }, options)).value
  }

  /** Compares all bookings of an event that the caller has with those of the service. Requires the role `seller`. */
  async reconcile(
    eventId: string,
    bookings: Schemas['ReconciliationRequest']['bookings'],
    options?: RequestOptions,
  ) {
    const request = { params: { eventId }, body: { bookings } }
    return (await this.request('post', '/api/events/{eventId}/reconcile', request, options)).value
  }

  /** Takes seats, or any available places of standing areas, off sale. Requires the role `office`. */
  blockSeats(eventId: string, seats: Schemas['BlockRequest'], options?: RequestOptions) {
    const request = { params: { eventId }, body: seats }
    return this.request('post', '/api/events/{eventId}/blocks', request, options)
  }

  /**
   * Puts seats, or any blocked places of standing areas, back on sale. Answers which, if the request has `areas`. Requires
   * the role `office`.
   */
  unblockSeats(eventId: string, seats: Schemas['BlockRequest'], options?: RequestOptions) {
    const request = { params: { eventId }, body: seats }
    return this.request('delete', '/api/events/{eventId}/blocks', request, options)
  }

  /** Returns one page of the history of the seats. Requires the role `viewer`. */
  async getHistory(eventId: string, query: QueryOf<'getHistory'> = {}, options?: RequestOptions) {
    const request = { params: { eventId }, query }
    return (await this.request('get', '/api/events/{eventId}/history', request, options)).value
  }

  /** Iterates over the whole history, page by page. Requires the role `viewer`. */
  async *history(eventId: string, query: QueryOf<'getHistory'> = {}, options?: RequestOptions) {
    const read = (at: { cursor?: string }) => this.getHistory(eventId, { ...query, ...at }, options)
    for await (const { entries } of pages(read)) yield* entries
  }

  /**
   * Requires the role `admin`. Not retried by default, because a retry could not return the key; after a lost response,
   * delete the key and create it again.
   */
  createKey(key: Schemas['NewAccessKey'], options?: RequestOptions) {
    return this.request('post', '/api/keys', { body: key }, sentOnce(options))
  }

  /** Requires the role `admin`. */
  async listKeys(options?: RequestOptions) {
    return (await this.request('get', '/api/keys', {}, options)).value
  }

  /** Requires the role `admin`. If the answer is lost, a retry is answered `key-not-found`. */
  deleteKey(name: string, options?: RequestOptions) {
    return this.request('delete', '/api/keys/{name}', { params: { name } }, options)
  }

  /**
   * Registers a webhook. Requires the role `admin`. Not retried by default, because each request registers one.
   */
  createWebhook(webhook: Schemas['WebhookRequest'], options?: RequestOptions) {
    return this.request('post', '/api/webhooks', { body: webhook }, sentOnce(options))
  }

  /** Requires the role `admin`. */
  async listWebhooks(options?: RequestOptions) {
    return (await this.request('get', '/api/webhooks', {}, options)).value
  }

  /** Requires the role `admin`. */
  async getWebhook(webhookId: string, options?: RequestOptions) {
    const request = { params: { webhookId } }
    return (await this.request('get', '/api/webhooks/{webhookId}', request, options)).value
  }

  /** Requires the role `admin`. If the answer is lost, a retry is answered `webhook-not-found`. */
  deleteWebhook(webhookId: string, options?: RequestOptions) {
    return this.request('delete', '/api/webhooks/{webhookId}', { params: { webhookId } }, options)
  }

  /**
   * Replaces the secret. Requires the role `admin`. Not retried by default, because a second rotation ends the secret
   * that the receiver has.
   */
  async rotateWebhookSecret(webhookId: string, options?: RequestOptions) {
    const request = { params: { webhookId } }
    const path = '/api/webhooks/{webhookId}/rotate'
    return (await this.request('post', path, request, sentOnce(options))).value
  }

  /** Returns one page of the log, newest first. Requires the role `admin`. */
  async listWebhookDeliveries(
    webhookId: string,
    query: QueryOf<'listWebhookDeliveries'> = {},
    options?: RequestOptions,
  ) {
    const request = { params: { webhookId }, query }
    const path = '/api/webhooks/{webhookId}/deliveries'
    return (await this.request('get', path, request, options)).value
  }

  /** Iterates over the whole log, page by page. Requires the role `admin`. */
  async *webhookDeliveries(
    webhookId: string,
    query: QueryOf<'listWebhookDeliveries'> = {},
    options?: RequestOptions,
  ) {
    const read = (at: { cursor?: string }) =>
      this.listWebhookDeliveries(webhookId, { ...query, ...at }, options)
    for await (const { deliveries } of pages(read)) yield* deliveries
  }

  /**
   * Sends the message of a delivery again. Requires the role `admin`. Not retried by default, because each request sends
   * it. The service waits for the receiver up to `WEBHOOK_TIMEOUT_MS` (15 s); `timeoutMs` should be longer.
   */
  async redeliverWebhook(webhookId: string, deliveryId: string, options?: RequestOptions) {
    const request = { params: { webhookId, deliveryId } }
    const path = '/api/webhooks/{webhookId}/deliveries/{deliveryId}/redeliver'
    return (await this.request('post', path, request, sentOnce(options))).value
  }

  async getHealth(options?: RequestOptions) {
    return (await this.request('get', '/healthz', {}, options)).value
  }

  /** Not retried by default, because `unavailable` is a regular response. */
  async getReadiness(options?: RequestOptions): Promise<Schemas['Readiness']> {
    try {
      return (await this.request('get', '/readyz', {}, sentOnce(options))).value
    } catch (error) {
      if (error instanceof HoldfastError && isReadiness(error.body)) return error.body
      throw error
    }
  }
}

/** Sends a request once, unless the caller sets `attemptsMax`. */
function sentOnce(options: RequestOptions = {}): RequestOptions {
  return { ...options, retries: { attemptsMax: 1, ...options.retries } }
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
  const answer = reply.status === 304 ? 'unchanged' : withTag(reply)
  // The service answers 304 only to a request with a known tag.
  return answer as IfChanged<T, Known>
}

function withTag<T>({ value, headers }: { readonly value: T; readonly headers: Headers }): T & Tag {
  return { ...value, etag: headers.get('ETag') ?? '' }
}

function isReadiness(body: unknown): body is Schemas['Readiness'] {
  return typeof body === 'object' && body !== null && 'dependencies' in body
}

function admittedBy(token: string | undefined): { readonly Admission?: string } {
  return token === undefined ? {} : { Admission: token }
}
