import { type EventId, freeSeats, type Seat, type SeatId, takeSeats } from '../../domain/seat.ts'
import type { RepeatDecision } from '../changes/change-decision.ts'
import { type ChangeResult, refused } from '../changes/change-result.ts'
import type { ChangeSeats, Decide } from '../changes/change-seats.ts'
import type { Requester } from '../changes/requester.ts'
import type { SeatRepositoryPort } from '../ports/seat-repository.port.ts'

export interface BlockSeatsCommand extends Requester {
  readonly eventId: EventId
  /** Distinct. */
  readonly seatIds: readonly SeatId[]
}

export type BlockSeatsResult = ChangeResult<null, never>

/** Takes seats off sale and puts them back on sale. */
export class BlockSeats {
  readonly #changeSeats: ChangeSeats
  readonly #seats: Pick<SeatRepositoryPort, 'find'>

  constructor(
    changeSeats: ChangeSeats,
    ports: { readonly seats: Pick<SeatRepositoryPort, 'find'> },
  ) {
    this.#changeSeats = changeSeats
    this.#seats = ports.seats
  }

  /** Blocks all of the seats or none. Seats that are already blocked stay blocked. */
  block(command: BlockSeatsCommand): Promise<BlockSeatsResult> {
    return this.#change(command, { block: command.seatIds }, isBlocked, (seats, now) => {
      const inSale = seats.filter((seat) => !isBlocked(seat))
      const decision = takeSeats(inSale, { status: 'blocked' }, { now })
      if (decision.outcome === 'refused') {
        return refused({ reason: 'conflict', conflicts: decision.conflicts })
      }
      const change = { seats: decision.seats, action: 'blocked' } as const
      return { outcome: 'change', change, result: null }
    })
  }

  /** Seats that are not blocked stay unchanged. */
  unblock(command: BlockSeatsCommand): Promise<BlockSeatsResult> {
    return this.#change(command, { unblock: command.seatIds }, isNotBlocked, (seats) => {
      const change = { seats: freeSeats(seats, isBlocked), action: 'unblocked' } as const
      return { outcome: 'change', change, result: null }
    })
  }

  /** @param isDone whether a seat already has the requested state */
  #change(
    command: BlockSeatsCommand,
    content: object,
    isDone: (seat: Seat) => boolean,
    decide: Decide<null, never>,
  ): Promise<BlockSeatsResult> {
    const { eventId, seatIds } = command
    const asDone = (seats: readonly Seat[]): RepeatDecision<null, never> =>
      seats.length === seatIds.length && seats.every(isDone)
        ? { outcome: 'unchanged', reliesOn: { seats }, result: null }
        : refused({ reason: 'result-gone' })

    return this.#changeSeats.execute<null, never>(() => ({
      eventId,
      seatIds,
      requester: command,
      content,
      decide: (seats, now) => (seats.every(isDone) ? asDone(seats) : decide(seats, now)),
      repeat: async () => asDone(await this.#seats.find(eventId, seatIds)),
    }))
  }
}

function isBlocked({ status }: Seat): boolean {
  return status === 'blocked'
}

function isNotBlocked(seat: Seat): boolean {
  return !isBlocked(seat)
}
