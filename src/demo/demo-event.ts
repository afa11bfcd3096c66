import type { NewEvent } from '../domain/event.ts'
import { demoHall } from './demo-hall.ts'

const PRICES = {
  currency: 'EUR',
  byCategory: { Premium: 7_900, Standard: 4_900, Value: 2_900, Wheelchair: 2_900 },
}

/** An event to try the service with. */
export function demoEvent(): Omit<NewEvent, 'createdAt'> {
  return { id: 'demo', name: 'Demo: an evening at the theatre', plan: demoHall(), prices: PRICES }
}
