import { InProcessLock } from '../../src/adapters/memory/in-process-lock.ts'
import { Availability } from '../../src/application/availability.ts'
import { BlockSeats } from '../../src/application/block-seats.ts'
import { BookSeats } from '../../src/application/book-seats.ts'
import { CancelBooking } from '../../src/application/cancel-booking.ts'
import type { ChangeResult } from '../../src/application/change-seats.ts'
import { ConfirmHold } from '../../src/application/confirm-hold.ts'
import { EventCatalogue } from '../../src/application/event-catalogue.ts'
import { ExtendHold } from '../../src/application/extend-hold.ts'
import { FreeLapsedSeats } from '../../src/application/free-lapsed-seats.ts'
import { HoldBestSeats } from '../../src/application/hold-best-seats.ts'
import { HoldSeats } from '../../src/application/hold-seats.ts'
import { PlaceHold } from '../../src/application/place-hold.ts'
import type { EventRepositoryPort } from '../../src/application/ports/event-repository.port.ts'
import { ReleaseHold } from '../../src/application/release-hold.ts'
import type { SeatStore } from '../../src/wiring/tokens.ts'
import { FakeClock } from '../support/fake-clock.ts'
import { type Asked, type Ids, SELLER, tokenOf } from './requests.ts'
import { LIMITS, PLAN, SEAT_IDS } from './small-hall.ts'

export type Answer = ChangeResult<unknown, { readonly reason: string }>

/** A store that keeps its seats while the test runs, with events of its own in it. */
export interface Store {
  readonly seats: Omit<SeatStore, 'id' | 'check'>
  readonly events: EventRepositoryPort
}

/** Every use case over one store, with the small hall as an event of its own. */
export class Service {
  readonly clock = new FakeClock()
  readonly eventId: string
  readonly store: Store
  /** Lives as long as the service does, and so is told of changes, not of seats alone. */
  readonly availability: Availability
  readonly #useCases: ReturnType<typeof useCasesOver>

  private constructor(store: Store, eventId: string) {
    this.store = store
    this.eventId = eventId
    this.availability = this.newAvailability()
    this.#useCases = useCasesOver(store, this.clock, this.availability)
  }

  static async open(store: Store, eventId: string): Promise<Service> {
    const service = new Service(store, eventId)
    const createdAt = service.clock.now()
    const seatCount = SEAT_IDS.length
    await store.events.addEvent({ id: eventId, name: 'Hall', createdAt, seatCount, plan: PLAN })
    return service
  }

  newAvailability(): Availability {
    return new Availability({ changes: this.store.seats, clock: this.clock })
  }

  ask(asked: Asked, ids: Ids): Promise<Answer> {
    const { bookingId, key: idempotencyKey } = ids
    const { eventId } = this
    const by = { actor: 'anyone', requestId: bookingId, idempotencyKey }
    const tokenDigest = 'bearer' in asked ? asked.bearer : undefined
    const newHold = {
      ...by,
      eventId,
      holdId: ids.holdId,
      tokenDigest: tokenOf(ids.holdId),
      ownTokenDigest: tokenDigest,
    }
    const { holds, bookings, blocks } = this.#useCases
    switch (asked.to) {
      case 'hold':
        return holds.place.execute({ ...asked, ...newHold })
      case 'hold the best':
        return holds.placeBest.execute({ ...asked, ...newHold })
      case 'extend':
        return holds.extend.execute({ ...asked, ...by, tokenDigest })
      case 'release':
        return holds.release.execute({ ...asked, ...by, tokenDigest })
      case 'confirm':
        return holds.confirm.execute({
          ...asked,
          ...by,
          tokenDigest,
          bookingId,
          isSeller: asked.bearer === SELLER,
        })
      case 'book':
        return bookings.book.execute({ ...asked, ...by, eventId, bookingId })
      case 'cancel':
        return bookings.cancel.execute({ ...asked, ...by })
      case 'block':
        return blocks.block({ ...asked, ...by, eventId })
      case 'unblock':
        return blocks.unblock({ ...asked, ...by, eventId })
    }
  }

  async sweep(): Promise<void> {
    await this.#useCases.freeLapsedSeats.execute({ requestId: 'sweep' })
  }
}

function useCasesOver({ seats, events }: Store, clock: FakeClock, availability: Availability) {
  const lock = new InProcessLock(clock.monotonicMs)
  const ports = { lock, seats, holds: seats, bookings: seats, clock }
  const catalogue = new EventCatalogue(events)
  const best = { ...ports, availability, catalogue, waitingLock: lock, random: () => 0 }
  return {
    holds: {
      place: new HoldSeats(new PlaceHold(ports, LIMITS)),
      placeBest: new HoldBestSeats(best, LIMITS),
      extend: new ExtendHold(ports, LIMITS),
      release: new ReleaseHold(ports, LIMITS),
      confirm: new ConfirmHold(ports, LIMITS),
    },
    bookings: { book: new BookSeats(ports, LIMITS), cancel: new CancelBooking(ports, LIMITS) },
    blocks: new BlockSeats(ports, LIMITS),
    freeLapsedSeats: new FreeLapsedSeats({ lapsedSeats: seats, ...ports }),
  }
}
