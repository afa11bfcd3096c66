import { z } from 'zod'

import type { BlockSeats } from '../../../application/commands/block-seats.ts'
import type { UnblockSeats } from '../../../application/commands/unblock-seats.ts'
import { type Endpoint, endpoint } from '../endpoint/endpoint.ts'
import {
  bodyBytesMaxFor,
  idempotencyHeader,
  idSchema,
  seatsOrPlacesSchema,
} from '../endpoint/schemas.ts'
import { requesterOf } from './command-inputs.ts'
import { problemOf, SEAT_PROBLEMS } from './refusals.ts'

export interface BlockEndpointsOptions {
  readonly blockSeats: Pick<BlockSeats, 'execute'>
  readonly unblockSeats: Pick<UnblockSeats, 'execute'>
}

/** Enough for a balcony. */
const SEATS_MAX = 1_000

const requestSchema = seatsOrPlacesSchema({ seatsMax: SEATS_MAX }).meta({ id: 'BlockRequest' })

const seatsSchema = z
  .strictObject({
    seatIds: z.array(z.string()).meta({
      description: 'The seats of the request, and then the places that the service has chosen.',
    }),
  })
  .meta({ id: 'Seats' })

/** Blocks seats and places of standing areas, which takes them off sale, and unblocks them. */
export function blockEndpoints({ blockSeats, unblockSeats }: BlockEndpointsOptions): Endpoint[] {
  const common = {
    path: '/api/events/:eventId/blocks',
    tag: 'Blocks',
    access: 'office',
    params: { eventId: idSchema },
    headers: idempotencyHeader,
    body: { schema: requestSchema, bytesMax: bodyBytesMaxFor({ idsMax: SEATS_MAX }) },
    problems: [...SEAT_PROBLEMS, 'event-not-found', 'area-not-found', 'not-enough-seats'],
  } as const

  return [
    endpoint({
      ...common,
      method: 'post',
      operationId: 'blockSeats',
      summary: 'Take seats and places of standing areas off sale',
      description:
        'Blocks all of the seats and places or none. Seats that are already blocked stay blocked. Of `areas`, available places are blocked, so that a repetition without `Idempotency-Key` blocks more of them.',
      answers: { 200: { description: 'The seats are blocked.', body: seatsSchema } },
      async handle(request) {
        const { eventId } = request.params
        const { seatIds = [], areas } = request.body
        const command = { ...requesterOf(request), eventId, seatIds, areas }
        const result = await blockSeats.execute(command)
        if (result.outcome === 'done') return { status: 200, body: result.result }
        // With areas, it may be a chosen place that is locked.
        return problemOf(result.refusal, areas ? [] : seatIds)
      },
    }),
    endpoint({
      ...common,
      method: 'delete',
      operationId: 'unblockSeats',
      summary: 'Put seats and places of standing areas back on sale',
      description:
        'Unblocks the seats. Seats that are not blocked stay unchanged. Of `areas`, blocked places are unblocked, so that a repetition without `Idempotency-Key` unblocks more of them.',
      answers: {
        200: { description: 'The seats and places are unblocked.', body: seatsSchema },
        204: { description: 'None of the seats is blocked. The request has no `areas`.' },
      },
      async handle(request) {
        const { eventId } = request.params
        const { seatIds = [], areas } = request.body
        const command = { ...requesterOf(request), eventId, seatIds, areas }
        const result = await unblockSeats.execute(command)
        if (result.outcome === 'done') {
          return areas ? { status: 200, body: result.result } : { status: 204 }
        }
        return problemOf(result.refusal, areas ? [] : seatIds)
      },
    }),
  ]
}
