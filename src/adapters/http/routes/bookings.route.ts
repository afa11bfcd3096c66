import { z } from 'zod'

import type { CancelBooking } from '../../../application/commands/cancel-booking.ts'
import type { BookingRepositoryPort } from '../../../application/ports/booking-repository.port.ts'
import type { PriceSeats } from '../../../application/queries/price-seats.ts'
import type { UseCases } from '../../../application/use-cases.ts'
import { printedCode } from '../../../domain/short-code.ts'
import { type Endpoint, endpoint } from '../endpoint/endpoint.ts'
import {
  bodyBytesMaxFor,
  codeSchema,
  idempotencyHeader,
  idSchema,
  referenceSchema,
  seatsOrPlacesSchema,
} from '../endpoint/schemas.ts'
import {
  BOOKING_SEATS_MAX,
  type BookingDescriber,
  bookingSchema,
  toBookingBody,
} from './booking-schemas.ts'
import { newCode, requesterOf, timeOrderedId } from './command-inputs.ts'
import { totalSchema } from './price-schemas.ts'
import { problemOf, SEAT_PROBLEMS } from './refusals.ts'

export interface BookingEndpointsOptions {
  readonly bookSeats: Pick<UseCases['bookSeats'], 'execute'>
  readonly cancelBooking: Pick<CancelBooking, 'execute'>
  readonly bookings: BookingRepositoryPort
  readonly priceSeats: Pick<PriceSeats, 'execute'>
  readonly describeSeats: BookingDescriber
}

const TAG = 'Bookings'

/** Creates, reads and cancels bookings, for sellers. */
export function bookingEndpoints(options: BookingEndpointsOptions): Endpoint[] {
  return [bookSeatsEndpoint(options), getBookingEndpoint(options), cancelBookingEndpoint(options)]
}

function bookSeatsEndpoint({ bookSeats, priceSeats }: BookingEndpointsOptions): Endpoint {
  return endpoint({
    method: 'post',
    path: '/api/events/:eventId/bookings',
    operationId: 'bookSeats',
    tag: TAG,
    summary: 'Book seats and places of standing areas without a hold',
    description: 'Books all of the seats and places or none.',
    access: 'seller',
    params: { eventId: idSchema },
    headers: idempotencyHeader,
    body: {
      schema: seatsOrPlacesSchema({ seatsMax: BOOKING_SEATS_MAX })
        .safeExtend({ reference: referenceSchema })
        .meta({ id: 'BookingRequest' }),
      bytesMax: bodyBytesMaxFor({ idsMax: BOOKING_SEATS_MAX }),
    },
    answers: {
      201: {
        description: 'The seats are booked.',
        body: z
          .strictObject({
            bookingId: idSchema,
            code: codeSchema,
            seatIds: z.array(z.string()),
            total: totalSchema.optional(),
          })
          .meta({ id: 'NewBooking' }),
        headers: { Location: 'The URL of the booking.' },
      },
    },
    problems: [
      ...SEAT_PROBLEMS,
      'event-not-found',
      'area-not-found',
      'not-enough-seats',
      'not-on-sale',
    ],
    async handle(request) {
      const { eventId } = request.params
      const { seatIds = [], areas, reference } = request.body
      const result = await bookSeats.execute({
        ...requesterOf(request),
        eventId,
        seatIds,
        areas,
        bookingId: timeOrderedId(),
        code: newCode(),
        reference,
      })
      // With areas, it may be a chosen place that is locked.
      if (result.outcome === 'refused') return problemOf(result.refusal, areas ? [] : seatIds)
      const { bookingId, code, seatIds: booked } = result.result
      const headers = { Location: `/api/bookings/${bookingId}` }
      const total = await priceSeats.execute(eventId, booked)
      const body = { bookingId, code: printedCode(code), seatIds: booked, total }
      return { status: 201, body, headers }
    },
  })
}

function getBookingEndpoint({ bookings, describeSeats }: BookingEndpointsOptions): Endpoint {
  return endpoint({
    method: 'get',
    path: '/api/bookings/:bookingId',
    operationId: 'getBooking',
    tag: TAG,
    summary: 'Get a booking',
    access: 'viewer',
    params: { bookingId: idSchema },
    answers: { 200: { description: 'The booking.', body: bookingSchema } },
    problems: ['booking-not-found', 'store-unavailable'],
    async handle({ params: { bookingId } }) {
      const booking = await bookings.findBooking(bookingId)
      return booking
        ? { status: 200, body: await toBookingBody(booking, describeSeats) }
        : problemOf({ reason: 'unknown-booking' })
    },
  })
}

function cancelBookingEndpoint({ cancelBooking }: BookingEndpointsOptions): Endpoint {
  return endpoint({
    method: 'delete',
    path: '/api/bookings/:bookingId',
    operationId: 'cancelBooking',
    tag: TAG,
    summary: 'Cancel a booking',
    description:
      'Cancels all of its seats, and makes them available again. Cancelling a booking twice is not an error.',
    access: 'seller',
    params: { bookingId: idSchema },
    headers: idempotencyHeader,
    answers: { 204: { description: 'The booking is cancelled.' } },
    problems: [...SEAT_PROBLEMS, 'booking-not-found', 'seats-not-in-booking'],
    async handle(request) {
      const { bookingId } = request.params
      const result = await cancelBooking.execute({ ...requesterOf(request), bookingId })
      return result.outcome === 'refused' ? problemOf(result.refusal) : { status: 204 }
    },
  })
}
