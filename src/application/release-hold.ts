import { endHold, holdStatusAt } from '../domain/hold.ts'
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
    const fingerprint = JSON.stringify({ release: holdId })

    return this.#changeHold.execute({ command, fingerprint }, (hold, seats, now) => {
      if (holdStatusAt(hold, now) === 'confirmed') return refused({ reason: 'hold-gone' as const })

      const freed = freeSeats(seats, (seat) => seat.status === 'held' && seat.holdId === holdId)
      if (freed.length === 0) return { outcome: 'unchanged', result: null }
      return {
        outcome: 'change',
        change: {
          seats: freed,
          action: 'released',
          cause: { actor, requestId, at: now },
          hold: endHold(hold, { kind: 'released' }),
        },
        result: null,
      }
    })
  }
}
