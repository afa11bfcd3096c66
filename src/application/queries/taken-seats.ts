import { type PublicSeat, type SeatId, statusAt } from '../../domain/seat.ts'

export type TakenSeat = Exclude<PublicSeat, { readonly status: 'available' }>

/** Some of the seats. It never changes, so whoever writes it down needs to do so only once. */
export type SeatGroup = readonly TakenSeat[]

/** A change of one seat costs its group, so they are small; all groups are named for each reader, so they are few. */
const SEATS_PER_GROUP = 256

/** The seats of an event that are not available, and when the next of them will be because its hold runs out. */
export class TakenSeats {
  /** In no order, and without a gap: the last one takes the place of one that goes. */
  readonly #seats: TakenSeat[] = []
  readonly #places = new Map<SeatId, number>()
  /** The same seats, so many at a time; undefined where something has changed. */
  readonly #groups: (SeatGroup | undefined)[] = []
  /** Before which no hold runs out. */
  #nextDeadlineMs = Infinity

  get size(): number {
    return this.#seats.length
  }

  has(seatId: SeatId): boolean {
    return this.#places.has(seatId)
  }

  /** Those that cannot be had at this time. */
  at(now: Date): TakenSeat[] {
    return this.#seats.filter((seat) => statusAt(seat, now) !== 'available')
  }

  /** All of them, also those whose hold has run out, unless they were let go of. A group stays until it changes. */
  groups(): readonly SeatGroup[] {
    const count = Math.ceil(this.#seats.length / SEATS_PER_GROUP)
    return Array.from({ length: count }, (_, index) => this.#group(index))
  }

  /** Takes a seat as it is now in the place of what was known of it. */
  put(seat: PublicSeat, now: Date): void {
    const place = this.#places.get(seat.id)
    if (seat.status === 'available' || statusAt(seat, now) === 'available') {
      if (place !== undefined) this.#remove(place)
      return
    }
    if (place === undefined) this.#places.set(seat.id, this.#seats.length)
    this.#set(place ?? this.#seats.length, seat)
    this.#heed(seat)
  }

  /** Lets go of the seats whose hold has run out, and returns them. It costs nothing while there are none. */
  takeLapsed(now: Date): TakenSeat[] {
    if (now.getTime() < this.#nextDeadlineMs) return []
    this.#nextDeadlineMs = Infinity
    const lapsed: TakenSeat[] = []
    for (const seat of this.#seats) {
      if (statusAt(seat, now) === 'available') lapsed.push(seat)
      else this.#heed(seat)
    }
    for (const { id } of lapsed) this.#remove(this.#places.get(id) ?? -1)
    return lapsed
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

  #remove(place: number): void {
    const removed = this.#seats[place]
    const last = this.#seats.pop()
    if (!removed || !last) return
    this.#groups[groupAt(this.#seats.length)] = undefined
    this.#places.delete(removed.id)
    if (last === removed) return
    this.#places.set(last.id, place)
    this.#set(place, last)
  }

  #heed(seat: TakenSeat): void {
    if (seat.status !== 'held') return
    this.#nextDeadlineMs = Math.min(this.#nextDeadlineMs, seat.heldUntil.getTime())
  }
}

function groupAt(place: number): number {
  return Math.floor(place / SEATS_PER_GROUP)
}
