export type Toggled = 'added' | 'removed' | 'full' | 'taken'

/** The seats that the visitor would like to have, in the order in which they were chosen. */
export class Selection {
  #seats: readonly number[] = []

  get seats(): readonly number[] {
    return this.#seats
  }

  has(seat: number): boolean {
    return this.#seats.includes(seat)
  }

  /** Adds the seat, if it can be had and there is room for one more, or takes it out. */
  toggle(
    seat: number,
    { isFree, seatsMax }: { readonly isFree: boolean; readonly seatsMax: number },
  ): Toggled {
    if (this.has(seat)) {
      this.remove([seat])
      return 'removed'
    }
    if (!isFree) return 'taken'
    if (this.#seats.length >= seatsMax) return 'full'
    this.#seats = [...this.#seats, seat]
    return 'added'
  }

  /** Takes seats out. @returns those of them that were in */
  remove(seats: Iterable<number>): number[] {
    const gone = new Set(seats)
    const removed = this.#seats.filter((seat) => gone.has(seat))
    this.#seats = this.#seats.filter((seat) => !gone.has(seat))
    return removed
  }

  replace(seats: readonly number[]): void {
    this.#seats = [...seats]
  }
}
