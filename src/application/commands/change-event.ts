import {
  changeEvent,
  type EventDetails,
  type EventSummary,
  hasValidSalePeriod,
  isSameEvent,
} from '../../domain/event.ts'
import { unknownCategories } from '../../domain/prices.ts'
import type { EventId } from '../../domain/seat.ts'
import { repeatIfOvertaken } from '../changes/attempts.ts'
import {
  type Done,
  type Overtaken,
  type Refused,
  refused,
  type UnknownCategories,
} from '../changes/change-result.ts'
import type { Requester } from '../changes/requester.ts'
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
  | Refused<
      | { readonly reason: 'unknown-event' | 'event-changed' | 'overtaken' | 'invalid-sale-period' }
      | UnknownCategories
    >

/** Changes details of an event, unless it has changed since the requester has read it. */
export class ChangeEvent {
  readonly #events: Pick<EventRepositoryPort, 'findEvent' | 'findSummaries' | 'saveEvent'>
  readonly #clock: ClockPort

  constructor(ports: {
    readonly events: Pick<EventRepositoryPort, 'findEvent' | 'findSummaries' | 'saveEvent'>
    readonly clock: ClockPort
  }) {
    this.#events = ports.events
    this.#clock = ports.clock
  }

  async execute(command: ChangeEventCommand): Promise<ChangeEventResult> {
    const result = await repeatIfOvertaken(() => this.#attempt(command))
    return result.outcome === 'overtaken' ? refused({ reason: 'overtaken' }) : result
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
    const categories = await this.#unknownCategories(from, to)
    if (categories === 'overtaken') return { outcome: 'overtaken' }
    if (categories.length > 0) return refused({ reason: 'unknown-categories', categories })
    const cause = { actor, requestId, at: this.#clock.now() }
    const saved = await this.#events.saveEvent({ from, to, cause })
    return saved === 'saved' ? { outcome: 'done', result: to } : { outcome: 'overtaken' }
  }

  /**
   * Reads the plan only if the prices change. The plan may later lose a category that has a price, so prices that the
   * event already has are not checked again.
   */
  async #unknownCategories(
    from: EventSummary,
    { prices }: EventSummary,
  ): Promise<'overtaken' | readonly string[]> {
    if (!prices || JSON.stringify(prices) === JSON.stringify(from.prices)) return []
    const event = await this.#events.findEvent(from.id)
    return event && isSameEvent(event, from) ? unknownCategories(prices, event.plan) : 'overtaken'
  }
}
