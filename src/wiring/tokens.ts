import 'reflect-metadata'

import type { Logger } from 'pino'
import { type DependencyContainer, type InjectionToken, instanceCachingFactory } from 'tsyringe'

import type { UseCases } from '../application/use-cases.ts'
import type { ClockPort } from '../application/ports/clock.port.ts'
import type { LockPort } from '../application/ports/lock.port.ts'
import type { BookingRepositoryPort } from '../application/ports/booking-repository.port.ts'
import type { EventRepositoryPort } from '../application/ports/event-repository.port.ts'
import type { HistoryRetentionPort } from '../application/ports/history-retention.port.ts'
import type { HoldRepositoryPort } from '../application/ports/hold-repository.port.ts'
import type { LapsedSeatsPort } from '../application/ports/lapsed-seats.port.ts'
import type { RequestMemoryPort } from '../application/ports/request-memory.port.ts'
import type { SeatChangesPort } from '../application/ports/seat-changes.port.ts'
import type { SeatFeedPort } from '../application/ports/seat-feed.port.ts'
import type { SeatHistoryPort } from '../application/ports/seat-history.port.ts'
import type { SeatRepositoryPort } from '../application/ports/seat-repository.port.ts'

/** Something that runs. Parts are started in the order of their registration and stopped in reverse. */
export interface Part {
  start(): Promise<void>
  stop(): Promise<void>
}

/** Every port that one store serves. */
export interface SeatStore
  extends
    SeatRepositoryPort,
    HoldRepositoryPort,
    BookingRepositoryPort,
    SeatChangesPort,
    SeatHistoryPort,
    HistoryRetentionPort,
    LapsedSeatsPort,
    RequestMemoryPort {
  /** The same for all instances that share the store, and no others. */
  id(): Promise<string>
  /** What only those who share the store know. */
  secret(): Promise<string>
  /** @throws {StoreUnavailableError} when nothing can be saved right now */
  check(): Promise<void>
}

/** `foreign`: Redis keeps the locks of another store, so this instance is not ready, though it goes on. */
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

export const PART = Symbol('Part') as InjectionToken<Part>
export const LOGGER = Symbol('Logger') as InjectionToken<Logger>
/** The time that everything goes by. */
export const CLOCK = Symbol('ClockPort') as InjectionToken<ClockPort>
/** What the clock of this machine says. */
export const MACHINE_CLOCK = Symbol("this machine's ClockPort") as InjectionToken<ClockPort>
export const LOCK = Symbol('LockPort') as InjectionToken<LockPort>

export const SEAT_STORE = Symbol('SeatStore') as InjectionToken<SeatStore>
/** The seats of the store, whose changes are counted and announced. */
export const SEATS = Symbol('SeatRepositoryPort') as InjectionToken<SeatRepositoryPort>

export const SEAT_FEED = Symbol('SeatFeedPort') as InjectionToken<SeatFeedPort>
export const EVENTS = Symbol('EventRepositoryPort') as InjectionToken<EventRepositoryPort>

/** What the service can do. */
export const USE_CASES = Symbol('UseCases') as InjectionToken<UseCases>

/** What `/readyz` says of the lock. */
export const LOCK_STATE = Symbol('lock state') as InjectionToken<() => LockState>

/** What `/readyz` says of the clock; nothing where the store has no clock of its own. */
export const CLOCK_STATE = Symbol('clock state') as InjectionToken<() => ClockState | undefined>

/** Registers what is created once, when it is first resolved. */
export function single<T>(
  services: DependencyContainer,
  token: InjectionToken<T>,
  create: (c: DependencyContainer) => NoInfer<T>,
): void {
  services.register(token, { useFactory: instanceCachingFactory<T>(create) })
}
