import { endHold } from '../domain/hold.ts'
import { freeSeats } from '../domain/seat.ts'
import {
  ChangeHold,
  type ChangeHoldPorts,
  type HoldCommand,
  type UnknownHold,
} from './change-hold.ts'
import { type ChangeResult, refused } from './change-seats.ts'

export type ReleaseHoldResult = ChangeResult<null, UnknownHold | { readonly reason: 'hold-gone' }>

/** Gives the seats of a hold back. To release what is over anyway is no mistake, unless it became a booking. */
export class ReleaseHold {
  readonly #changeHold: ChangeHold

  constructor(ports: ChangeHoldPorts, options: { readonly lockTtlMs: number }) {
    this.#changeHold = new ChangeHold(ports, options)
  }

  /** @throws {StoreUnavailableError} when the seat store cannot be reached */
  execute(command: HoldCommand): Promise<ReleaseHoldResult> {
    const { holdId, actor, requestId } = command
    const asked = { release: holdId }

    return this.#changeHold.execute({ command, asked }, (hold, seats, now) => {
      if (hold.end?.kind === 'confirmed') return refused({ reason: 'hold-gone' as const })
      if (hold.end) return { outcome: 'unchanged', result: null }

      return {
        outcome: 'change',
        change: {
          // None may be left of a hold that has run out. It ends all the same, so that it is never confirmed late.
          seats: freeSeats(seats, (seat) => seat.status === 'held' && seat.holdId === holdId),
          action: 'released',
          cause: { actor, requestId, at: now },
          hold: { from: hold, to: endHold(hold, { kind: 'released' }) },
        },
        result: null,
      }
    })
  }
}
