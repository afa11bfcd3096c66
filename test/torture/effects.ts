import type { SeatMoment } from '../model/linearizability.ts'
import * as seat from '../model/seat-operations.ts'
import type { StoredEntry } from './checks/stored-state.ts'

/** The result of a request, from its answer or, if that was lost, from the history of the store. */
export interface Result {
  readonly seatIds: readonly string[]
  /** What the history says that it has changed. */
  readonly stored: readonly StoredEntry[]
  readonly holdId: string
  readonly bookingId: string
  /** The deadline of the hold, or a time before it. */
  readonly untilMs: number
}

type Apply = (moment: SeatMoment) => SeatMoment | undefined

/** What a request does to a seat. */
export interface Effect {
  readonly seatId: string
  readonly apply: Apply
  /** The hold whose deadline it sets. */
  readonly holdId?: string
}

export const effectOn = (apply: Apply) => (seatId: string) => ({ seatId, apply })

const mark = (moment: SeatMoment, name: string): SeatMoment => ({
  ...moment,
  over: [...new Set([...moment.over, name])].sort(),
})

/** Several requests that confirm the same hold have the same result, and one of them the effect. */
export const confirmed = ({ holdId, bookingId }: Result): Apply => {
  const name = `${holdId} is booked as ${bookingId}`
  const confirm = seat.confirmed(holdId, bookingId)
  return (moment) => {
    if (moment.over.includes(name)) return moment
    const after = confirm(moment)
    return after && mark(after, name)
  }
}

/** Cancelling a seat again changes nothing. */
export const seatCancelled = ({ bookingId }: Result): Apply => {
  const name = `without ${bookingId}`
  const cancel = seat.seatCancelled(bookingId)
  return (moment) => {
    const after = cancel(moment)
    if (after) return mark(after, name)
    return moment.over.includes(name) ? moment : undefined
  }
}

/** Holds the seats of a hold that had them, until another deadline. */
export const extended = ({ holdId, untilMs }: Result): Apply => seat.revived(holdId, untilMs)

/** The same, for a hold of which some seats may have been released or lost meanwhile. */
export const perhapsExtended = (result: Result): Apply => {
  const extend = seat.extended(result.holdId, result.untilMs)
  return (moment) => extend(moment) ?? moment
}

/** The plan of the event no longer has the seat. */
export const removed: Apply = (moment) =>
  seat.statusOf(moment) === 'available' ? { ...moment, state: 'removed' } : undefined
