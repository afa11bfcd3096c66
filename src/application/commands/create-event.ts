import { type Event, hasValidSalePeriod, newEvent } from '../../domain/event.ts'
import type { EventId } from '../../domain/seat.ts'
import type { SeatingPlan } from '../../domain/seating-plan.ts'
import { type Done, type Refused, refused } from '../changes/change-result.ts'
import type { ClockPort } from '../ports/clock.port.ts'
import type { EventRepositoryPort } from '../ports/event-repository.port.ts'

export interface CreateEventCommand {
  readonly eventId: EventId
  readonly name: string
  readonly startsAt?: Date | undefined
  readonly timeZone?: string | undefined
  readonly saleOpensAt?: Date | undefined
  readonly saleClosesAt?: Date | undefined
  readonly plan: SeatingPlan
  /** Whether the request may be a retry, so that an equal existing event counts as created. */
  readonly mayBeRetry: boolean
}

export type CreateEventResult =
  Done<Event> | Refused<{ readonly reason: 'exists' | 'invalid-sale-period' }>

/** Creates an event and puts its seats on sale. */
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
    if ((await this.#events.addEvent(event)) === 'added') return { outcome: 'done', result: event }

    const existing = mayBeRetry ? await this.#events.findEvent(id) : undefined
    return existing && contentOf(existing) === contentOf(event)
      ? { outcome: 'done', result: existing }
      : refused({ reason: 'exists' })
  }
}

function contentOf(event: Event): string {
  const { name, startsAt, timeZone, saleOpensAt, saleClosesAt, plan } = event
  return JSON.stringify([name, startsAt, timeZone, saleOpensAt, saleClosesAt, plan])
}
