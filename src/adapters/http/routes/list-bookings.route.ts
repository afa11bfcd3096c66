import { z } from 'zod'

import type { BookingRepositoryPort } from '../../../application/ports/booking-repository.port.ts'
import type { EventSummaryPort } from '../../../application/ports/event-summary.port.ts'
import type { Booking } from '../../../domain/booking.ts'
import { HttpProblem } from '../answers/http-problem.ts'
import { limitSchema, nextCursorSchema, pageOf, timeAndIdCursor } from '../endpoint/cursors.ts'
import { type Endpoint, endpoint } from '../endpoint/endpoint.ts'
import { codeQuerySchema, idSchema, referenceSchema, seatIdSchema } from '../endpoint/schemas.ts'
import {
  type BookingDescriber,
  bookingSchema,
  bookingStatusSchema,
  toBookingBodies,
} from './booking-schemas.ts'
import { problemOf } from './refusals.ts'

export interface ListBookingsEndpointsOptions {
  readonly bookings: Pick<BookingRepositoryPort, 'findBookings'>
  readonly summaries: EventSummaryPort
  readonly describeSeats: BookingDescriber
}

const pageQuery = { limit: limitSchema, cursor: timeAndIdCursor }

const answers = {
  200: {
    description: 'A page of the bookings, oldest first.',
    body: z
      .strictObject({ bookings: z.array(bookingSchema), nextCursor: nextCursorSchema })
      .meta({ id: 'Bookings' }),
  },
}

/** Lists and finds bookings. */
export function listBookingsEndpoints(options: ListBookingsEndpointsOptions): Endpoint[] {
  return [ofEventEndpoint(options), ofAllEventsEndpoint(options)]
}

function ofEventEndpoint({
  bookings,
  summaries,
  describeSeats,
}: ListBookingsEndpointsOptions): Endpoint {
  return endpoint({
    method: 'get',
    path: '/api/events/:eventId/bookings',
    operationId: 'listBookings',
    tag: 'Bookings',
    summary: 'List the bookings of an event',
    description: 'Returns the bookings that meet all of the given conditions.',
    access: 'viewer',
    params: { eventId: idSchema },
    query: {
      code: codeQuerySchema.optional(),
      reference: referenceSchema,
      seatId: seatIdSchema.optional().meta({
        description: 'Bookings that this seat belongs to, or belonged to according to the history.',
      }),
      status: bookingStatusSchema.optional(),
      ...pageQuery,
    },
    answers,
    problems: ['event-not-found', 'store-unavailable'],
    async handle({ params: { eventId }, query: { cursor, ...query } }) {
      if (!(await summaries.findSummary(eventId))) return problemOf({ reason: 'unknown-event' })
      const limit = query.limit + 1
      const after = positionIn(cursor)
      const found = await bookings.findBookings({ ...query, eventId, after, limit })
      return { status: 200, body: await toPage(found, query.limit, describeSeats) }
    },
  })
}

function ofAllEventsEndpoint({ bookings, describeSeats }: ListBookingsEndpointsOptions): Endpoint {
  return endpoint({
    method: 'get',
    path: '/api/bookings',
    operationId: 'findBookings',
    tag: 'Bookings',
    summary: 'Find bookings of all events by code or reference',
    description: 'Requires `code`, `reference` or both.',
    access: 'viewer',
    query: { code: codeQuerySchema.optional(), reference: referenceSchema, ...pageQuery },
    answers,
    problems: ['store-unavailable'],
    async handle({ query: { code, reference, limit, cursor } }) {
      if (code === undefined && reference === undefined) {
        throw new HttpProblem('invalid-request', 'query: code or reference is required')
      }
      const after = positionIn(cursor)
      const found = await bookings.findBookings({ code, reference, after, limit: limit + 1 })
      return { status: 200, body: await toPage(found, limit, describeSeats) }
    },
  })
}

function positionIn(cursor: readonly [bookedAtMs: number, id: string] | undefined) {
  return cursor && { bookedAt: new Date(cursor[0]), id: cursor[1] }
}

async function toPage(oneMore: readonly Booking[], limit: number, describeSeats: BookingDescriber) {
  const page = pageOf(oneMore, limit, ({ bookedAt, id }) => [bookedAt.getTime(), id])
  const bodies = await toBookingBodies(page.items, describeSeats)
  return { bookings: bodies, nextCursor: page.nextCursor }
}
