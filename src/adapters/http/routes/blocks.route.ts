import { z } from 'zod'

import type { BlockSeats } from '../../../application/commands/block-seats.ts'
import type { UnblockSeats } from '../../../application/commands/unblock-seats.ts'
import { type Endpoint, endpoint } from '../endpoint/endpoint.ts'
import { idempotencyHeader, idSchema, seatIdsSchema } from '../endpoint/schemas.ts'
import { requesterOf } from './command-inputs.ts'
import { problemOf, SEAT_PROBLEMS } from './refusals.ts'

export interface BlockEndpointsOptions {
  readonly blockSeats: Pick<BlockSeats, 'execute'>
  readonly unblockSeats: Pick<UnblockSeats, 'execute'>
}

/** Enough for a balcony. */
const SEATS_MAX = 1_000

const seatsSchema = z
  .strictObject({ seatIds: seatIdsSchema({ seatsMax: SEATS_MAX }) })
  .meta({ id: 'Seats' })

/** Blocks seats, which takes them off sale, and unblocks them. */
export function blockEndpoints({ blockSeats, unblockSeats }: BlockEndpointsOptions): Endpoint[] {
  const common = {
    path: '/api/events/:eventId/blocks',
    tag: 'Blocks',
    access: 'office',
    params: { eventId: idSchema },
    headers: idempotencyHeader,
    body: { schema: seatsSchema },
    problems: [...SEAT_PROBLEMS, 'event-not-found'],
  } as const

  return [
    endpoint({
      ...common,
      method: 'post',
      operationId: 'blockSeats',
      summary: 'Take seats off sale',
      description: 'Blocks all of the seats or none. Seats that are already blocked stay blocked.',
      answers: { 200: { description: 'The seats are blocked.', body: seatsSchema } },
      async handle(request) {
        const { eventId } = request.params
        const { seatIds } = request.body
        const result = await blockSeats.execute({ ...requesterOf(request), eventId, seatIds })
        if (result.outcome === 'done') return { status: 200, body: { seatIds } }
        return problemOf(result.refusal, seatIds)
      },
    }),
    endpoint({
      ...common,
      method: 'delete',
      operationId: 'unblockSeats',
      summary: 'Put seats back on sale',
      description: 'Unblocks the seats. Seats that are not blocked stay unchanged.',
      answers: { 204: { description: 'None of the seats is blocked.' } },
      async handle(request) {
        const { eventId } = request.params
        const { seatIds } = request.body
        const result = await unblockSeats.execute({ ...requesterOf(request), eventId, seatIds })
        if (result.outcome === 'done') return { status: 204 }
        return problemOf(result.refusal, seatIds)
      },
    }),
  ]
}
