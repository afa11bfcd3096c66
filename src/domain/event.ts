import type { EventId } from './seat.ts'
import type { SeatingPlan } from './seating-plan.ts'

/** A performance in one hall, or anything else with seats that are each sold once. */
export interface EventSummary {
  readonly id: EventId
  readonly name: string
  readonly startsAt?: Date | undefined
  readonly createdAt: Date
  readonly seatCount: number
}

export interface Event extends EventSummary {
  readonly plan: SeatingPlan
}
