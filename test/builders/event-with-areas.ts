import type { Event } from '../../src/domain/event.ts'
import { newEvent } from '../../src/domain/event.ts'
import type { EventId, SeatId } from '../../src/domain/seat.ts'
import type { SeatingPlan, StandingPlaces } from '../../src/domain/seating-plan.ts'
import { eventWithSeats } from './event-with-seats.ts'

/** The plan with standing areas in its first zone, by id the capacity of each. */
export function withAreas(
  plan: SeatingPlan,
  capacities: Readonly<Record<string, number>>,
  over: Partial<StandingPlaces> = {},
): SeatingPlan {
  const areas = Object.entries(capacities).map(([id, capacity]) => ({
    position: { x: 0, y: 0 },
    rotationDeg: 0,
    standing: { id, capacity, category: plan.categories[0]?.name ?? '', ...over },
  }))
  return {
    ...plan,
    zones: plan.zones.map((zone, index) => (index === 0 ? { ...zone, areas } : zone)),
  }
}

/** An event with standing areas, by id the capacity of each, and with one row of seats. */
export function eventWithAreas(
  id: EventId,
  capacities: Readonly<Record<string, number>>,
  seatIds: readonly SeatId[] = [],
): Event {
  const { name, createdAt, plan } = eventWithSeats(id, seatIds)
  return newEvent({ id, name, createdAt, plan: withAreas(plan, capacities) })
}
