import type { Hold } from '../../domain/hold.ts'
import type { EventId } from '../../domain/seat.ts'
import type { HoldCommand, HoldRefusal } from '../changes/change-hold.ts'
import {
  type ChangeResult,
  type Done,
  type Refused,
  refused,
  type UnknownEvent,
} from '../changes/change-result.ts'
import type { UseCase } from '../changes/use-case.ts'
import type { ClockPort } from '../ports/clock.port.ts'
import type { EventSummaryPort } from '../ports/event-summary.port.ts'
import type { HoldRepositoryPort } from '../ports/hold-repository.port.ts'

export interface ReleaseHoldsCommand {
  readonly actor: string
  readonly requestId: string
  readonly eventId: EventId
  /** Only the holds of this client. Default: all holds of the event. */
  readonly clientId?: string | undefined
}

export interface ReleasedHolds {
  /** The number of released holds, and of their seats. */
  readonly holds: number
  readonly seats: number
  /** Whether no hold is left that was active when the request began. */
  readonly isComplete: boolean
}

export type ReleaseHoldsResult = Done<ReleasedHolds> | Refused<UnknownEvent>

/** Releases one hold. */
type ReleasesOneHold = UseCase<HoldCommand, ChangeResult<null, HoldRefusal>>

export interface ReleaseHoldsPorts {
  readonly holds: Pick<HoldRepositoryPort, 'activeHolds'>
  readonly summaries: EventSummaryPort
  readonly clock: ClockPort
}

/** The most holds that are read at once. */
const HOLDS_PER_BATCH = 100
/** The most holds that one request releases. */
export const RELEASED_HOLDS_MAX = 1_000

/** Releases the active holds of an event, or those of one client. Holds that are placed meanwhile are not included. */
export class ReleaseHolds {
  readonly #releaseHold: ReleasesOneHold
  readonly #ports: ReleaseHoldsPorts

  constructor(releaseHold: ReleasesOneHold, ports: ReleaseHoldsPorts) {
    this.#releaseHold = releaseHold
    this.#ports = ports
  }

  async execute(command: ReleaseHoldsCommand): Promise<ReleaseHoldsResult> {
    const event = await this.#ports.summaries.findSummary(command.eventId)
    if (!event) return refused({ reason: 'unknown-event' })
    return { outcome: 'done', result: await this.#releaseAll(command) }
  }

  async #releaseAll(command: ReleaseHoldsCommand): Promise<ReleasedHolds> {
    const { eventId, clientId } = command
    const query = { eventId, clientId, at: this.#ports.clock.now(), countMax: HOLDS_PER_BATCH }
    const total = { holds: 0, seats: 0, isComplete: true }
    let after: string | undefined
    for (let read = 0; read < RELEASED_HOLDS_MAX; read += HOLDS_PER_BATCH) {
      const batch = await this.#ports.holds.activeHolds({ ...query, after })
      // Sequentially, to leave capacity for requests.
      for (const hold of batch) {
        const outcome = await this.#release(command, hold)
        if (outcome === 'released') {
          total.holds++
          total.seats += hold.seatIds.length
        } else if (outcome === 'locked') total.isComplete = false
      }
      if (batch.length < HOLDS_PER_BATCH) return total
      after = batch.at(-1)?.id
    }
    return { ...total, isComplete: false }
  }

  async #release(
    { actor, requestId }: ReleaseHoldsCommand,
    { id: holdId }: Hold,
  ): Promise<'released' | 'locked' | 'ended'> {
    const command = { actor, requestId, holdId, mayOmitToken: true }
    const result = await this.#releaseHold.execute(command)
    if (result.outcome === 'done') return 'released'
    const { reason } = result.refusal
    return reason === 'locked' || reason === 'overtaken' ? 'locked' : 'ended'
  }
}
