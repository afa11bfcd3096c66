import { freeSeats, type Seat, type SeatId } from '../domain/seat.ts'
import type { BlockSeatsCommand, BlockSeatsResult } from './block-seats.ts'
import { ChangeSeats, type ChangeSeatsPorts, refused, type RepeatDecision } from './change-seats.ts'
import type { ClockPort } from './ports/clock.port.ts'

/** Puts seats back on sale that were taken out of it. All others stay as they are. */
export class UnblockSeats {
  readonly #changeSeats: ChangeSeats
  readonly #ports: ChangeSeatsPorts & { readonly clock: ClockPort }

  constructor(
    ports: ChangeSeatsPorts & { readonly clock: ClockPort },
    options: { readonly lockTtlMs: number },
  ) {
    this.#changeSeats = new ChangeSeats(ports, options)
    this.#ports = ports
  }

  /** @throws {StoreUnavailableError} when the seat store cannot be reached */
  execute(command: BlockSeatsCommand): Promise<BlockSeatsResult> {
    const { eventId, seatIds, actor, requestId } = command
    const asked = { unblock: seatIds }
    const repeat = async () => asUnblocked(seatIds, await this.#ports.seats.find(eventId, seatIds))
    const target = { eventId, seatIds, requester: command, asked, repeat }
    return this.#changeSeats.execute<null, never>(target, (seats) => {
      const freed = freeSeats(seats, (seat) => seat.status === 'blocked')
      if (freed.length === 0) return asUnblocked(seatIds, seats)
      const cause = { actor, requestId, at: this.#ports.clock.now() }
      return {
        outcome: 'change',
        change: { seats: freed, action: 'unblocked', cause },
        result: null,
      }
    })
  }
}

function asUnblocked(
  seatIds: readonly SeatId[],
  seats: readonly Seat[],
): RepeatDecision<null, never> {
  const isStanding =
    seats.length === seatIds.length && seats.every(({ status }) => status !== 'blocked')
  return isStanding
    ? { outcome: 'unchanged', reliesOn: { seats }, result: null }
    : refused({ reason: 'result-gone' })
}
