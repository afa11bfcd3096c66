import type { SeatsWanted } from '../../../client/src/index.ts'
import type { AreaWanted } from './purchase-state.ts'

export type Toggled = 'added' | 'removed' | 'full' | 'taken'

/** The seats and standing places that the customer has selected, in order of selection. */
export class Selection {
  #seats: readonly number[] = []
  readonly #quantities = new Map<string, number>()

  get seats(): readonly number[] {
    return this.#seats
  }

  /** Standing areas, each with at least one place. */
  get areas(): readonly AreaWanted[] {
    return Array.from(this.#quantities, ([areaId, quantity]) => ({ areaId, quantity }))
  }

  /** The number of seats and places. */
  get count(): number {
    let count = this.#seats.length
    for (const quantity of this.#quantities.values()) count += quantity
    return count
  }

  has(seat: number): boolean {
    return this.#seats.includes(seat)
  }

  quantityIn(areaId: string): number {
    return this.#quantities.get(areaId) ?? 0
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
    if (this.count >= seatsMax) return 'full'
    this.#seats = [...this.#seats, seat]
    return 'added'
  }

  /** Sets the number of places in a standing area. */
  put({ areaId, quantity }: AreaWanted): void {
    if (quantity > 0) this.#quantities.set(areaId, quantity)
    else this.#quantities.delete(areaId)
  }

  /** @returns the seats that were in the selection */
  remove(seats: Iterable<number>): number[] {
    const gone = new Set(seats)
    const removed = this.#seats.filter((seat) => gone.has(seat))
    this.#seats = this.#seats.filter((seat) => !gone.has(seat))
    return removed
  }

  clearAreas(): void {
    this.#quantities.clear()
  }

  clear(): void {
    this.#seats = []
    this.clearAreas()
  }

  /** The selection as it is sent to the service. */
  wanted(idOf: (seat: number) => string): SeatsWanted {
    return seatsWanted(this.seats.map(idOf), this.areas)
  }
}

/** Seats and standing places as they are sent to the service. */
export function seatsWanted(seatIds: readonly string[], areas: readonly AreaWanted[]): SeatsWanted {
  if (areas.length === 0) return { seatIds }
  return seatIds.length === 0 ? { areas } : { seatIds, areas }
}
