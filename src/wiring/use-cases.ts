import type { DependencyContainer } from 'tsyringe'

import { Availability } from '../application/availability.ts'
import { BlockSeats } from '../application/block-seats.ts'
import { BookSeat } from '../application/book-seat.ts'
import { BookSeats } from '../application/book-seats.ts'
import { CancelBooking } from '../application/cancel-booking.ts'
import { ConfirmHold } from '../application/confirm-hold.ts'
import { CreateEvent } from '../application/create-event.ts'
import { EventCatalogue } from '../application/event-catalogue.ts'
import { ExtendHold } from '../application/extend-hold.ts'
import { HoldBestSeats } from '../application/hold-best-seats.ts'
import { HoldSeats } from '../application/hold-seats.ts'
import { type HoldLimits, PlaceHold } from '../application/place-hold.ts'
import { ReleaseHold } from '../application/release-hold.ts'
import { UnblockSeats } from '../application/unblock-seats.ts'
import type { Config } from '../config.ts'
import { CLOCK, EVENTS, LOCK, SEAT_STORE, SEATS, single, WAITING_LOCK } from './tokens.ts'

/** What the service can do, each with the ports that it needs. */
export function registerUseCases(services: DependencyContainer, config: Config): void {
  const limits: HoldLimits = {
    lockTtlMs: config.LOCK_TTL_MS,
    ttlMs: config.HOLD_TTL_MS,
    ttlMsMax: config.HOLD_TTL_MAX_MS,
    lifetimeMsMax: config.HOLD_LIFETIME_MAX_MS,
    extensionMsMin: config.HOLD_EXTENSION_MIN_MS,
    seatsMax: config.SEATS_PER_HOLD_MAX,
    holdsPerClientMax: config.HOLDS_PER_CLIENT,
  }
  const ports = (c: DependencyContainer) => {
    const store = c.resolve(SEAT_STORE)
    return {
      lock: c.resolve(WAITING_LOCK),
      seats: c.resolve(SEATS),
      holds: store,
      bookings: store,
      clock: c.resolve(CLOCK),
    }
  }

  // The one route that everybody races for does not wait: a busy seat is most often a sold seat.
  single(
    services,
    BookSeat,
    (c) => new BookSeat(new BookSeats({ ...ports(c), lock: c.resolve(LOCK) }, limits)),
  )
  single(services, BookSeats, (c) => new BookSeats(ports(c), limits))
  single(services, HoldSeats, (c) => new HoldSeats(new PlaceHold(ports(c), limits)))
  single(
    services,
    HoldBestSeats,
    (c) =>
      new HoldBestSeats(
        {
          ...ports(c),
          lock: c.resolve(LOCK),
          waitingLock: c.resolve(WAITING_LOCK),
          availability: c.resolve(Availability),
          catalogue: c.resolve(EventCatalogue),
          random: Math.random,
        },
        limits,
      ),
  )
  single(services, ExtendHold, (c) => new ExtendHold(ports(c), limits))
  single(services, ReleaseHold, (c) => new ReleaseHold(ports(c), limits))
  single(services, ConfirmHold, (c) => new ConfirmHold(ports(c), limits))
  single(services, CancelBooking, (c) => new CancelBooking(ports(c), limits))
  single(services, BlockSeats, (c) => new BlockSeats(ports(c), limits))
  single(services, UnblockSeats, (c) => new UnblockSeats(ports(c), limits))
  single(
    services,
    CreateEvent,
    (c) => new CreateEvent({ events: c.resolve(EVENTS), clock: c.resolve(CLOCK) }),
  )
  single(services, EventCatalogue, (c) => new EventCatalogue(c.resolve(EVENTS)))
  single(
    services,
    Availability,
    (c) => new Availability({ changes: c.resolve(SEAT_STORE), clock: c.resolve(CLOCK) }),
  )
}
