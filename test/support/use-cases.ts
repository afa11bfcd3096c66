import { BlockSeats } from '../../src/application/block-seats.ts'
import { BookSeats } from '../../src/application/book-seats.ts'
import { CancelBooking } from '../../src/application/cancel-booking.ts'
import { ConfirmHold } from '../../src/application/confirm-hold.ts'
import { ExtendHold } from '../../src/application/extend-hold.ts'
import { FreeLapsedSeats } from '../../src/application/free-lapsed-seats.ts'
import { HoldSeats } from '../../src/application/hold-seats.ts'
import { type HoldLimits, PlaceHold } from '../../src/application/place-hold.ts'
import type { BookingRepositoryPort } from '../../src/application/ports/booking-repository.port.ts'
import type { ClockPort } from '../../src/application/ports/clock.port.ts'
import type { HoldRepositoryPort } from '../../src/application/ports/hold-repository.port.ts'
import type { LapsedSeatsPort } from '../../src/application/ports/lapsed-seats.port.ts'
import type { LockPort } from '../../src/application/ports/lock.port.ts'
import type { SeatRepositoryPort } from '../../src/application/ports/seat-repository.port.ts'
import { ReleaseHold } from '../../src/application/release-hold.ts'
import { UnblockSeats } from '../../src/application/unblock-seats.ts'

export type SeatPorts = SeatRepositoryPort &
  HoldRepositoryPort &
  BookingRepositoryPort &
  LapsedSeatsPort

export interface UseCasePorts {
  readonly lock: LockPort
  readonly seats: SeatPorts
  readonly clock: ClockPort
}

export type UseCases = ReturnType<typeof useCasesOver>

/** Every use case that changes seats, but for the one that chooses them itself. */
export function useCasesOver({ lock, seats, clock }: UseCasePorts, limits: HoldLimits) {
  const ports = { lock, seats, holds: seats, bookings: seats, lapsedSeats: seats, clock }
  return {
    holdSeats: new HoldSeats(new PlaceHold(ports, limits)),
    extendHold: new ExtendHold(ports, limits),
    releaseHold: new ReleaseHold(ports, limits),
    confirmHold: new ConfirmHold(ports, limits),
    bookSeats: new BookSeats(ports, limits),
    cancelBooking: new CancelBooking(ports, limits),
    blockSeats: new BlockSeats(ports, limits),
    unblockSeats: new UnblockSeats(ports, limits),
    freeLapsedSeats: new FreeLapsedSeats(ports),
  }
}
