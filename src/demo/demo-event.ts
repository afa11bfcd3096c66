import type { NewEvent } from '../domain/event.ts'
import { demoHall } from './demo-hall.ts'

/** An event to try the service with. */
export function demoEvent(): Omit<NewEvent, 'createdAt'> {
  return { id: 'demo', name: 'Demo: an evening at the theatre', plan: demoHall() }
}
