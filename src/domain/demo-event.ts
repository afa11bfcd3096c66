import type { Event } from './event.ts'
import { defaultEventPlan } from './default-event.ts'

export function demoEvent(): Omit<Event, 'createdAt'> {
  const plan = defaultEventPlan(40)
  return { id: 'demo', name: 'Demo', seatCount: 40, plan }
}
