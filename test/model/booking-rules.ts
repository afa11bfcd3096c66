import { currentOf, type HallModel, type ModelBooking } from './hall-model.ts'
import type { Request } from './requests.ts'
import { AREA, PLACES, SEGMENTS } from './small-hall.ts'
import { no, obstacles, type Verdict } from './verdict.ts'

const CATEGORIES = new Map([
  ...SEGMENTS.flat().map(({ id, category }) => [id, category] as const),
  ...PLACES.map((id) => [id, AREA.category] as const),
])

const UNCHANGED: Verdict = { outcome: 'done', result: null }

const bookingOf = (model: HallModel, { bookingId }: { readonly bookingId: string }) =>
  model.bookings.find(({ id }) => id === bookingId)

export function cancel(model: HallModel, asked: Request<'cancel'>): Verdict {
  const booking = bookingOf(model, asked)
  return booking ? cancelOf(model, booking, booking.seatIds) : no({ reason: 'unknown-booking' })
}

/** Seats that were cancelled before stay as they are. */
export function cancelSeats(model: HallModel, asked: Request<'cancel seats'>): Verdict {
  const booking = bookingOf(model, asked)
  if (!booking) return no({ reason: 'unknown-booking' })
  const own = [...booking.seatIds, ...booking.cancelled]
  const others = asked.seatIds.filter((seatId) => !own.includes(seatId))
  if (others.length > 0) return no({ reason: 'not-in-booking', seatIds: others })
  return cancelOf(model, booking, asked.seatIds)
}

function cancelOf(model: HallModel, booking: ModelBooking, named: readonly string[]): Verdict {
  const freed = currentOf(booking).filter((seatId) => named.includes(seatId))
  if (freed.length === 0) return UNCHANGED
  const apply = () => {
    booking.cancelled = [...booking.cancelled, ...freed]
    if (currentOf(booking).length === 0) booking.seatIds = freed
    model.become(freed, { status: 'available' })
  }
  return { outcome: 'done', result: null, apply }
}

/** The new seats take the places of the old ones, in one change. */
export function move(model: HallModel, asked: Request<'move'>): Verdict {
  const { moves, allowsOtherCategory } = asked
  const booking = bookingOf(model, asked)
  if (!booking) return no({ reason: 'unknown-booking' })
  const current = currentOf(booking)
  const [left, wanted] = [moves.map(({ from }) => from), moves.map(({ to }) => to)]
  const others = left.filter((seatId) => !current.includes(seatId))
  if (others.length > 0) return no({ reason: 'not-in-booking', seatIds: others })
  const cancelled = wanted.filter((seatId) => booking.cancelled.includes(seatId))
  if (cancelled.length > 0) return no({ reason: 'cancelled-before', seatIds: cancelled })
  const otherCategory = moves.filter(({ from, to }) => CATEGORIES.get(from) !== CATEGORIES.get(to))
  const refusals = [
    ...(otherCategory.length > 0 && !allowsOtherCategory
      ? [{ reason: 'other-category', seatIds: otherCategory.map(({ to }) => to) }]
      : []),
    ...obstacles(model, wanted),
  ]
  if (refusals.length > 0) return no(...refusals)
  const apply = () => {
    booking.seatIds = booking.seatIds.map(
      (seatId) => moves.find(({ from }) => from === seatId)?.to ?? seatId,
    )
    for (const seatId of wanted) booking.past.add(seatId)
    model.changeTogether([
      [left, { status: 'available' }],
      [wanted, { status: 'booked', bookingId: booking.id }],
    ])
  }
  return { outcome: 'done', result: null, apply }
}

/** Changes no seat. */
export function changeReference(model: HallModel, asked: Request<'change the reference'>): Verdict {
  const booking = bookingOf(model, asked)
  if (!booking) return no({ reason: 'unknown-booking' })
  if (booking.reference === asked.reference) return UNCHANGED
  const apply = () => {
    booking.reference = asked.reference
  }
  return { outcome: 'done', result: null, apply }
}
