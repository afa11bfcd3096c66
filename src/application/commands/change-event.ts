import {
  changeEvent,
  type EventDetails,
  type EventSummary,
  hasValidSalePeriod,
} from '../../domain/event.ts'
import type { EventId } from '../../domain/seat.ts'
import { type Done, type Overtaken, type Refused, refused } from '../changes/change-result.ts'
import type { Requester } from '../changes/requester.ts'
import { retryIfOvertaken } from '../changes/retries.ts'
import type { ClockPort } from '../ports/clock.port.ts'
import type { EventRepositoryPort } from '../ports/event-repository.port.ts'

export interface ChangeEventCommand extends Omit<Requester, 'idempotencyKey'> {
  readonly eventId: EventId
  /** The details to change; `undefined` removes one. */
  readonly changes: Partial<EventDetails>
  /** Whether this is the state of the event that the requester has read. */
  readonly isExpected: (event: EventSummary) => boolean
}

export type ChangeEventResult =
  | Done<EventSummary>
  | Refused<{ readonly reason: 'unknown-event' | 'event-changed' | 'invalid-sale-period' }>

/** Changes details of an event, unless it has changed since the requester has read it. */
export class ChangeEvent {
  readonly #events: Pick<EventRepositoryPort, 'findSummaries' | 'saveEvent'>
  readonly #clock: ClockPort

  constructor(ports: {
    readonly events: Pick<EventRepositoryPort, 'findSummaries' | 'saveEvent'>
    readonly clock: ClockPort
  }) {
    this.#events = ports.events
    this.#clock = ports.clock
  }

  async execute(command: ChangeEventCommand): Promise<ChangeEventResult> {
    const result = await retryIfOvertaken(() => this.#attempt(command))
    return result.outcome === 'overtaken' ? refused({ reason: 'event-changed' }) : result
  }

  async #attempt({
    eventId,
    changes,
    isExpected,
    actor,
    requestId,
  }: ChangeEventCommand): Promise<ChangeEventResult | Overtaken> {
    const [from] = await this.#events.findSummaries([eventId])
    if (!from) return refused({ reason: 'unknown-event' })

    const to = changeEvent(from, changes)
    // If there is nothing to change, this may be a retry of a request whose response was lost.
    if (to !== from && !isExpected(from)) return refused({ reason: 'event-changed' })
    if (!hasValidSalePeriod(to)) return refused({ reason: 'invalid-sale-period' })
    const cause = { actor, requestId, at: this.#clock.now() }
    const saved = await this.#events.saveEvent({ from, to, cause })
    return saved === 'saved' ? { outcome: 'done', result: to } : { outcome: 'overtaken' }
  }
}
