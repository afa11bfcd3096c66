import type { ChangeResult } from '../../src/application/changes/change-result.ts'
import type { HeldSeats } from '../../src/application/changes/hold-request.ts'
import type { ConfirmedHold } from '../../src/application/commands/confirm-hold.ts'
import type { UseCases } from '../../src/application/use-cases.ts'
import { type Booking, currentSeatIds } from '../../src/domain/booking.ts'
import * as seat from '../model/seat-operations.ts'
import { ALL_SEATS, AREA, EVENT_ID, PLACES, START_MS } from './hall.ts'
import type { Effect } from './history.ts'

/** The ids that the HTTP adapter generates for a request. */
export interface Ids {
  readonly requestId: string
  readonly idempotencyKey: string | undefined
  readonly holdId: string
  readonly bookingId: string
}

export type Answer<Result> = ChangeResult<Result, { readonly reason: string }>

/** A request of a client, and what its answers say about the seats. */
export interface Command<Result> {
  readonly name: string
  readonly call: (does: UseCases, ids: Ids) => Promise<Answer<Result>>
  /** @param isOwn whether a try of this request has created the hold or booking with this id */
  readonly effects: (result: Result, isOwn: (id: string) => boolean) => readonly Effect[]
  /** The hold or booking that the request creates. */
  readonly idOf?: (result: Result) => string
  /** What the answer to a repetition says about the seats. */
  readonly repeated?: (result: Result) => readonly Effect[]
  /** Seats and places that are all taken if it is refused as `none-available`. */
  readonly takenIfNone?: readonly string[]
}

export interface Booked {
  readonly bookingId: string
  readonly seatIds: readonly string[]
}

const tokenOf = (holdId: string): string => `token of ${holdId}`

const by = ({ requestId, idempotencyKey }: Ids) => {
  return { eventId: EVENT_ID, actor: 'simulation', requestId, idempotencyKey }
}

const holder = (ids: Ids, { holdId }: HeldSeats) => {
  return { ...by(ids), holdId, tokenDigest: tokenOf(holdId) }
}

const newHold = (ids: Ids, own: HeldSeats | undefined) => {
  const { holdId } = ids
  const tokens = { tokenDigest: tokenOf(holdId), ownTokenDigest: own && tokenOf(own.holdId) }
  return { ...by(ids), holdId, code: holdId, ...tokens, clientId: undefined }
}

const anyPlaces = (quantity: number) => [{ areaId: AREA.areaId, quantity }]

const onAll = (seatIds: readonly string[], apply: seat.Apply): readonly Effect[] =>
  seatIds.map((seatId) => [seatId, apply])

const untilMs = ({ expiresAtMs }: { readonly expiresAtMs: number }): number =>
  expiresAtMs - START_MS

const heldAll = (result: HeldSeats): readonly Effect[] =>
  onAll(result.seatIds, seat.held(result.holdId, untilMs(result)))

const holdIdOf = ({ holdId }: HeldSeats): string => holdId
const bookingIdOf = ({ bookingId }: { readonly bookingId: string }): string => bookingId
const bookedAll = ({ bookingId, seatIds }: Booked): readonly Effect[] =>
  onAll(seatIds, seat.booked(bookingId))
const stillBooked = ({ bookingId, seatIds }: Booked): readonly Effect[] =>
  onAll(seatIds, seat.seenBookedAs(bookingId))

export function hold(seatIds: readonly string[], own?: HeldSeats): Command<HeldSeats> {
  return {
    name: `hold ${seatIds.join()}${own ? ` in ${own.holdId}` : ''}`,
    call: (does, ids) => does.holdSeats.execute({ ...newHold(ids, own), seatIds }),
    effects: heldAll,
    idOf: holdIdOf,
  }
}

/** Holds any places of the standing area, and seats as well. */
export function holdPlaces(
  quantity: number,
  { own, seatIds = [] }: { readonly own?: HeldSeats; readonly seatIds?: readonly string[] } = {},
): Command<HeldSeats> {
  const areas = anyPlaces(quantity)
  return {
    name: `hold ${[...seatIds, `${quantity} places`].join()}${own ? ` in ${own.holdId}` : ''}`,
    call: (does, ids) => does.holdSeats.execute({ ...newHold(ids, own), seatIds, areas }),
    effects: heldAll,
    idOf: holdIdOf,
    takenIfNone: quantity === 1 ? PLACES : [],
  }
}

export function holdBest(quantity: number): Command<HeldSeats> {
  return {
    name: `hold the best ${quantity}`,
    call: (does, ids) => does.holdBestSeats.execute({ ...newHold(ids, undefined), quantity }),
    effects: heldAll,
    idOf: holdIdOf,
  }
}

export function extend(held: HeldSeats): Command<{ readonly expiresAtMs: number }> {
  return {
    name: `extend ${held.holdId}`,
    call: (does, ids) => does.extendHold.execute(holder(ids, held)),
    effects: (result) => onAll(held.seatIds, seat.revived(held.holdId, untilMs(result))),
  }
}

export function release(held: HeldSeats): Command<null> {
  return {
    name: `release ${held.holdId}`,
    call: (does, ids) => does.releaseHold.execute(holder(ids, held)),
    effects: () => onAll(ALL_SEATS, seat.released(held.holdId)),
  }
}

export function releaseSeat(held: HeldSeats): Command<unknown> {
  const seatIds = held.seatIds.slice(0, 1)
  return {
    name: `release ${seatIds.join()} of ${held.holdId}`,
    call: (does, ids) => does.releaseHeldSeats.execute({ ...holder(ids, held), seatIds }),
    effects: () => onAll(seatIds, seat.leftBy(held.holdId)),
  }
}

export function confirm(held: HeldSeats): Command<ConfirmedHold> {
  return {
    name: `confirm ${held.holdId}`,
    call: (does, ids) => {
      const { bookingId } = ids
      const command = { ...holder(ids, held), bookingId, otherCode: bookingId, clientId: undefined }
      return does.confirmHold.execute(command)
    },
    effects: ({ bookingId, seatIds }, isOwn) =>
      onAll(
        seatIds,
        isOwn(bookingId) ? seat.confirmed(held.holdId, bookingId) : seat.wasConfirmed(held.holdId),
      ),
    idOf: bookingIdOf,
    repeated: stillBooked,
  }
}

export function bookOne(seatId: string): Command<{ readonly bookingId: string }> {
  const seatIds = [seatId]
  return {
    name: `book ${seatId}`,
    call: (does, ids) => {
      const { bookingId } = ids
      const command = { ...by(ids), seatId, bookingId, code: bookingId, clientId: undefined }
      return does.bookSeat.execute(command)
    },
    effects: ({ bookingId }) => bookedAll({ bookingId, seatIds }),
    idOf: bookingIdOf,
    repeated: ({ bookingId }) => stillBooked({ bookingId, seatIds }),
  }
}

export function book(seatIds: readonly string[]): Command<Booked> {
  return {
    name: `book ${seatIds.join()}`,
    call: (does, ids) => {
      const { bookingId } = ids
      return does.bookSeats.execute({ ...by(ids), seatIds, bookingId, code: bookingId })
    },
    effects: bookedAll,
    idOf: bookingIdOf,
    repeated: stillBooked,
  }
}

export function cancel(bookingId: string): Command<unknown> {
  return {
    name: `cancel ${bookingId}`,
    call: (does, ids) => does.cancelBooking.execute({ ...by(ids), bookingId }),
    effects: () => onAll(ALL_SEATS, seat.cancelled(bookingId)),
  }
}

export function cancelSeat(bookingId: string, seatId: string): Command<unknown> {
  const seatIds = [seatId]
  return {
    name: `cancel ${seatId} of ${bookingId}`,
    call: (does, ids) => does.cancelBooking.execute({ ...by(ids), bookingId, seatIds }),
    effects: () => onAll(seatIds, seat.seatCancelled(bookingId)),
  }
}

export function move(bookingId: string, from: string, to: string): Command<unknown> {
  const change = { bookingId, moves: [{ from, to }], allowsOtherCategory: true }
  return {
    name: `move ${bookingId} from ${from} to ${to}`,
    call: (does, ids) => does.moveBooking.execute({ ...by(ids), ...change }),
    effects: () => [
      [from, seat.movedFrom(bookingId)],
      [to, seat.movedTo(bookingId)],
    ],
  }
}

/**
 * Moves a seat to any place of the standing area.
 * @param before the booking before
 */
export function moveToArea(before: Booking, from: string): Command<Booking> {
  const bookingId = before.id
  const moves = [{ from, toArea: AREA.areaId }]
  const own = currentSeatIds(before)
  return {
    name: `move ${bookingId} from ${from} to a place`,
    call: (does, ids) =>
      does.moveBooking.execute({ ...by(ids), bookingId, moves, allowsOtherCategory: true }),
    effects: (result) => [
      [from, seat.movedFrom(bookingId)],
      ...onAll(
        currentSeatIds(result).filter((seatId) => !own.includes(seatId)),
        seat.movedTo(bookingId),
      ),
    ],
    // A place that was cancelled in the booking is not chosen.
    takenIfNone: PLACES.filter(
      (seatId) => seatId !== from && !before.cancelledSeatIds.includes(seatId),
    ),
  }
}

export function block(seatIds: readonly string[]): Command<unknown> {
  return {
    name: `block ${seatIds.join()}`,
    call: (does, ids) => does.blockSeats.execute({ ...by(ids), seatIds }),
    effects: () => onAll(seatIds, seat.blocked),
  }
}

/** Blocks any places of the standing area, and seats as well. */
export function blockPlaces(
  quantity: number,
  seatIds: readonly string[],
): Command<{ readonly seatIds: readonly string[] }> {
  return {
    name: `block ${[...seatIds, `${quantity} places`].join()}`,
    call: (does, ids) =>
      does.blockSeats.execute({ ...by(ids), seatIds, areas: anyPlaces(quantity) }),
    effects: (result) => [
      ...onAll(seatIds, seat.blocked),
      ...onAll(result.seatIds.slice(seatIds.length), seat.newlyBlocked),
    ],
    takenIfNone: quantity === 1 ? PLACES : [],
  }
}

export function unblock(seatIds: readonly string[]): Command<unknown> {
  return {
    name: `unblock ${seatIds.join()}`,
    call: (does, ids) => does.unblockSeats.execute({ ...by(ids), seatIds }),
    effects: () => onAll(seatIds, seat.unblocked),
  }
}

/** Unblocks any blocked places of the standing area. */
export function unblockPlaces(quantity: number): Command<{ readonly seatIds: readonly string[] }> {
  return {
    name: `unblock ${quantity} places`,
    call: (does, ids) =>
      does.unblockSeats.execute({ ...by(ids), seatIds: [], areas: anyPlaces(quantity) }),
    effects: (result) => onAll(result.seatIds, seat.newlyUnblocked),
  }
}
