import * as seat from '../../model/seat-operations.ts'
import { effectOn, seatCancelled } from '../effects.ts'
import { AREA, type KnownBooking } from '../hall.ts'
import type { Sent } from '../journal.ts'
import type { Message } from '../sender.ts'
import {
  ADMIN_KEY,
  type BuyerContext,
  change,
  eventPath,
  type SendRequest,
} from './buyer-context.ts'

function remember({ hall }: BuyerContext, { outcome, body }: Sent, seatIds = body.seatIds): void {
  const { bookingId } = body
  if (outcome !== 'done' || bookingId === undefined) return
  hall.bookings.push({ bookingId, seatIds: seatIds ?? [] })
}

export const bookOne: SendRequest = async (context) => {
  const { sender, random, hall } = context
  // This route is for the default event only.
  if (hall.isEvent) return
  const [seatId = ''] = hall.someSeats(random, 1)
  const sent = await change(
    context,
    {
      kind: 'book one seat',
      method: 'POST',
      path: `/api/book/${seatId}`,
      wanted: { count: 1, seatIds: [seatId] },
      key: sender.newKey(),
      effects: ({ bookingId }) => [{ seatId, apply: seat.booked(bookingId) }],
    },
    [seatId],
  )
  remember(context, sent, [seatId])
}

export const bookSeveral: SendRequest = (context) =>
  sellSeats(context, { kind: 'book several seats', bearer: ADMIN_KEY })

/** Books some seats, as a seller does. */
export async function sellSeats(
  context: BuyerContext,
  seller: Pick<Message, 'kind' | 'bearer' | 'accessKey'>,
): Promise<void> {
  const { sender, random, hall } = context
  const seatIds = hall.someSeats(random, 3)
  const reference = `order ${random.below(1_000)}`
  const areas = hall.isEvent && random.chance(0.2) ? [{ areaId: AREA.areaId, quantity: 1 }] : []
  const sent = await change(context, {
    ...seller,
    method: 'POST',
    path: `${eventPath(hall)}/bookings`,
    body: {
      seatIds,
      ...(areas.length > 0 && { areas }),
      reference,
    },
    wanted: { count: seatIds.length + areas.length, seatIds },
    writes: { field: 'reference', value: reference },
    key: sender.newKey(),
    effects: ({ seatIds, bookingId }) => seatIds.map(effectOn(seat.booked(bookingId))),
  })
  remember(context, sent)
}

function someBooking({ random, hall }: BuyerContext): KnownBooking | undefined {
  return random.pick(hall.bookings)
}

export const cancelBooking: SendRequest = async (context) => {
  const { sender } = context
  const booking = someBooking(context)
  if (!booking) return
  const { bookingId } = booking
  await change(
    context,
    {
      kind: 'cancel a booking',
      method: 'DELETE',
      path: `/api/bookings/${bookingId}`,
      bearer: ADMIN_KEY,
      key: sender.newKey(),
      effects: ({ seatIds }) => seatIds.map(effectOn(seat.cancelled(bookingId))),
      ofBooking: bookingId,
    },
    booking.seatIds,
  )
}

export const cancelSeats: SendRequest = async (context) => {
  const { random } = context
  const booking = someBooking(context)
  if (!booking) return
  const { bookingId } = booking
  const seatIds = random.some(booking.seatIds, 1)
  const sent = await change(
    context,
    {
      kind: 'cancel seats of a booking',
      method: 'POST',
      path: `/api/bookings/${bookingId}/cancel`,
      body: { seatIds },
      bearer: ADMIN_KEY,
      effects: (result) => seatIds.map(effectOn(seatCancelled({ ...result, bookingId }))),
    },
    seatIds,
  )
  if (sent.outcome === 'done') booking.seatIds = sent.body.seatIds ?? []
}

export const moveBooking: SendRequest = async (context) => {
  const { sender, random, hall } = context
  const booking = someBooking(context)
  const from = random.pick(booking?.seatIds ?? [])
  const [to = ''] = hall.someSeats(random, 1)
  if (!booking || from === undefined || booking.seatIds.includes(to)) return
  const { bookingId } = booking
  const isToArea = hall.isEvent && random.chance(0.3)
  const sent = await change(context, {
    kind: 'move a booking',
    method: 'POST',
    path: `/api/bookings/${bookingId}/move`,
    body: {
      moves: [isToArea ? { from, toArea: AREA.areaId } : { from, to }],
      allowOtherCategory: true,
    },
    bearer: ADMIN_KEY,
    key: sender.newKey(),
    effects: ({ stored }) => {
      const changed = stored.flatMap(({ seatId = [] }) => seatId)
      const taken = isToArea ? changed.filter((seatId) => seatId !== from) : [to]
      return [
        { seatId: from, apply: seat.movedFrom(bookingId) },
        ...taken.map(effectOn(seat.movedTo(bookingId))),
      ]
    },
  })
  if (sent.outcome === 'done') booking.seatIds = sent.body.seatIds ?? []
}

export const readBooking: SendRequest = async (context) => {
  const booking = someBooking(context)
  if (!booking) return
  await context.sender.send({
    kind: 'read a booking',
    method: 'GET',
    path: `/api/bookings/${booking.bookingId}`,
    bearer: ADMIN_KEY,
  })
}

export const findBookings: SendRequest = async ({ sender, random }) => {
  const path = `/api/bookings?reference=order%20${random.below(1_000)}`
  await sender.send({ kind: 'find bookings', method: 'GET', path, bearer: ADMIN_KEY })
}

export const changeReference: SendRequest = async (context) => {
  const booking = someBooking(context)
  if (!booking) return
  const { sender, random } = context
  const reference = random.chance(0.3) ? null : `order ${random.below(1_000)}`
  await sender.send({
    kind: 'change a reference',
    method: 'PATCH',
    path: `/api/bookings/${booking.bookingId}`,
    body: { reference },
    writes: { field: 'reference', value: reference },
    ofBooking: booking.bookingId,
    bearer: ADMIN_KEY,
    key: sender.newKey(),
  })
}
