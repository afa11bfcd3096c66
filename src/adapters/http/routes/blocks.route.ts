import { z } from 'zod'

import type { Availability } from '../../../application/queries/availability.ts'
import type { BlockSeats } from '../../../application/commands/block-seats.ts'
import { type Endpoint, endpoint } from '../endpoint/endpoint.ts'
import { orUnknownEvent, problemOf, SEAT_PROBLEMS } from './refusals.ts'
import { requesterOf } from './requester.ts'
import { idempotencyKeySchema, idSchema, seatIdsSchema } from '../endpoint/schemas.ts'

export interface BlockEndpointsOptions {
  readonly blockSeats: Pick<BlockSeats, 'block' | 'unblock'>
  readonly availability: Pick<Availability, 'view'>
}

/** A balcony. */
const SEATS_MAX = 1_000

const seatsSchema = z
  .strictObject({ seatIds: seatIdsSchema({ seatsMax: SEATS_MAX }) })
  .meta({ id: 'Seats' })

/** Taking seats out of sale, and putting them back. */
export function blockEndpoints({ blockSeats, availability }: BlockEndpointsOptions): Endpoint[] {
  const common = {
    path: '/api/events/:eventId/blocks',
    tag: 'Blocks',
    access: 'admin',
    params: { eventId: idSchema },
    headers: { 'Idempotency-Key': idempotencyKeySchema },
    body: { schema: seatsSchema },
    problems: [...SEAT_PROBLEMS, 'event-not-found'],
  } as const

  return [
    endpoint({
      ...common,
      method: 'post',
      operationId: 'blockSeats',
      summary: 'Take seats out of sale',
      description: 'All of them or none. Those that are out of sale already stay so.',
      answers: { 200: { description: 'The seats are not for sale.', body: seatsSchema } },
      async handle(request) {
        const { eventId } = request.params
        const { seatIds } = request.body
        const result = await blockSeats.block({ ...requesterOf(request), eventId, seatIds })
        if (result.outcome === 'done') return { status: 200, body: { seatIds } }
        return orUnknownEvent(problemOf(result.refusal, seatIds), eventId, availability)
      },
    }),
    endpoint({
      ...common,
      method: 'delete',
      operationId: 'unblockSeats',
      summary: 'Put seats back on sale',
      description: 'Those that are not out of sale stay as they are.',
      answers: { 204: { description: 'None of the seats is out of sale.' } },
      async handle(request) {
        const { eventId } = request.params
        const { seatIds } = request.body
        const result = await blockSeats.unblock({ ...requesterOf(request), eventId, seatIds })
        if (result.outcome === 'done') return { status: 204 }
        return orUnknownEvent(problemOf(result.refusal, seatIds), eventId, availability)
      },
    }),
  ]
}
