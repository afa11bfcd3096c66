import 'reflect-metadata'

import type { Logger } from 'pino'
import { type DependencyContainer, type InjectionToken, instanceCachingFactory } from 'tsyringe'

import type { RequestCounter } from '../adapters/http/limits/rate-limit.ts'
import type { BookedSeatsPort } from '../application/ports/booked-seats.port.ts'
import type { BookingRepositoryPort } from '../application/ports/booking-repository.port.ts'
import type { ClientSeatsPort } from '../application/ports/client-seats.port.ts'
import type { ClockPort } from '../application/ports/clock.port.ts'
import type { DeletedEventsPort } from '../application/ports/deleted-events.port.ts'
import type { EventRepositoryPort } from '../application/ports/event-repository.port.ts'
import type { ExpiredSeatsPort } from '../application/ports/expired-seats.port.ts'
import type { HoldRepositoryPort } from '../application/ports/hold-repository.port.ts'
import type { KeyRepositoryPort } from '../application/ports/key-repository.port.ts'
import type { LockPort } from '../application/ports/lock.port.ts'
import type { RetentionPort } from '../application/ports/retention.port.ts'
import type { SeatFeedPort } from '../application/ports/seat-feed.port.ts'
import type { SeatHistoryPort } from '../application/ports/seat-history.port.ts'
import type { SeatRepositoryPort } from '../application/ports/seat-repository.port.ts'
import type { SeatsSincePort } from '../application/ports/seats-since.port.ts'
import type { WebhookRepositoryPort } from '../application/ports/webhook-repository.port.ts'
import type { UseCases } from '../application/use-cases.ts'

/** A component with a lifecycle. Parts are started in the order of their registration and stopped in reverse order. */
export interface Lifecycle {
  /** @param signal aborted when the service shall stop before it has started. Then a start that waits rejects with it */
  start(signal?: AbortSignal): Promise<void>
  stop(): Promise<void>
}

/** The ports that a store implements. */
export interface SeatStore
  extends
    SeatRepositoryPort,
    HoldRepositoryPort,
    BookingRepositoryPort,
    ClientSeatsPort,
    BookedSeatsPort,
    SeatsSincePort,
    SeatHistoryPort,
    ExpiredSeatsPort,
    RetentionPort {
  /** The id of the store, the same for all instances that share it. */
  id(): Promise<string>
  /** A secret that all instances of the store share. */
  secret(): Promise<string>
  /** @throws {StoreUnavailableError} when the store cannot be written */
  check(): Promise<void>
}

/** `foreign`: Redis keeps the locks of another store. This instance continues, but is not ready. */
export interface LockState {
  readonly backend: 'redis' | 'in-process'
  readonly state: 'ok' | 'degraded' | 'foreign'
  readonly detail?: string
}

/** `degraded`: the clock of this machine and that of the store differ. */
export interface ClockState {
  readonly state: 'ok' | 'degraded'
  readonly detail?: string
}

export const LIFECYCLE = Symbol('Lifecycle') as InjectionToken<Lifecycle>
export const LOGGER = Symbol('Logger') as InjectionToken<Logger>
/** The clock of the application. */
export const CLOCK = Symbol('ClockPort') as InjectionToken<ClockPort>
/** The clock of this machine. */
export const MACHINE_CLOCK = Symbol("this machine's ClockPort") as InjectionToken<ClockPort>
export const LOCK = Symbol('LockPort') as InjectionToken<LockPort>
/** The lock that refuses busy seats immediately. */
export const IMMEDIATE_LOCK = Symbol('LockPort that does not wait') as InjectionToken<LockPort>

export const SEAT_STORE = Symbol('SeatStore') as InjectionToken<SeatStore>
/** The seats of the store, with their changes counted and announced. */
export const SEATS = Symbol('SeatRepositoryPort') as InjectionToken<SeatRepositoryPort>

/** The access keys in the store. */
export const KEY_STORE = Symbol('KeyRepositoryPort') as InjectionToken<KeyRepositoryPort>

export const SEAT_FEED = Symbol('SeatFeedPort') as InjectionToken<SeatFeedPort>
export const EVENTS = Symbol('EventRepositoryPort') as InjectionToken<
  EventRepositoryPort & DeletedEventsPort
>

export const WEBHOOKS = Symbol('WebhookRepositoryPort') as InjectionToken<WebhookRepositoryPort>

/** The commands and queries of the application. */
export const USE_CASES = Symbol('UseCases') as InjectionToken<UseCases>

/** Counts the requests of each client in the current minute. */
export const REQUEST_COUNTER = Symbol('RequestCounter') as InjectionToken<RequestCounter>

/** The state of the lock in `/readyz`. */
export const LOCK_STATE = Symbol('lock state') as InjectionToken<() => LockState>

/** The state of the clock in `/readyz`; undefined when the store has no clock. */
export const CLOCK_STATE = Symbol('clock state') as InjectionToken<() => ClockState | undefined>

/** Registers a singleton that is created when it is first resolved. */
export function registerSingleton<T>(
  services: DependencyContainer,
  token: InjectionToken<T>,
  create: (c: DependencyContainer) => NoInfer<T>,
): void {
  services.register(token, { useFactory: instanceCachingFactory<T>(create) })
}
