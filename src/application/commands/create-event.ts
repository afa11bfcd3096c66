import {
  type Event,
  hasValidSalePeriod,
  newEvent,
  type NewEventStatus,
} from '../../domain/event.ts'
import { type Prices, unknownCategories } from '../../domain/prices.ts'
import type { EventId } from '../../domain/seat.ts'
import type { SeatingPlan } from '../../domain/seating-plan.ts'
import {
  type Done,
  type Refused,
  refused,
  type ResultGone,
  type UnknownCategories,
} from '../changes/change-result.ts'
import type { ClockPort } from '../ports/clock.port.ts'
import type { EventRepositoryPort } from '../ports/event-repository.port.ts'

export interface CreateEventCommand {
  readonly eventId: EventId
  readonly name: string
  /** Default: `on-sale`. */
  readonly status?: NewEventStatus | undefined
  readonly startsAt?: Date | undefined
  readonly timeZone?: string | undefined
  readonly saleOpensAt?: Date | undefined
  readonly saleClosesAt?: Date | undefined
  readonly prices?: Prices | undefined
  readonly accessibleReleaseAt?: Date | undefined
  readonly plan: SeatingPlan
  /** Whether the request may be a retry, so that an equal existing event counts as created. */
  readonly mayBeRetry: boolean
}

export type CreateEventResult =
  | Done<Event>
  | Refused<
      | { readonly reason: 'exists' | 'deleted' | 'invalid-sale-period' }
      | ResultGone
      | UnknownCategories
    >

/** Creates an event with its seats. */
export class CreateEvent {
  readonly #events: Pick<EventRepositoryPort, 'addEvent' | 'findEvent'>
  readonly #clock: ClockPort

  constructor(ports: {
    readonly events: Pick<EventRepositoryPort, 'addEvent' | 'findEvent'>
    readonly clock: ClockPort
  }) {
    this.#events = ports.events
    this.#clock = ports.clock
  }

  /** After a failure, executing the same command again completes the event. */
  async execute(command: CreateEventCommand): Promise<CreateEventResult> {
    const { eventId: id, mayBeRetry, ...fields } = command
    const event = newEvent({ ...fields, id, createdAt: this.#clock.now() })
    if (!hasValidSalePeriod(event)) return refused({ reason: 'invalid-sale-period' })
    const categories = unknownCategories(event.prices, event.plan)
    if (categories.length > 0) return refused({ reason: 'unknown-categories', categories })
    const added = await this.#events.addEvent(event)
    if (added === 'added') return { outcome: 'done', result: event }
    if (added === 'deleted') return refused({ reason: 'deleted' })

    const existing = mayBeRetry ? await this.#events.findEvent(id) : undefined
    if (!existing) return refused({ reason: 'exists' })
    // The event as it was created is not stored, so this may be a retry or not.
    const isChanged = existing.version > 1
    // A sale that was opened or closed since does not matter to a retry.
    const isSameStatus = existing.status === event.status || isChanged
    if (isSameStatus && contentOf(existing) === contentOf(event)) {
      return { outcome: 'done', result: existing }
    }
    return refused({ reason: isChanged ? 'result-gone' : 'exists' })
  }
}

function contentOf(event: Event): string {
  const { name, startsAt, timeZone, saleOpensAt, saleClosesAt, prices, plan } = event
  const { accessibleReleaseAt } = event
  const times = [startsAt, saleOpensAt, saleClosesAt, accessibleReleaseAt]
  return JSON.stringify([name, timeZone, times, prices, plan])
}
