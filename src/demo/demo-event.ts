import type { Event } from '../domain/event.ts'
import { seatIdsOf } from '../domain/seating-plan.ts'
import { demoHall } from './demo-hall.ts'

/** An event to try the service with. */
export function demoEvent(): Omit<Event, 'createdAt'> {
  const plan = demoHall()
  return {
    id: 'demo',
    name: 'Demo: an evening at the theatre',
    seatCount: seatIdsOf(plan).length,
    plan,
  }
}
