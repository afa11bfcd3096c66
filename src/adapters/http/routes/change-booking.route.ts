import { z } from 'zod'

import type { ChangeResult } from '../../../application/changes/change-result.ts'
import type { CancelBooking } from '../../../application/commands/cancel-booking.ts'
import type { ChangeBookingReference } from '../../../application/commands/change-booking-reference.ts'
import type { MoveBooking } from '../../../application/commands/move-booking.ts'
import type { Booking } from '../../../domain/booking.ts'
import { type Endpoint, endpoint } from '../endpoint/endpoint.ts'
import {
  bodyBytesMaxFor,
  idempotencyHeader,
  idSchema,
  referenceTextSchema,
  seatIdSchema,
  seatIdsSchema,
} from '../endpoint/schemas.ts'
import {
  BOOKING_SEATS_MAX,
  type BookingDescriber,
  bookingSchema,
  toBookingBody,
} from './booking-schemas.ts'
import { requesterOf } from './command-inputs.ts'
import { problemOf, type Refusal, SEAT_PROBLEMS } from './refusals.ts'

export interface ChangeBookingEndpointsOptions {
  readonly cancelBooking: Pick<CancelBooking, 'execute'>
  readonly moveBooking: Pick<MoveBooking, 'execute'>
  readonly changeBookingReference: Pick<ChangeBookingReference, 'execute'>
  readonly describeChangedSeats: BookingDescriber
}

const shared = {
  tag: 'Bookings',
  access: 'seller',
  params: { bookingId: idSchema },
  headers: idempotencyHeader,
} as const

const moveSchema = z
  .strictObject({
    from: seatIdSchema,
    to: seatIdSchema.optional(),
    toArea: seatIdSchema.optional().meta({
      description: 'The `area_guid` of a standing area. The service chooses an available place.',
    }),
  })
  .refine(({ to, toArea }) => (to === undefined) !== (toArea === undefined), {
    error: 'must have either to or toArea',
  })

const movesSchema = z
  .array(moveSchema)
  .min(1)
  .max(BOOKING_SEATS_MAX)
  .refine(
    (moves) => {
      const named = moves.flatMap(({ from, to = [] }) => [from].concat(to))
      return new Set(named).size === named.length
    },
    { error: 'must name each seat once' },
  )
  .meta({
    description:
      'Each seat of the booking to replace, and either its replacement (`to`) or a standing area (`toArea`).',
  })

/** Changes bookings, for sellers: cancels some seats, moves seats, changes the reference. */
export function changeBookingEndpoints(options: ChangeBookingEndpointsOptions): Endpoint[] {
  return [cancelSeatsEndpoint(options), moveEndpoint(options), patchEndpoint(options)]
}

function cancelSeatsEndpoint(options: ChangeBookingEndpointsOptions): Endpoint {
  const { cancelBooking } = options
  return endpoint({
    ...shared,
    method: 'post',
    path: '/api/bookings/:bookingId/cancel',
    operationId: 'cancelSeats',
    summary: 'Cancel some seats of a booking',
    description:
      'Makes them available again. With its last seat, the booking is cancelled. Cancelling a seat twice is not an error.',
    body: {
      schema: z
        .strictObject({ seatIds: seatIdsSchema({ seatsMax: BOOKING_SEATS_MAX }) })
        .meta({ id: 'SeatsToCancel' }),
      bytesMax: bodyBytesMaxFor({ idsMax: BOOKING_SEATS_MAX }),
    },
    answers: { 200: { description: 'The booking after the change.', body: bookingSchema } },
    problems: [...SEAT_PROBLEMS, 'booking-not-found', 'seats-not-in-booking'],
    async handle(request) {
      const { bookingId } = request.params
      const { seatIds } = request.body
      const command = { ...requesterOf(request), bookingId, seatIds }
      return answer(await cancelBooking.execute(command), options)
    },
  })
}

function moveEndpoint(options: ChangeBookingEndpointsOptions): Endpoint {
  const { moveBooking } = options
  return endpoint({
    ...shared,
    method: 'post',
    path: '/api/bookings/:bookingId/move',
    operationId: 'moveBooking',
    summary: 'Move seats of a booking',
    description:
      'Replaces seats of the booking by available ones in one change: all of them or none. No other request can take an old or a new seat in between.',
    body: {
      schema: z
        .strictObject({
          moves: movesSchema,
          allowOtherCategory: z.boolean().optional().meta({
            description:
              'Whether a seat may be replaced by one of another category. Default: `false`.',
          }),
        })
        .meta({ id: 'BookingMoves' }),
      bytesMax: bodyBytesMaxFor({ idsMax: 2 * BOOKING_SEATS_MAX }),
    },
    answers: { 200: { description: 'The booking after the change.', body: bookingSchema } },
    problems: [
      ...SEAT_PROBLEMS,
      'booking-not-found',
      'seats-not-in-booking',
      'other-category',
      'seats-cancelled-before',
      'event-not-found',
      'area-not-found',
      'not-enough-seats',
    ],
    async handle(request) {
      const { bookingId } = request.params
      const { moves, allowOtherCategory: allowsOtherCategory = false } = request.body
      const command = { ...requesterOf(request), bookingId, moves, allowsOtherCategory }
      return answer(await moveBooking.execute(command), options)
    },
  })
}

function patchEndpoint(options: ChangeBookingEndpointsOptions): Endpoint {
  const { changeBookingReference } = options
  return endpoint({
    ...shared,
    method: 'patch',
    path: '/api/bookings/:bookingId',
    operationId: 'changeBooking',
    summary: 'Change the reference of a booking',
    body: {
      schema: z
        .strictObject({
          reference: referenceTextSchema.nullable().meta({
            description: 'The new reference, or `null` to remove it.',
          }),
        })
        .meta({ id: 'BookingChange' }),
    },
    answers: { 200: { description: 'The booking after the change.', body: bookingSchema } },
    problems: [...SEAT_PROBLEMS, 'booking-not-found'],
    async handle(request) {
      const { bookingId } = request.params
      const reference = request.body.reference ?? undefined
      const command = { ...requesterOf(request), bookingId, reference }
      return answer(await changeBookingReference.execute(command), options)
    },
  })
}

async function answer<R extends Refusal>(
  result: ChangeResult<Booking, R>,
  { describeChangedSeats }: Pick<ChangeBookingEndpointsOptions, 'describeChangedSeats'>,
) {
  if (result.outcome === 'refused') return problemOf(result.refusal)
  return { status: 200 as const, body: await toBookingBody(result.result, describeChangedSeats) }
}
