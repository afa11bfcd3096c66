import { z } from 'zod'

import type { BookedSeat } from '../../../application/ports/booked-seats.port.ts'
import type { ExpectedSeat, Reconcile } from '../../../application/queries/reconcile.ts'
import { HttpProblem } from '../answers/http-problem.ts'
import { type Endpoint, endpoint } from '../endpoint/endpoint.ts'
import { jsonObjectIn } from '../endpoint/json-text.ts'
import {
  idSchema,
  parse,
  REFERENCE_CHARACTERS_MAX,
  referenceTextSchema,
  SEAT_ID_CHARACTERS_MAX,
  seatIdSchema,
} from '../endpoint/schemas.ts'
import { problemOf } from './refusals.ts'

/** More than most halls have seats. */
const BOOKINGS_MAX = 50_000
/** Enough for that many bookings with the longest ids and references in ASCII. */
const BOOKINGS_BYTES_MAX = 8_388_608

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
    bookings: z.array(expectedSeatSchema).max(BOOKINGS_MAX).meta({
      description: 'All booked seats of the event that the client has, each once.',
    }),
  })
  .meta({ id: 'ReconciliationRequest' })

const listSchema = z.strictObject({ bookings: z.array(z.unknown()).max(BOOKINGS_MAX) })

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
 * Reads the bookings in a body. Most of them are recognised as valid without their schema, which would take a quarter
 * of a second for the largest body and delay other requests.
 * @throws {HttpProblem} `malformed-json`, or `invalid-request` with the first fault and its path
 */
function expectedSeatsIn(bytes: Uint8Array): readonly ExpectedSeat[] {
  const { bookings } = parse(listSchema, jsonObjectIn(bytes), 'body')
  const seats = bookings.map((value, index) =>
    isExpectedSeat(value) ? value : parse(expectedSeatSchema, value, `body.bookings[${index}]`),
  )
  if (new Set(seats.map(({ seatId }) => seatId)).size < seats.length) {
    throw new HttpProblem('invalid-request', 'body.bookings: must name each seat once')
  }
  return seats
}

/** Printable ASCII, which the schemas accept up to their maximum length. */
const SIMPLE_TEXT = /^[\x20-\x7E]+$/

/** Whether the value is certainly valid. Otherwise the schema decides. */
function isExpectedSeat(value: unknown): value is ExpectedSeat {
  if (typeof value !== 'object' || value === null) return false
  const { seatId, reference } = value as Partial<ExpectedSeat>
  return (
    Object.keys(value).length === 2 &&
    isSimpleText(seatId, SEAT_ID_CHARACTERS_MAX) &&
    isSimpleText(reference, REFERENCE_CHARACTERS_MAX)
  )
}

function isSimpleText(value: unknown, charactersMax: number): boolean {
  return typeof value === 'string' && value.length <= charactersMax && SIMPLE_TEXT.test(value)
}
