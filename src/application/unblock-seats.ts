import { freeSeats } from '../domain/seat.ts'
import type { BlockSeatsCommand, BlockSeatsResult } from './block-seats.ts'
import { ChangeSeats, type ChangeSeatsPorts } from './change-seats.ts'
import type { ClockPort } from './ports/clock.port.ts'

/** Puts seats back on sale that were taken out of it. All others stay as they are. */
export class UnblockSeats {
  readonly #changeSeats: ChangeSeats
  readonly #clock: ClockPort

  constructor(
    ports: ChangeSeatsPorts & { readonly clock: ClockPort },
    options: { readonly lockTtlMs: number },
  ) {
    this.#changeSeats = new ChangeSeats(ports, options)
    this.#clock = ports.clock
  }

  /** @throws {StoreUnavailableError} when the seat store cannot be reached */
  execute(command: BlockSeatsCommand): Promise<BlockSeatsResult> {
    const { eventId, seatIds, actor, requestId } = command
    const asked = { unblock: seatIds }
    return this.#changeSeats.execute({ eventId, seatIds, requester: command, asked }, (seats) => {
      const freed = freeSeats(seats, (seat) => seat.status === 'blocked')
      if (freed.length === 0) return { outcome: 'unchanged', result: null }
      const cause = { actor, requestId, at: this.#clock.now() }
      return {
        outcome: 'change',
        change: { seats: freed, action: 'unblocked', cause },
        result: null,
      }
    })
  }
}
