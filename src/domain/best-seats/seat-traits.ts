import type { SeatId } from '../seat.ts'
import type { PlanSeat } from '../seating-plan.ts'

/** A place for a wheelchair, or another accessible place. */
export const ACCESSIBLE = 1
/** A seat for the companion of an accessible place. */
export const COMPANION = 2
/** A seat with a restricted view. */
export const RESTRICTED = 4

/** What is special about the seats of a hall. Few seats are, so only their traits are indexed by seat. */
export class SeatTraits {
  /** Whether there are accessible places or companion seats. */
  readonly hasPlaces: boolean
  /** Whether any seat has a restricted view. */
  readonly hasRestricted: boolean
  readonly #traits: Uint8Array
  /** The companion seats and, at the same index, their places; ordered by place. */
  readonly #companions: Uint32Array
  readonly #places: Uint32Array

  constructor(seats: readonly PlanSeat[], numberOf: (seatId: SeatId) => number | undefined) {
    this.#traits = Uint8Array.from(seats, traitsOf)
    this.hasPlaces = this.#traits.some((traits) => (traits & (ACCESSIBLE | COMPANION)) !== 0)
    this.hasRestricted = this.#traits.some((traits) => (traits & RESTRICTED) !== 0)
    const pairs = seats
      .flatMap(({ companionOf }, seat) => {
        const place = companionOf === undefined ? undefined : numberOf(companionOf)
        return place === undefined ? [] : { seat, place }
      })
      .sort((a, b) => a.place - b.place)
    this.#companions = Uint32Array.from(pairs, ({ seat }) => seat)
    this.#places = Uint32Array.from(pairs, ({ place }) => place)
  }

  /** The sum of the traits of a seat. */
  of(seat: number): number {
    return this.#traits[seat] ?? 0
  }

  has(seat: number, trait: number): boolean {
    return (this.of(seat) & trait) !== 0
  }

  /** The companion seats of an accessible place. */
  companionsOf(place: number): Uint32Array {
    const start = this.#firstFrom(place)
    return this.#companions.subarray(start, this.#firstFrom(place + 1))
  }

  /** The index of the first pair with this place or a later one. */
  #firstFrom(place: number): number {
    let [low, high] = [0, this.#places.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#places[middle] ?? 0) < place) low = middle + 1
      else high = middle
    }
    return low
  }
}

function traitsOf({ accessible, companionOf, restrictedView }: PlanSeat): number {
  return (
    (accessible ? ACCESSIBLE : 0) +
    (companionOf === undefined ? 0 : COMPANION) +
    (restrictedView === undefined ? 0 : RESTRICTED)
  )
}
