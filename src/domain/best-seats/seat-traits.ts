import type { SeatId } from '../seat.ts'
import type { PlanSeat } from '../seating-plan.ts'

/** A place for a wheelchair, or another accessible place. */
export const ACCESSIBLE = 1
/** A seat for the companion of an accessible place. A seat that is accessible itself is only a place. */
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
  /** From each place to its companion seats, and back. */
  readonly #companions: SeatPairs
  readonly #places: SeatPairs

  constructor(seats: readonly PlanSeat[], numberOf: (seatId: SeatId) => number | undefined) {
    this.#traits = Uint8Array.from(seats, traitsOf)
    this.hasPlaces = this.#traits.some((traits) => (traits & (ACCESSIBLE | COMPANION)) !== 0)
    this.hasRestricted = this.#traits.some((traits) => (traits & RESTRICTED) !== 0)
    const pairs = seats.flatMap(({ companionOf }, seat) => {
      const isCompanion = companionOf !== undefined && this.has(seat, COMPANION)
      const place = isCompanion ? numberOf(companionOf) : undefined
      return place === undefined ? [] : { from: place, to: seat }
    })
    this.#companions = new SeatPairs(pairs)
    this.#places = new SeatPairs(pairs.map(({ from, to }) => ({ from: to, to: from })))
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
    return this.#companions.of(place)
  }

  /** The place of a companion seat; empty for other seats. */
  placesOf(companion: number): Uint32Array {
    return this.#places.of(companion)
  }

  placesWithCompanions(): number[] {
    return [...new Set(this.#companions.froms)]
  }
}

interface SeatPair {
  readonly from: number
  readonly to: number
}

/** Pairs of seats in two arrays, ordered by the first seat. */
class SeatPairs {
  readonly froms: Uint32Array
  readonly #tos: Uint32Array

  constructor(pairs: readonly SeatPair[]) {
    const ordered = pairs.toSorted((a, b) => a.from - b.from)
    this.froms = Uint32Array.from(ordered, ({ from }) => from)
    this.#tos = Uint32Array.from(ordered, ({ to }) => to)
  }

  of(seat: number): Uint32Array {
    return this.#tos.subarray(this.#indexOf(seat), this.#indexOf(seat + 1))
  }

  /** The index of the first pair with this seat or a later one. */
  #indexOf(seat: number): number {
    let [low, high] = [0, this.froms.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.froms[middle] ?? 0) < seat) low = middle + 1
      else high = middle
    }
    return low
  }
}

function traitsOf({ accessible, companionOf, restrictedView }: PlanSeat): number {
  const kind = companionOf === undefined ? 0 : COMPANION
  return (accessible ? ACCESSIBLE : kind) + (restrictedView === undefined ? 0 : RESTRICTED)
}
