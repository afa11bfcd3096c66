import type { Hall } from '../../domain/best-seats/hall.ts'
import {
  type Booking,
  currentSeatIds,
  moveBooking,
  type MoveRefusal,
  notInBooking,
  refusalOfMove,
  type SeatMove,
} from '../../domain/booking.ts'
import { freeSeats, isBookedAs, type Seat, type SeatId, takeSeats } from '../../domain/seat.ts'
import type { AreaId } from '../../domain/seating-plan.ts'
import type { PlacesRefusal } from '../best-seats/place-chooser.ts'
import type { TakePlaces } from '../best-seats/take-places.ts'
import type { ChangeDecision } from '../changes/change-decision.ts'
import { type ChangeResult, type Refused, refused } from '../changes/change-result.ts'
import type { ChangeSeats } from '../changes/change-seats.ts'
import type { Requester } from '../changes/requester.ts'
import type { RetriableRequest } from '../changes/retries.ts'
import type { BookingRepositoryPort } from '../ports/booking-repository.port.ts'
import type { HallPort } from '../ports/hall.port.ts'

/** A seat of a booking, and either the seat that replaces it, or the standing area of which any place does. */
export interface WantedMove {
  readonly from: SeatId
  readonly to?: SeatId | undefined
  readonly toArea?: AreaId | undefined
}

export interface MoveBookingCommand extends Requester {
  readonly bookingId: string
  /** Each seat at most once. */
  readonly moves: readonly WantedMove[]
  /** Whether a seat may be replaced by one of another category. */
  readonly allowsOtherCategory: boolean
}

/** `other-category`: these new seats have another category. */
export type MoveBookingRefusal =
  | { readonly reason: 'unknown-booking' }
  | { readonly reason: 'other-category'; readonly seatIds: readonly SeatId[] }
  | MoveRefusal

export type MoveBookingResult = ChangeResult<Booking, MoveBookingRefusal | PlacesRefusal>

/**
 * Moves seats of a booking to other seats, or to any places of standing areas, in one change, so that no other request can
 * take a seat in between. Returns the booking after the change.
 */
export class MoveBooking {
  readonly #changeSeats: ChangeSeats
  readonly #places: TakePlaces
  readonly #ports: { readonly bookings: BookingRepositoryPort; readonly halls: HallPort }

  constructor(
    changeSeats: ChangeSeats,
    places: TakePlaces,
    ports: { readonly bookings: BookingRepositoryPort; readonly halls: HallPort },
  ) {
    this.#changeSeats = changeSeats
    this.#places = places
    this.#ports = ports
  }

  async execute(command: MoveBookingCommand): Promise<MoveBookingResult> {
    const { moves } = command
    const named = moves.flatMap(({ from, to }) => (to === undefined ? [] : { from, to }))
    if (!moves.some(isToArea)) return this.#move(command, { moves: named })
    const booking = await this.#ports.bookings.findBooking(command.bookingId)
    if (!booking) return refused({ reason: 'unknown-booking' })

    const byArea = Map.groupBy(
      moves.flatMap(({ from, toArea }) => (toArea === undefined ? [] : { from, toArea })),
      ({ toArea }) => toArea,
    )
    // In the order of the chosen places.
    const left = [...byArea.values()].flat().map(({ from }) => from)
    return this.#places.execute<Booking, MoveBookingRefusal>({
      ...this.#request(command),
      eventId: booking.eventId,
      // None of these is chosen.
      seatIds: [
        ...named.flatMap(({ from, to }) => [from, to]),
        ...left,
        ...booking.cancelledSeatIds,
      ],
      areas: Array.from(byArea, ([areaId, { length: quantity }]) => ({ areaId, quantity })),
      take: ({ chosen, waitMs }) => {
        const toPlaces = chosen.map((to, index) => ({ from: left[index] ?? '', to }))
        return this.#move(command, { moves: [...named, ...toPlaces], waitMs })
      },
      refusalBefore: () => this.#notInBooking(command),
    })
  }

  async #notInBooking({
    bookingId,
    moves,
  }: MoveBookingCommand): Promise<MoveBookingRefusal | undefined> {
    const booking = await this.#ports.bookings.findBooking(bookingId)
    return booking ? notInBooking(booking, moves) : { reason: 'unknown-booking' }
  }

  #move(
    command: MoveBookingCommand,
    {
      moves,
      waitMs,
    }: { readonly moves: readonly SeatMove[]; readonly waitMs?: number | undefined },
  ): Promise<ChangeResult<Booking, MoveBookingRefusal>> {
    const { bookingId, allowsOtherCategory } = command
    const { bookings, halls } = this.#ports
    return this.#changeSeats.execute<Booking, MoveBookingRefusal>(async () => {
      const booking = await bookings.findBooking(bookingId)
      if (!booking) return refused({ reason: 'unknown-booking' })
      const hall = allowsOtherCategory ? undefined : await halls.findHall(booking.eventId)
      const refusal = refusalOfMove(booking, moves)
      return {
        ...this.#request(command),
        eventId: booking.eventId,
        // Seats that do not belong to the booking may belong to others, or no longer exist.
        seatIds: refusal ? [] : [...moves.map(({ from }) => from), ...moves.map(({ to }) => to)],
        waitMs,
        decide(seats, now) {
          if (refusal) return refused(refusal)
          const decision = otherCategory(moves, hall) ?? decideMove(booking, moves, seats, now)
          if (decision.outcome !== 'change') return decision
          return { ...decision, isResultRead: command.moves.some(isToArea) }
        },
      }
    })
  }

  #request(command: MoveBookingCommand): Omit<RetriableRequest<Booking, never>, 'eventId'> {
    const { bookingId, moves, allowsOtherCategory } = command
    return {
      requester: command,
      content: { move: bookingId, moves, allowsOtherCategory },
      onRetry: async (earlier) => {
        const latest = await this.#ports.bookings.findBooking(bookingId)
        const seatIds = latest ? currentSeatIds(latest) : []
        // The chosen places are known only from the earlier result.
        const wanted = moves.some(isToArea)
          ? currentSeatIds(earlier)
          : moves.flatMap(({ to = [] }) => to)
        return latest && wanted.every((seatId) => seatIds.includes(seatId))
          ? { outcome: 'unchanged', reliesOn: { booking: latest }, result: latest }
          : refused({ reason: 'result-gone' })
      },
    }
  }
}

function isToArea({ toArea }: WantedMove): boolean {
  return toArea !== undefined
}

/** @param hall undefined if seats may have any category */
function otherCategory(
  moves: readonly SeatMove[],
  hall: Hall | undefined,
): Refused<MoveBookingRefusal> | undefined {
  const categoryOf = (seatId: SeatId) => hall?.labelOf(seatId)?.category
  const others = moves.filter(({ from, to }) => categoryOf(from) !== categoryOf(to))
  if (others.length === 0) return undefined
  return refused({ reason: 'other-category', seatIds: others.map(({ to }) => to) })
}

/** @param seats those to leave, and then those to take, both in the order of the moves */
function decideMove(
  booking: Booking,
  moves: readonly SeatMove[],
  seats: readonly Seat[],
  now: Date,
): ChangeDecision<Booking, never> {
  const { id: bookingId } = booking
  const freed = freeSeats(seats.slice(0, moves.length), isBookedAs(bookingId))
  if (freed.length < moves.length) return { outcome: 'overtaken' }
  const taken = takeSeats(seats.slice(moves.length), { status: 'booked', bookingId }, { now })
  if (taken.outcome === 'refused') return taken
  const moved = { from: booking, to: moveBooking(booking, moves) }
  return {
    outcome: 'change',
    change: { seats: [...freed, ...taken.seats], action: 'moved', booking: moved },
    result: moved.to,
  }
}
