import { defaultEventPlan } from './default-event-plan.ts'
import { type Event, newEvent } from './event.ts'
import type { EventId } from './seat.ts'

/** The event of requests that name no event. */
export const DEFAULT_EVENT_ID: EventId = 'default'

/** The default event with this number of seats. */
export function defaultEvent({
  seatCount,
  createdAt,
}: {
  readonly seatCount: number
  readonly createdAt: Date
}): Event {
  const plan = defaultEventPlan(seatCount)
  return newEvent({ id: DEFAULT_EVENT_ID, name: 'Default event', createdAt, plan })
}
