import type { SeatMoment } from './linearizability.ts'

type Apply = (seat: SeatMoment) => SeatMoment | undefined

export const AVAILABLE: SeatMoment = { nowMs: 0, state: 'available', untilMs: 0, over: [] }

const heldBy = (holdId: string) => `held by ${holdId}`
const bookedAs = (bookingId: string) => `booked as ${bookingId}`

/** What everybody sees who looks at the seat: held, booked, blocked, or available, as it is once a hold has run out. */
export function statusOf({ state, untilMs, nowMs }: SeatMoment): string {
  const [status = ''] = state.split(' ')
  return status === 'held' && untilMs <= nowMs ? 'available' : status
}

const withOne = (over: readonly string[], holdId: string) => [...new Set([...over, holdId])].sort()

const isFree = (seat: SeatMoment) => statusOf(seat) === 'available'

/** In a new hold, or in the one that has the seat already. */
export const held =
  (holdId: string, untilMs: number): Apply =>
  (seat) =>
    seat.state === heldBy(holdId) || isFree(seat)
      ? { ...seat, state: heldBy(holdId), untilMs }
      : undefined

export const extended =
  (holdId: string, untilMs: number): Apply =>
  (seat) =>
    seat.state === heldBy(holdId) ? { ...seat, untilMs } : undefined

/** Whatever else it does, no seat of the hold is sold or held by it afterwards. */
export const released =
  (holdId: string): Apply =>
  (seat) => {
    const state = seat.state === heldBy(holdId) ? 'available' : seat.state
    return { ...seat, state, over: withOne(seat.over, holdId) }
  }

/** Also late, when nobody else has the seat; but never after a release. */
export const confirmed =
  (holdId: string, bookingId: string): Apply =>
  (seat) =>
    !seat.over.includes(holdId) && (seat.state === heldBy(holdId) || isFree(seat))
      ? { ...seat, state: bookedAs(bookingId), over: withOne(seat.over, holdId) }
      : undefined

/** Told the same again. */
export const wasConfirmed =
  (holdId: string): Apply =>
  (seat) =>
    seat.over.includes(holdId) ? seat : undefined

export const booked =
  (bookingId: string): Apply =>
  (seat) =>
    isFree(seat) ? { ...seat, state: bookedAs(bookingId) } : undefined

export const cancelled =
  (bookingId: string): Apply =>
  (seat) =>
    seat.state === bookedAs(bookingId) ? { ...seat, state: 'available' } : undefined

export const blocked: Apply = (seat) =>
  isFree(seat) || seat.state === 'blocked' ? { ...seat, state: 'blocked' } : undefined

export const seenAs =
  (status: string): Apply =>
  (seat) =>
    statusOf(seat) === status ? seat : undefined

export const storedAs =
  (state: string): Apply =>
  (seat) =>
    // A sweep may have tidied away what had run out.
    seat.state === state || (isFree(seat) && state === 'available') ? seat : undefined

export const timePassed =
  (ms: number): Apply =>
  (seat) => ({ ...seat, nowMs: seat.nowMs + ms })
