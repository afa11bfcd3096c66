import { z } from 'zod'

import type { Refused } from '../../../application/changes/change-result.ts'
import type { NotOnSale } from '../../../application/changes/sale-check.ts'
import type {
  BookSeatCommand,
  BookSeatRefusal,
  BookSeatResult,
} from '../../../application/changes/seat-booking.ts'
import { DEFAULT_EVENT_ID } from '../../../domain/default-event.ts'
import { BOOKING_ERROR } from '../answers/error-formats.ts'
import type { ProblemCode } from '../answers/problems.ts'
import { type Endpoint, endpoint } from '../endpoint/endpoint.ts'
import { idempotencyHeader, referenceSchema, seatIdSchema } from '../endpoint/schemas.ts'
import { admissionHeader } from './admission-header.ts'
import {
  type AdmissionOptions,
  admittedClient,
  checkoutProblem,
  newCode,
  type PublicBookingOptions,
  requesterOf,
  timeOrderedId,
} from './command-inputs.ts'
import { messageOf, problemOf } from './refusals.ts'

/** The error of each refusal reason. The type requires a line for every reason. */
const REFUSALS = {
  booked: { code: 'seat-already-booked', message: (id) => `Seat ${id} is already booked.` },
  blocked: { code: 'seat-blocked', message: (id) => `Seat ${id} is not for sale.` },
  held: { code: 'seat-held', message: (id) => `Seat ${id} is held by another buyer.` },
  'unknown-seat': { code: 'seat-not-found', message: (id) => `Seat ${id} not found.` },
  locked: { code: 'seat-locked', message: (id) => `Seat ${id} is locked, try again.` },
  'too-many-seats-for-client': {
    code: 'too-many-seats-for-client',
    message: () => 'This client has reached the maximum number of seats.',
  },
  'in-flight': {
    code: 'idempotency-key-in-flight',
    message: () => messageOf({ reason: 'in-flight' }),
  },
  'key-reused': {
    code: 'idempotency-key-reused',
    message: () => messageOf({ reason: 'key-reused' }),
  },
  'result-gone': {
    code: 'idempotency-result-gone',
    message: (id) =>
      `This request already booked seat ${id}, which no longer belongs to that booking.`,
  },
} as const satisfies Record<
  BookSeatRefusal,
  { readonly code: ProblemCode; readonly message: (seatId: string) => string }
>

const bookedSchema = z
  .strictObject({
    status: z.literal(200),
    message: z.string(),
    seatId: seatIdSchema,
    bookingId: z.string(),
  })
  .meta({ id: 'BookedSeat' })

export interface BookSeatEndpointOptions extends PublicBookingOptions, AdmissionOptions {
  readonly bookSeat: {
    execute(command: BookSeatCommand): Promise<BookSeatResult | Refused<NotOnSale>>
  }
}

/** `POST /api/book/:seatId`: books one seat of the default event. */
export function bookSeatEndpoint({
  bookSeat,
  publicBooking,
  admission,
}: BookSeatEndpointOptions): Endpoint {
  return endpoint({
    method: 'post',
    path: '/api/book/:seatId',
    operationId: 'bookSeat',
    tag: 'Booking',
    summary: 'Book one seat of the default event',
    description: 'Requires an access key with the role `seller` unless `PUBLIC_BOOKING` is `true`.',
    access: 'public-or-seller',
    params: { seatId: seatIdSchema },
    query: 'ignored',
    headers: { ...idempotencyHeader, ...admissionHeader },
    body: { schema: z.strictObject({ reference: referenceSchema }).optional() },
    answers: {
      200: {
        description:
          'The seat is booked by this request, or by the first request with its Idempotency-Key.',
        body: bookedSchema,
      },
    },
    problems: [
      'store-unavailable',
      'checkout-required',
      'admission-required',
      'not-on-sale',
      ...Object.values(REFUSALS).map(({ code }) => code),
    ],
    errorFormat: BOOKING_ERROR,

    async handle(request) {
      const problem = checkoutProblem(request.credentials, { publicBooking })
      if (problem) return problem
      const admitted = await admittedClient(request, DEFAULT_EVENT_ID, { admission })
      if ('code' in admitted) return admitted
      const { seatId } = request.params
      const result = await bookSeat.execute({
        ...requesterOf(request),
        eventId: DEFAULT_EVENT_ID,
        seatId,
        bookingId: timeOrderedId(),
        code: newCode(),
        reference: request.body?.reference,
        clientId: admitted.client,
      })

      if (result.outcome === 'refused') {
        if (result.refusal.reason === 'not-on-sale') return problemOf(result.refusal)
        const { code, message } = REFUSALS[result.refusal.reason]
        return { code, message: message(seatId) }
      }
      return {
        status: 200,
        body: {
          status: 200,
          message: `Seat ${seatId} booked successfully.`,
          seatId,
          bookingId: result.result.bookingId,
        },
      }
    },
  })
}
