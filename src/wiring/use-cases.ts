import type { DependencyContainer } from 'tsyringe'

import { EventCatalogue } from '../adapters/cache/event-catalogue.ts'
import { KeptEvents } from '../adapters/cache/kept-events.ts'
import { KeptKeys } from '../adapters/cache/kept-keys.ts'
import { RecentEventSeats } from '../adapters/cache/recent-event-seats.ts'
import type { EventSeats } from '../application/event-seats/event-seats.ts'
import { createUseCases } from '../application/use-cases.ts'
import type { Config } from '../config.ts'
import { registerRepeatedTask } from './repeated-task.ts'
import {
  CLOCK,
  EVENTS,
  LOCK,
  registerSingleton,
  SEAT_FEED,
  SEAT_STORE,
  SEATS,
  USE_CASES,
} from './tokens.ts'
import { webhookPorts } from './webhooks.ts'

/** How long a change of an event takes to reach other instances, apart from the time of the read. */
const REFRESH_INTERVAL_MS = 1_000

/** Registers the use cases with the registered ports. */
export function registerUseCases(services: DependencyContainer, config: Config): void {
  const limits = {
    lockTtlMs: config.LOCK_TTL_MS,
    lockWaitMs: config.LOCK_WAIT_MS,
    ttlDefaultMs: config.HOLD_TTL_MS,
    ttlMaxMs: config.HOLD_TTL_MAX_MS,
    totalTtlMaxMs: config.HOLD_LIFETIME_MAX_MS,
    extensionMinMs: config.HOLD_EXTENSION_MIN_MS,
    seatsMax: config.SEATS_PER_HOLD_MAX,
    holdsPerClientMax: config.HOLDS_PER_CLIENT,
    seatsPerClientMax: config.SEATS_PER_CLIENT,
    holdCooldownMs: config.HOLD_COOLDOWN_MS,
    refusesSingleSeats: config.ORPHAN_RULE,
  }
  registerSingleton(
    services,
    KeptEvents,
    (c) => new KeptEvents(c.resolve(EVENTS), c.resolve(SEAT_FEED)),
  )
  registerSingleton(
    services,
    EventCatalogue,
    (c) =>
      new EventCatalogue(c.resolve(EVENTS), c.resolve(KeptEvents), {
        seatsMax: config.CACHED_SEATS_MAX,
      }),
  )
  registerRepeatedTask(services, {
    create: (c) => () => c.resolve(KeptEvents).refresh(),
    intervalMs: REFRESH_INTERVAL_MS,
    failure: 'Failed to read changed events: using the last ones',
  })
  registerSingleton(services, USE_CASES, (c) => {
    const store = c.resolve(SEAT_STORE)
    const ports = {
      ...webhookPorts(c),
      lock: c.resolve(LOCK),
      seats: c.resolve(SEATS),
      holds: store,
      bookings: store,
      clientSeats: store,
      bookedSeats: store,
      expiredSeats: store,
      seatsSince: store,
      keptSeats: new RecentEventSeats<EventSeats>(config.CACHED_SEATS_MAX),
      events: c.resolve(KeptEvents),
      summaries: c.resolve(KeptEvents),
      halls: c.resolve(EventCatalogue),
      areas: c.resolve(EventCatalogue),
      marks: c.resolve(EventCatalogue),
      keys: c.resolve(KeptKeys),
      clock: c.resolve(CLOCK),
      random: Math.random,
    }
    return createUseCases(ports, limits)
  })
}
