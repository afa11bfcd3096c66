import { endHold, type Hold } from '../../domain/hold.ts'
import { isBookedAs, type Seat, takeSeats } from '../../domain/seat.ts'
import { newBooking } from './bookings.ts'
import type { ChangeHold, HoldCommand, HoldRefusal } from './change-hold.ts'
import { type ChangeResult, refused, type RepeatDecision } from './requests.ts'

export interface ConfirmHoldCommand extends HoldCommand {
  /** The id of the booking that comes into being, chosen by the caller. */
  readonly bookingId: string
  readonly reference?: string | undefined
  /** A seller confirms for a holder, without the token. */
  readonly isSeller: boolean
}

export interface ConfirmedHold {
  readonly bookingId: string
  readonly seatIds: readonly string[]
}

/**
 * `conflict` names the seats of an expired hold that others have taken; `hold-gone`: it was released, or its booking
 * was cancelled.
 */
export type ConfirmHoldResult = ChangeResult<ConfirmedHold, HoldRefusal>

/**
 * Makes a hold a booking. A hold that was confirmed before gives the same booking again, and one that has run out is
 * still confirmed if all its seats are free, because its buyer may have paid.
 */
export class ConfirmHold {
  readonly #changeHold: ChangeHold

  constructor(changeHold: ChangeHold) {
    this.#changeHold = changeHold
  }

  /** @throws {StoreUnavailableError} when the seat store cannot be reached */
  execute(command: ConfirmHoldCommand): Promise<ConfirmHoldResult> {
    const { holdId, bookingId, reference, isSeller } = command

    return this.#changeHold.execute<ConfirmedHold>({
      command,
      withoutToken: isSeller,
      asked: { confirm: holdId, reference },
      repeat: asConfirmed,
      decide(hold, seats, now) {
        if (hold.end) return asConfirmed(hold, seats)

        const { eventId, seatIds } = hold
        const decision = takeSeats(seats, { status: 'booked', bookingId }, { now, holdId })
        if (decision.outcome === 'refused') {
          return refused({ reason: 'conflict', conflicts: decision.conflicts })
        }
        return {
          outcome: 'change',
          change: {
            seats: decision.seats,
            action: 'confirmed',
            hold: { from: hold, to: endHold(hold, { kind: 'confirmed', bookingId }) },
            booking: { to: newBooking({ eventId, seatIds, bookingId, reference }, now) },
          },
          result: { bookingId, seatIds },
        }
      },
    })
  }
}

/** The booking that the hold became, unless that was cancelled. */
function asConfirmed(
  hold: Hold,
  seats: readonly Seat[],
): RepeatDecision<ConfirmedHold, HoldRefusal> {
  const { end, seatIds } = hold
  const isStanding =
    end?.kind === 'confirmed' &&
    seats.length === seatIds.length &&
    seats.every(isBookedAs(end.bookingId))
  if (!isStanding) return refused({ reason: 'hold-gone' })
  const result = { bookingId: end.bookingId, seatIds }
  return { outcome: 'unchanged', reliesOn: { seats, hold }, result }
}
