import { z } from 'zod'

import type { BookedSeat } from '../../../application/ports/booked-seats.port.ts'
import type { ExpectedSeat, Reconcile } from '../../../application/queries/reconcile.ts'
import { HttpProblem } from '../answers/http-problem.ts'
import { type Endpoint, endpoint } from '../endpoint/endpoint.ts'
import { largeJsonObjectIn } from '../endpoint/json-text.ts'
import {
  idSchema,
  parse,
  REFERENCE_CHARACTERS_MAX,
  referenceTextSchema,
  SEAT_ID_CHARACTERS_MAX,
  seatIdSchema,
} from '../endpoint/schemas.ts'
import { SEATS_MAX } from '../plans/seating-plan.schema.ts'
import { problemOf } from './refusals.ts'

/** Enough for 100,000 bookings whose id and reference have up to 130 bytes together. Parsing more would take too long. */
const BOOKINGS_BYTES_MAX = 16_777_216

const expectedSeatSchema = z
  .strictObject({ seatId: seatIdSchema, reference: referenceTextSchema })
  .meta({ id: 'ExpectedSeat' })

const bookedSeatSchema = z
  .strictObject({
    seatId: z.string(),
    bookingId: idSchema,
    reference: z.string().optional(),
  })
  .meta({ id: 'SeatBooking' })

/** For the documentation. The body is checked by `expectedSeatsIn`. */
const requestSchema = z
  .strictObject({
    bookings: z.array(expectedSeatSchema).max(SEATS_MAX).meta({
      description: 'All booked seats of the event that the client has, each once.',
    }),
  })
  .meta({ id: 'ReconciliationRequest' })

const listSchema = z.strictObject({ bookings: z.array(z.unknown()).max(SEATS_MAX) })

const differencesSchema = z
  .strictObject({
    revision: z.int().meta({
      description: 'The revision of the event with which the bookings were compared.',
    }),
    missing: z
      .array(z.strictObject({ seatId: z.string(), reference: z.string() }))
      .meta({ description: 'Seats that are not booked here.' }),
    unexpected: z
      .array(bookedSeatSchema)
      .meta({ description: 'Booked seats that are not in the request.' }),
    otherReference: z.array(bookedSeatSchema).meta({
      description: 'Seats whose booking has another reference, which is returned, or none.',
    }),
  })
  .meta({ id: 'Reconciliation' })

export interface ReconcileEndpointOptions {
  readonly reconcile: Pick<Reconcile, 'execute'>
}

/** `POST /api/events/:eventId/reconcile`: compares the bookings of a shop with those of the event, for sellers. */
export function reconcileEndpoint({ reconcile }: ReconcileEndpointOptions): Endpoint {
  return endpoint({
    method: 'post',
    path: '/api/events/:eventId/reconcile',
    operationId: 'reconcile',
    tag: 'Bookings',
    summary: 'Compare bookings',
    description: 'Returns how the given bookings differ from those of the event. Changes nothing.',
    access: 'seller',
    params: { eventId: idSchema },
    body: { schema: requestSchema, bytesMax: BOOKINGS_BYTES_MAX, unparsed: true },
    answers: { 200: { description: 'The differences.', body: differencesSchema } },
    problems: ['event-not-found', 'store-unavailable'],
    async handle({ params: { eventId }, bytes }) {
      const bookings = expectedSeatsIn(bytes)
      const differences = await reconcile.execute({ eventId, bookings })
      if (!differences) return problemOf({ reason: 'unknown-event' })
      const { revision, missing, unexpected, otherReference } = differences
      return {
        status: 200,
        body: {
          revision,
          missing,
          unexpected: unexpected.map(toBody),
          otherReference: otherReference.map(toBody),
        },
      }
    },
  })
}

function toBody({ seatId, bookingId, reference }: BookedSeat) {
  return { seatId, bookingId, reference }
}

/**
 * Reads the bookings in a body. Valid ones are recognised without their schema, which would take a quarter of a second
 * for the largest body and delay other requests.
 * @throws {HttpProblem} `malformed-json`, or `invalid-request` with the first fault and its path
 */
function expectedSeatsIn(bytes: Uint8Array): readonly ExpectedSeat[] {
  const { bookings } = parse(listSchema, largeJsonObjectIn(bytes), 'body')
  const seats = bookings.map((value, index) =>
    isExpectedSeat(value) ? value : parse(expectedSeatSchema, value, `body.bookings[${index}]`),
  )
  if (new Set(seats.map(({ seatId }) => seatId)).size < seats.length) {
    throw new HttpProblem('invalid-request', 'body.bookings: must name each seat once')
  }
  return seats
}

/** Well-formed text without control characters, which the schemas accept up to their maximum length. */
const VALID_TEXT = /^[^\p{Cc}\p{Cs}]+$/u

/** Whether the value is valid. If not, the schema tells why. */
function isExpectedSeat(value: unknown): value is ExpectedSeat {
  if (typeof value !== 'object' || value === null) return false
  const { seatId, reference } = value as Partial<ExpectedSeat>
  return (
    Object.keys(value).length === 2 &&
    isValidText(seatId, SEAT_ID_CHARACTERS_MAX) &&
    isValidText(reference, REFERENCE_CHARACTERS_MAX)
  )
}

function isValidText(value: unknown, charactersMax: number): boolean {
  return typeof value === 'string' && value.length <= charactersMax && VALID_TEXT.test(value)
}
