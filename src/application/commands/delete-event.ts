import type { EventSummary } from '../../domain/event.ts'
import { type DeletionRefusal, deletionRefusal } from '../../domain/event-deletion.ts'
import type { EventId } from '../../domain/seat.ts'
import { repeatIfOvertaken } from '../changes/attempts.ts'
import { type Done, type Overtaken, type Refused, refused } from '../changes/change-result.ts'
import type { ClockPort } from '../ports/clock.port.ts'
import type { EventRepositoryPort } from '../ports/event-repository.port.ts'
import type { SeatsSincePort } from '../ports/seats-since.port.ts'

export interface DeleteEventCommand {
  readonly eventId: EventId
  /** Whether bookings and holds are deleted as well. The event must be cancelled. */
  readonly force: boolean
  /** Whether this is the state of the event that the requester has read. Default: any state is. */
  readonly isExpected?: ((event: EventSummary) => boolean) | undefined
}

export type DeleteEventResult =
  | Done<undefined>
  | Refused<DeletionRefusal | { readonly reason: 'unknown-event' | 'event-changed' | 'overtaken' }>

export interface DeleteEventPorts {
  readonly events: Pick<EventRepositoryPort, 'findSummaries' | 'deleteEvent'>
  readonly seatsSince: SeatsSincePort
  readonly clock: ClockPort
}

/** Deletes an event, so that nothing of it can be read or changed any more. `PurgeEvents` deletes its rows. */
export class DeleteEvent {
  readonly #ports: DeleteEventPorts

  constructor(ports: DeleteEventPorts) {
    this.#ports = ports
  }

  async execute(command: DeleteEventCommand): Promise<DeleteEventResult> {
    const result = await repeatIfOvertaken(() => this.#attempt(command))
    return result.outcome === 'overtaken' ? refused({ reason: 'overtaken' }) : result
  }

  /** The deletion is conditional on the state that was read, so that no booking can be made in between. */
  async #attempt({
    eventId,
    force,
    isExpected,
  }: DeleteEventCommand): Promise<DeleteEventResult | Overtaken> {
    const { events, seatsSince, clock } = this.#ports
    const [event] = await events.findSummaries([eventId])
    const state = event && (await seatsSince.seatsSince(eventId))
    if (!state) return refused({ reason: 'unknown-event' })
    if (isExpected?.(event) === false) return refused({ reason: 'event-changed' })

    const { seats, revision, tag } = state
    const refusal = deletionRefusal({ event, seats, now: clock.now(), force })
    if (refusal) return refused(refusal)
    const deleted = await events.deleteEvent({ event, seats: { revision, tag } })
    return deleted === 'deleted' ? { outcome: 'done', result: undefined } : { outcome: 'overtaken' }
  }
}
