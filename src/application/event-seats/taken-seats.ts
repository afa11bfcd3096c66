import { type PublicSeat, type SeatId, statusAt } from '../../domain/seat.ts'

export type TakenSeat = Exclude<PublicSeat, { readonly status: 'available' }>

/** Some of the taken seats. Immutable: a change of a seat replaces its group and no other. */
export type SeatGroup = readonly TakenSeat[]

/** A change of one seat copies its group, and two views are compared group by group. */
const SEATS_PER_GROUP = 256

/** The seats of an event that are not available, and the earliest deadline of their holds. */
export class TakenSeats {
  /** Unordered and without gaps: the last seat moves to the place of a removed one. */
  readonly #seats: TakenSeat[] = []
  readonly #places = new Map<SeatId, number>()
  /** The same seats in groups; undefined if the group has changed. */
  readonly #groups: (SeatGroup | undefined)[] = []
  /** No hold expires before this time. */
  #nextDeadlineMs = Infinity

  get size(): number {
    return this.#seats.length
  }

  has(seatId: SeatId): boolean {
    return this.#places.has(seatId)
  }

  /** All taken seats, including those with an expired hold until they are removed. */
  groups(): readonly SeatGroup[] {
    const count = Math.ceil(this.#seats.length / SEATS_PER_GROUP)
    return Array.from({ length: count }, (_, index) => this.#group(index))
  }

  /** Sets the current state of a seat. */
  put(seat: PublicSeat, now: Date): void {
    if (seat.status === 'available' || statusAt(seat, now) === 'available') {
      this.#remove(seat.id)
      return
    }
    const place = this.#places.get(seat.id) ?? this.#seats.length
    this.#places.set(seat.id, place)
    this.#set(place, seat)
    this.#noteDeadline(seat)
  }

  /** Removes the seats whose hold has expired, and returns them. Fast if there are none. */
  removeExpired(now: Date): TakenSeat[] {
    if (now.getTime() < this.#nextDeadlineMs) return []
    this.#nextDeadlineMs = Infinity
    const expired: TakenSeat[] = []
    for (const seat of this.#seats) {
      if (statusAt(seat, now) === 'available') expired.push(seat)
      else this.#noteDeadline(seat)
    }
    for (const { id } of expired) this.#remove(id)
    return expired
  }

  clear(): void {
    this.#seats.length = 0
    this.#groups.length = 0
    this.#places.clear()
    this.#nextDeadlineMs = Infinity
  }

  #group(index: number): SeatGroup {
    const start = index * SEATS_PER_GROUP
    return (this.#groups[index] ??= this.#seats.slice(start, start + SEATS_PER_GROUP))
  }

  #set(place: number, seat: TakenSeat): void {
    this.#seats[place] = seat
    this.#groups[groupAt(place)] = undefined
  }

  /** Does nothing if the seat is not taken. */
  #remove(seatId: SeatId): void {
    const place = this.#places.get(seatId)
    if (place === undefined) return
    this.#places.delete(seatId)
    const last = this.#seats.pop()
    this.#groups[groupAt(this.#seats.length)] = undefined
    if (!last || last.id === seatId) return
    this.#places.set(last.id, place)
    this.#set(place, last)
  }

  #noteDeadline(seat: TakenSeat): void {
    if (seat.status !== 'held') return
    this.#nextDeadlineMs = Math.min(this.#nextDeadlineMs, seat.heldUntil.getTime())
  }
}

function groupAt(place: number): number {
  return Math.floor(place / SEATS_PER_GROUP)
}
