import * as seat from '../../model/seat-operations.ts'
import { confirmed, effectOn, extended, perhapsExtended, type Result } from '../effects.ts'
import { AREA, type KnownHold } from '../hall.ts'
import type { Sent } from '../journal.ts'
import type { Random } from '../random.ts'
import {
  ADMIN_KEY,
  type BuyerContext,
  change,
  eventPath,
  type SendRequest,
} from './buyer-context.ts'

/** Short holds expire while other requests compete for their seats. */
const TTLS_MS = [150, 400, 3_000, 3_000, 3_000]

const SEATS_MAX = 3

const ttlOf = (random: Random) => random.pick(TTLS_MS) ?? 0

const heldSeats = (result: Result) =>
  result.seatIds.map((seatId) => ({
    seatId,
    apply: seat.held(result.holdId, result.untilMs),
    holdId: result.holdId,
  }))

interface Wanted {
  readonly seatIds?: readonly string[] | undefined
  readonly areas?: readonly [{ readonly areaId: string; readonly quantity: number }]
  readonly bestAvailable?: { readonly quantity: number; readonly adjacent: boolean }
}

async function hold(context: BuyerContext, kind: string, wanted: Wanted): Promise<void> {
  const { sender, random, hall } = context
  const ttlMs = ttlOf(random)
  const { seatIds = [], areas: [area] = [], bestAvailable } = wanted
  const sent = await change(context, {
    kind,
    method: 'POST',
    path: `${eventPath(hall)}/holds`,
    body: { ...wanted, ttlMs },
    wanted: {
      count: seatIds.length + (area?.quantity ?? 0) + (bestAvailable?.quantity ?? 0),
      seatIds,
    },
    key: sender.newKey(),
    ttlMs,
    effects: heldSeats,
  })
  remember(context, sent)
}

function remember({ hall }: BuyerContext, { outcome, body }: Sent): void {
  const { holdId, token, seatIds = [] } = body
  if (outcome !== 'done' || holdId === undefined || token === undefined) return
  const isReshaped = hall.holds.some((other) => other.holdId === holdId && other.isReshaped)
  hall.holds.push({ holdId, token, seatIds: [...seatIds], isReshaped })
}

export const holdNamed: SendRequest = (context) =>
  hold(context, 'hold named seats', { seatIds: context.hall.someSeats(context.random, SEATS_MAX) })

export const holdBest: SendRequest = async (context) => {
  const { random, hall } = context
  // In the default event, the service could choose seats of which another hall keeps track.
  if (!hall.isEvent) return
  const quantity = 1 + random.below(SEATS_MAX)
  const bestAvailable = { quantity, adjacent: random.chance(0.5) }
  await hold(context, 'hold the best available seats', { bestAvailable })
}

export const holdPlaces: SendRequest = async (context) => {
  const { random, hall } = context
  if (!hall.isEvent) return
  const areas = [{ areaId: AREA.areaId, quantity: 1 + random.below(2) }] as const
  const seatIds = random.chance(0.3) ? hall.someSeats(random, 2) : undefined
  await hold(context, 'hold standing places', { areas, seatIds })
}

/** Recent holds are the ones that are still active. */
function someHold({ random, hall }: BuyerContext): KnownHold | undefined {
  return random.pick(hall.holds.slice(-12))
}

export const addToHold: SendRequest = async (context) => {
  const { sender, random, hall } = context
  const own = someHold(context)
  if (!own) return
  own.isReshaped = true
  const ttlMs = ttlOf(random)
  const seatIds = hall.someSeats(random, 2)
  const sent = await change(context, {
    kind: 'add to a hold',
    method: 'POST',
    path: `${eventPath(hall)}/holds`,
    body: { seatIds, ttlMs },
    bearer: own.token,
    key: sender.newKey(),
    ttlMs,
    effects: heldSeats,
  })
  remember(context, sent)
}

export const extendHold: SendRequest = async (context) => {
  const { sender } = context
  const own = someHold(context)
  if (!own) return
  const ttlMs = 3_000
  await change(
    context,
    {
      kind: 'extend a hold',
      method: 'POST',
      path: `/api/holds/${own.holdId}/extend`,
      body: { ttlMs },
      bearer: own.token,
      key: sender.newKey(),
      ttlMs,
      effects: (result) => {
        const ofHold = { ...result, holdId: own.holdId }
        const apply = (own.isReshaped ? perhapsExtended : extended)(ofHold)
        return own.seatIds.map((seatId) => ({ seatId, apply, holdId: own.holdId }))
      },
    },
    own.seatIds,
  )
}

export const releaseHold: SendRequest = async (context) => {
  const { sender, random } = context
  const own = someHold(context)
  if (!own) return
  await change(
    context,
    {
      kind: 'release a hold',
      method: 'DELETE',
      path: `/api/holds/${own.holdId}`,
      bearer: random.chance(0.2) ? ADMIN_KEY : own.token,
      key: sender.newKey(),
      effects: (result) => result.seatIds.map(effectOn(seat.released(own.holdId))),
      ofHold: own.holdId,
    },
    own.seatIds,
  )
}

/** How often a client that could release all holds of an event does it. Otherwise few would be confirmed. */
const RELEASE_ALL = 0.1

export const releaseAllHolds: SendRequest = async (context) => {
  if (!context.random.chance(RELEASE_ALL)) return
  await change(context, {
    kind: 'release all holds',
    method: 'POST',
    path: `${eventPath(context.hall)}/holds/release`,
    bearer: ADMIN_KEY,
    effects: ({ stored }) =>
      stored.map(({ seatId = '', holdId = '' }) => ({ seatId, apply: seat.released(holdId) })),
  })
}

export const releaseSeats: SendRequest = async (context) => {
  const { random } = context
  const own = someHold(context)
  if (!own) return
  own.isReshaped = true
  const seatIds = random.some(own.seatIds, 1)
  await change(
    context,
    {
      kind: 'release seats of a hold',
      method: 'POST',
      path: `/api/holds/${own.holdId}/release`,
      body: { seatIds },
      bearer: own.token,
      effects: () => seatIds.map(effectOn(seat.leftBy(own.holdId))),
    },
    seatIds,
  )
}

export const confirmHold: SendRequest = async (context) => {
  const { sender, random, hall } = context
  const own = someHold(context)
  if (!own) return
  const sent = await change(context, {
    kind: 'confirm',
    method: 'POST',
    path: `/api/holds/${own.holdId}/confirm`,
    bearer: random.chance(0.2) ? ADMIN_KEY : own.token,
    key: sender.newKey(),
    effects: (result) => result.seatIds.map(effectOn(confirmed(result))),
    ofHold: own.holdId,
  })
  const { bookingId, seatIds = [] } = sent.body
  if (sent.outcome === 'done' && bookingId !== undefined) hall.bookings.push({ bookingId, seatIds })
}

export const readHold: SendRequest = async (context) => {
  const own = someHold(context)
  if (!own) return
  const { sender } = context
  await sender.send({
    kind: 'read a hold',
    method: 'GET',
    path: `/api/holds/${own.holdId}`,
    bearer: own.token,
  })
}
