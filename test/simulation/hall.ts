import { InMemoryEventRepository } from '../../src/adapters/memory/in-memory-event-repository.ts'
import { InMemoryKeyRepository } from '../../src/adapters/memory/in-memory-key-repository.ts'
import { InMemorySeatRepository } from '../../src/adapters/memory/in-memory-seat-repository.ts'
import { Hall } from '../../src/domain/best-seats/hall.ts'
import { summaryOf } from '../../src/domain/event.ts'
import { SeatMarks } from '../../src/domain/seat-marks.ts'
import { StandingAreas } from '../../src/domain/standing-areas.ts'
import { eventWithAreas } from '../builders/event-with-areas.ts'
import { WebhookFixture } from '../drivers/webhook-fixture.ts'

export const EVENT_ID = 'gala'
export const SEATS = ['A-1', 'A-2', 'A-3'] as const
export const AREA = { areaId: 'pit', capacity: 2 }
export const PLACES = ['pit:1', 'pit:2'] as const
export const ALL_SEATS: readonly string[] = [...SEATS, ...PLACES]

/** The time at which each simulation starts. */
export const START_MS = Date.parse('2026-06-01T10:00:00Z')

const EVENT = eventWithAreas(EVENT_ID, { [AREA.areaId]: AREA.capacity }, SEATS)
const SUMMARY = summaryOf(EVENT)
const AREAS = { planVersion: 1, areas: new StandingAreas(EVENT.plan) }
const HALL = new Hall(EVENT.plan)
const MARKS = new SeatMarks(EVENT.plan)

/** The ports that a simulation does not disturb: the event and its plan, which do not change, and unused ones. */
export const UNDISTURBED_PORTS = {
  ...new WebhookFixture().ports,
  events: new InMemoryEventRepository(new InMemorySeatRepository()),
  keys: new InMemoryKeyRepository(),
  clientSeats: new InMemorySeatRepository(),
  bookedSeats: new InMemorySeatRepository(),
  summaries: { findSummary: () => SUMMARY },
  halls: { findHall: async () => HALL },
  areas: { findAreas: async () => AREAS },
  marks: { findMarks: async () => MARKS },
}

/** A store in which all seats of the hall are available. */
export function emptyHall(): InMemorySeatRepository {
  const seats = new InMemorySeatRepository()
  seats.addSeats(EVENT_ID, ALL_SEATS)
  return seats
}
