export type Toggled = 'added' | 'removed' | 'full' | 'taken'

/** The seats that the customer has selected, in order of selection. */
export class Selection {
  #seats: readonly number[] = []

  get seats(): readonly number[] {
    return this.#seats
  }

  has(seat: number): boolean {
    return this.#seats.includes(seat)
  }

  /** Removes the seat, or adds it if it is free and the selection is not full. */
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

  /** @returns the seats that were in the selection */
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
