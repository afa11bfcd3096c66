import {
  AnnouncedSeats,
  InProcessSeatFeed,
  type SaveOutcome,
} from '../../src/adapters/announcing/change-announcements.ts'
import { EventCatalogue } from '../../src/adapters/cache/event-catalogue.ts'
import { KeptEvents } from '../../src/adapters/cache/kept-events.ts'
import { KeptKeys } from '../../src/adapters/cache/kept-keys.ts'
import { RecentEventSeats } from '../../src/adapters/cache/recent-event-seats.ts'
import { InMemoryEventRepository } from '../../src/adapters/memory/in-memory-event-repository.ts'
import { InMemoryKeyRepository } from '../../src/adapters/memory/in-memory-key-repository.ts'
import { paceByTicks } from '../../src/adapters/system/paced-refresh.ts'
import type { WantedMove } from '../../src/application/commands/move-booking.ts'
import type { AcquireResult, LockPort, LockRequest } from '../../src/application/ports/lock.port.ts'
import { FollowSeats } from '../../src/application/queries/follow-seats.ts'
import {
  createUseCases,
  type UseCaseLimits,
  type UseCases,
} from '../../src/application/use-cases.ts'
import type { SavedAction } from '../../src/domain/history.ts'
import { newSeat, type Seat } from '../../src/domain/seat.ts'
import { codeOf } from '../builders/seat-change.ts'
import { FakeClock } from '../fakes/fake-clock.ts'
import { FakeLock } from '../fakes/fake-lock.ts'
import { FakeSeatRepository } from '../fakes/fake-seat-repository.ts'
import { WebhookFixture } from './webhook-fixture.ts'

export const MINUTE_MS = 60_000

/** How often a lock that is waited for is tried. */
const PATIENCE = 1_000

/** The most seats of all events that are cached. */
const SEATS_CACHED = 100_000

const LIMITS: UseCaseLimits = {
  lockTtlMs: 10_000,
  lockWaitMs: 1_000,
  ttlDefaultMs: 10 * MINUTE_MS,
  ttlMaxMs: 60 * MINUTE_MS,
  totalTtlMaxMs: 30 * MINUTE_MS,
  extensionMinMs: 1_000,
  seatsMax: 4,
  holdsPerClientMax: 0,
  seatsPerClientMax: 0,
  holdCooldownMs: 0,
}

/**
 * Every use case, over fakes and one in-memory store. The default event has the seats 1 to 100; the event `gala`, which
 * has no plan, has the seats.
 */
export class UseCaseFixture {
  readonly limits: UseCaseLimits
  readonly lock = new FakeLock()
  /** The same lock, which waits if a request says so. */
  readonly patientLock: LockPort = {
    acquire: (request) =>
      request.waitMs ? this.#acquirePatiently(request) : this.lock.acquire(request),
  }
  readonly clock = new FakeClock()
  readonly seats: FakeSeatRepository
  readonly events: InMemoryEventRepository
  readonly keptEvents: KeptEvents
  readonly catalogue: EventCatalogue
  readonly useCases: UseCases
  readonly webhooks: WebhookFixture
  /** The store of the access keys, which other instances may share. */
  readonly storedKeys = new InMemoryKeyRepository()
  readonly keys = new KeptKeys(this.storedKeys)
  readonly feed = new InProcessSeatFeed()
  readonly followSeats: FollowSeats
  onSave: (action: SavedAction, outcome: SaveOutcome) => void = () => undefined
  /** The random source of the best-seat search. */
  random = Math.random
  /** How often a use case waited for a lock. */
  waits = 0
  /** Errors from reading followed events. */
  readonly followErrors: unknown[] = []

  constructor(over: Partial<UseCaseLimits> = {}) {
    this.limits = { ...LIMITS, ...over }
    const { clock, limits } = this
    const seats = new FakeSeatRepository('', [])
    seats.addSeats('gala', ['A-1', 'A-2', 'A-3', 'A-4', 'A-5', 'A-6'])
    // Use cases must be correct although this guess is wrong once a seat has changed.
    seats.guess = (seatIds) => seatIds.map(newSeat)
    this.seats = seats
    this.webhooks = new WebhookFixture(clock, seats)
    this.events = new InMemoryEventRepository(seats)
    this.keptEvents = new KeptEvents(this.events, this.feed)
    this.catalogue = new EventCatalogue(this.events, this.keptEvents, { seatsMax: SEATS_CACHED })
    // The in-memory repository creates the event before it returns the promise.
    void this.events.growDefaultEvent({ seatCount: 100, createdAt: clock.now() })

    const announced = new AnnouncedSeats({
      seats,
      feed: this.feed,
      metrics: {
        seatsSaved: (action, outcome) => {
          this.onSave(action, outcome)
        },
      },
    })
    this.useCases = createUseCases(
      {
        ...this.webhooks.ports,
        lock: this.patientLock,
        seats: announced,
        holds: seats,
        bookings: seats,
        clientSeats: seats,
        bookedSeats: seats,
        expiredSeats: seats,
        seatsSince: seats,
        keptSeats: new RecentEventSeats(SEATS_CACHED),
        events: this.keptEvents,
        summaries: this.keptEvents,
        halls: this.catalogue,
        areas: this.catalogue,
        marks: this.catalogue,
        keys: this.keys,
        clock,
        random: () => this.random(),
      },
      limits,
    )
    this.followSeats = new FollowSeats(
      {
        seatsSince: seats,
        summaries: this.keptEvents,
        areas: this.catalogue,
        feed: this.feed,
        clock,
        pace: paceByTicks({ ticksWithoutMax: 10 }),
      },
      (error) => void this.followErrors.push(error),
    )
  }

  /** The stored status of each seat of the gala, by id; expired holds are not released. */
  async states(): Promise<Record<string, Seat['status']>> {
    const ids = ['A-1', 'A-2', 'A-3', 'A-4', 'A-5', 'A-6']
    const seats = await this.seats.find('gala', ids)
    return Object.fromEntries(seats.map((seat) => [seat.id, seat.status]))
  }

  /** A buyer holds seats of the gala; the token of hold h-1 has the digest "token of h-1". */
  hold(holdId: string, seatIds: readonly string[], over: object = {}) {
    const tokenDigest = `token of ${holdId}`
    return this.useCases.holdSeats.execute({
      ...this.#by('public'),
      eventId: 'gala',
      holdId,
      code: codeOf(holdId),
      tokenDigest,
      seatIds,
      clientId: undefined,
      ...over,
    })
  }

  extend(holdId: string, over: object = {}) {
    return this.useCases.extendHold.execute({ ...this.#holder(holdId), ...over })
  }

  release(holdId: string, over: object = {}) {
    return this.useCases.releaseHold.execute({ ...this.#holder(holdId), ...over })
  }

  releaseSeats(holdId: string, seatIds: readonly string[], over: object = {}) {
    return this.useCases.releaseHeldSeats.execute({ ...this.#holder(holdId), seatIds, ...over })
  }

  confirm(holdId: string, bookingId: string, over: object = {}) {
    return this.useCases.confirmHold.execute({
      ...this.#holder(holdId),
      bookingId,
      otherCode: codeOf(bookingId),
      clientId: 'a client',
      ...over,
    })
  }

  book(bookingId: string, seatIds: readonly string[], over: object = {}) {
    return this.useCases.bookSeats.execute({
      ...this.#by('seller'),
      eventId: 'gala',
      bookingId,
      code: codeOf(bookingId),
      seatIds,
      ...over,
    })
  }

  cancel(bookingId: string, over: object = {}) {
    return this.useCases.cancelBooking.execute({ ...this.#by('seller'), bookingId, ...over })
  }

  cancelSeats(bookingId: string, seatIds: readonly string[], over: object = {}) {
    return this.cancel(bookingId, { seatIds, ...over })
  }

  move(bookingId: string, moves: readonly WantedMove[], over: object = {}) {
    const command = { ...this.#by('seller'), bookingId, moves, allowsOtherCategory: true }
    return this.useCases.moveBooking.execute({ ...command, ...over })
  }

  changeReference(bookingId: string, reference: string | undefined, over: object = {}) {
    const command = { ...this.#by('seller'), bookingId, reference }
    return this.useCases.changeBookingReference.execute({ ...command, ...over })
  }

  block(seatIds: readonly string[], over: object = {}) {
    const command = { ...this.#by('admin'), eventId: 'gala', seatIds }
    return this.useCases.blockSeats.execute({ ...command, ...over })
  }

  unblock(seatIds: readonly string[], over: object = {}) {
    const command = { ...this.#by('admin'), eventId: 'gala', seatIds }
    return this.useCases.unblockSeats.execute({ ...command, ...over })
  }

  async #acquirePatiently(request: LockRequest): Promise<AcquireResult> {
    for (let tries = 1; ; tries++) {
      const result = await this.lock.acquire(request)
      if (result.outcome === 'acquired' || result.reason === 'in-flight') return result
      if (tries === 1) this.waits++
      if (tries === PATIENCE) return result
      await new Promise(setImmediate)
    }
  }

  #holder(holdId: string) {
    return { ...this.#by('public'), holdId, tokenDigest: `token of ${holdId}` }
  }

  #by(actor: string) {
    return { actor, requestId: 'r-1' }
  }
}
