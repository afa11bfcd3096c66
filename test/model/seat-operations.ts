import type { Seat } from '../../src/domain/seat.ts'
import type { SeatMoment } from './linearizability.ts'

export type Apply = (seat: SeatMoment) => SeatMoment | undefined

export const AVAILABLE: SeatMoment = { nowMs: 0, state: 'available', untilMs: 0, over: [] }

const heldBy = (holdId: string) => `held by ${holdId}`
const bookedAs = (bookingId: string) => `booked as ${bookingId}`

/** The public status of the seat. A seat with an expired hold is available. */
export function statusOf({ state, untilMs, nowMs }: SeatMoment): string {
  const [status = ''] = state.split(' ')
  return status === 'held' && untilMs <= nowMs ? 'available' : status
}

const withOne = (over: readonly string[], holdId: string) => [...new Set([...over, holdId])].sort()

const without = (over: readonly string[], name: string) => over.filter((other) => other !== name)

/** Marks a seat that the hold has released without ending. The hold can take it again. */
const leftOf = (holdId: string) => `left by ${holdId}`

const isFree = (seat: SeatMoment) => statusOf(seat) === 'available'

/** In a new hold, or in the hold that already has the seat. */
export const held =
  (holdId: string, untilMs: number): Apply =>
  (seat) =>
    seat.state === heldBy(holdId) || isFree(seat)
      ? { ...seat, state: heldBy(holdId), untilMs, over: without(seat.over, leftOf(holdId)) }
      : undefined

export const extended =
  (holdId: string, untilMs: number): Apply =>
  (seat) =>
    seat.state === heldBy(holdId) ? { ...seat, untilMs } : undefined

/** Also after its expiry, by an instance whose clock is behind, if the seat is free. Never after a release. */
export const revived =
  (holdId: string, untilMs: number): Apply =>
  (seat) =>
    [holdId, leftOf(holdId)].some((name) => seat.over.includes(name))
      ? undefined
      : held(holdId, untilMs)(seat)

/** Afterwards, the hold has no seat and cannot be confirmed. */
export const released =
  (holdId: string): Apply =>
  (seat) => {
    const state = seat.state === heldBy(holdId) ? 'available' : seat.state
    return { ...seat, state, over: withOne(seat.over, holdId) }
  }

/** Afterwards, the hold cannot be confirmed with this seat, unless it takes the seat again. */
export const leftBy =
  (holdId: string): Apply =>
  (seat) => {
    const state = seat.state === heldBy(holdId) ? 'available' : seat.state
    return { ...seat, state, over: withOne(seat.over, leftOf(holdId)) }
  }

/** Also after its expiry, if the seat is available, but never after a release. */
export const confirmed =
  (holdId: string, bookingId: string): Apply =>
  (seat) =>
    ![holdId, leftOf(holdId)].some((name) => seat.over.includes(name)) &&
    (seat.state === heldBy(holdId) || isFree(seat))
      ? { ...seat, state: bookedAs(bookingId), over: withOne(seat.over, holdId) }
      : undefined

/** Returns the same result to a retry. */
export const wasConfirmed =
  (holdId: string): Apply =>
  (seat) =>
    seat.over.includes(holdId) ? seat : undefined

export const booked =
  (bookingId: string): Apply =>
  (seat) =>
    isFree(seat) ? { ...seat, state: bookedAs(bookingId) } : undefined

/** Afterwards, the booking has no seat and cannot get one. */
export const cancelled =
  (bookingId: string): Apply =>
  (seat) => {
    const state = seat.state === bookedAs(bookingId) ? 'available' : seat.state
    return { ...seat, state, over: withOne(seat.over, bookingId) }
  }

/** The seat may have been cancelled with the whole booking. */
export const seatCancelled =
  (bookingId: string): Apply =>
  (seat) => {
    if (seat.state === bookedAs(bookingId)) return { ...seat, state: 'available' }
    return seat.over.includes(bookingId) ? seat : undefined
  }

export const movedFrom =
  (bookingId: string): Apply =>
  (seat) =>
    seat.state === bookedAs(bookingId) ? { ...seat, state: 'available' } : undefined

export const movedTo =
  (bookingId: string): Apply =>
  (seat) =>
    isFree(seat) && !seat.over.includes(bookingId)
      ? { ...seat, state: bookedAs(bookingId) }
      : undefined

export const blocked: Apply = (seat) =>
  isFree(seat) || seat.state === 'blocked' ? { ...seat, state: 'blocked' } : undefined

/** Unblocking a seat that is not blocked changes nothing. */
export const unblocked: Apply = (seat) =>
  seat.state === 'blocked' ? { ...seat, state: 'available' } : seat

/** A place that the service has chosen to block. */
export const newlyBlocked: Apply = (seat) =>
  isFree(seat) ? { ...seat, state: 'blocked' } : undefined

/** A place that the service has chosen to unblock. */
export const newlyUnblocked: Apply = (seat) =>
  seat.state === 'blocked' ? { ...seat, state: 'available' } : undefined

/** The deadline of the hold passes, unless it was extended. */
export const expired =
  (holdId: string, untilMs: number): Apply =>
  (seat) =>
    seat.state === heldBy(holdId) && seat.untilMs === untilMs
      ? { ...seat, state: 'available' }
      : undefined

/** @param behindMs by how much the clock of the instance that saw it may be behind */
export const seenAs =
  (status: string, behindMs = 0): Apply =>
  (seat) =>
    statusOf({ ...seat, nowMs: seat.nowMs - behindMs }) === status ? seat : undefined

/** By a reader that compared the deadlines with this time, which may be later than its read of the store. */
export const seenAvailableAt =
  (nowMs: number): Apply =>
  (seat) =>
    isFree({ ...seat, nowMs: Math.max(seat.nowMs, nowMs) }) ? seat : undefined

export const seenBookedAs =
  (bookingId: string): Apply =>
  (seat) =>
    seat.state === bookedAs(bookingId) ? seat : undefined

/** A request was told that the hold has ended. */
export const seenWithout =
  (holdId: string): Apply =>
  (seat) =>
    seat.state === heldBy(holdId) && !isFree(seat) ? undefined : seat

export const seenTaken =
  (behindMs = 0): Apply =>
  (seat) =>
    isFree({ ...seat, nowMs: seat.nowMs - behindMs }) ? undefined : seat

export function storedAs(stored: Seat): Apply {
  const state = stateOf(stored)
  return (seat) =>
    // The expiry of the hold may have been recorded.
    seat.state === state || (isFree(seat) && state === 'available') ? seat : undefined
}

function stateOf(stored: Seat): string {
  if (stored.status === 'held') return heldBy(stored.holdId)
  return stored.status === 'booked' ? bookedAs(stored.bookingId) : stored.status
}

export const timePassed =
  (ms: number): Apply =>
  (seat) => ({ ...seat, nowMs: seat.nowMs + ms })

export const timeReached =
  (nowMs: number): Apply =>
  (seat) => ({ ...seat, nowMs: Math.max(seat.nowMs, nowMs) })
