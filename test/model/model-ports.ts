import { EventCatalogue } from '../../src/adapters/cache/event-catalogue.ts'
import { KeptEvents } from '../../src/adapters/cache/kept-events.ts'
import { InMemoryKeyRepository } from '../../src/adapters/memory/in-memory-key-repository.ts'
import type { EventRepositoryPort } from '../../src/application/ports/event-repository.port.ts'
import type { UseCasePorts } from '../../src/application/use-cases.ts'
import { WebhookFixture } from '../drivers/webhook-fixture.ts'

/** The ports that one store implements. */
type SeatStore = UseCasePorts['seats'] &
  UseCasePorts['holds'] &
  UseCasePorts['bookings'] &
  UseCasePorts['clientSeats'] &
  UseCasePorts['bookedSeats'] &
  UseCasePorts['expiredSeats'] &
  UseCasePorts['seatsSince']

interface ModelStore extends Pick<UseCasePorts, 'lock' | 'clock'> {
  readonly seats: SeatStore
  readonly events: EventRepositoryPort
}

/** The ports of an instance over a store, without caches of seats and without chance. */
export function modelPorts({ seats, events, lock, clock }: ModelStore): UseCasePorts {
  const summaries = new KeptEvents(events, { announce: () => undefined })
  const catalogue = new EventCatalogue(events, summaries, { seatsMax: 100_000 })
  return {
    ...new WebhookFixture().ports,
    lock,
    seats,
    holds: seats,
    bookings: seats,
    clientSeats: seats,
    bookedSeats: seats,
    expiredSeats: seats,
    seatsSince: seats,
    keptSeats: new Map(),
    events,
    summaries,
    halls: catalogue,
    areas: catalogue,
    marks: catalogue,
    keys: new InMemoryKeyRepository(),
    clock,
    random: () => 0,
  }
}
