import type { Wanted } from './group.ts'
import type { Hall } from './hall.ts'
import { ACCESSIBLE, COMPANION } from './seat-traits.ts'

/** Which seats a growing group may still get if a given number of them are accessible places. */
export class PlaceQuota {
  readonly #traits: Hall['traits']
  readonly #isReleased: boolean
  #places: number
  #others: number
  readonly #companions = new Set<number>()

  constructor({ traits }: Hall, { quantity, accessible = 0, isReleased = false }: Wanted) {
    this.#traits = traits
    this.#isReleased = isReleased
    this.#places = accessible
    this.#others = quantity - accessible
  }

  add(seat: number): void {
    if (this.#traits.has(seat, ACCESSIBLE) && this.#places > 0) this.#places--
    else this.#others--
    for (const companion of this.#traits.companionsOf(seat)) this.#companions.add(companion)
  }

  /** Whether the seat is a companion seat of one of the group's places. Such seats come first. */
  isOwnCompanion(seat: number): boolean {
    return this.#others > 0 && this.#companions.has(seat)
  }

  admits(seat: number): boolean {
    if (this.#traits.has(seat, ACCESSIBLE)) {
      return this.#places > 0 || (this.#isReleased && this.#others > 0)
    }
    if (this.#others === 0) return false
    return this.#isReleased || !this.#traits.has(seat, COMPANION) || this.#companions.has(seat)
  }
}
