import type { SeatId } from '../seat.ts'
import { neighboursOf } from './adjacency.ts'
import type { FreeSeats } from './free-seats.ts'
import type { Hall, HallBlock } from './hall.ts'
import { ACCESSIBLE, COMPANION } from './seat-traits.ts'

/** The seats of a hall that are free before some of them are taken. */
export type FreeInHall = Pick<FreeSeats, 'hall' | 'isFree'>

/**
 * The seats that would be left single if these free seats were taken: free, with a neighbour that is taken now, and
 * without a free neighbour. A row ends at an aisle. Only seats of rows are named where as many adjacent seats of the same
 * categories could be taken without leaving any single. Tables that are booked as a whole, accessible places and companion
 * seats are exempt: they may be left single, and they are no other choice.
 */
export function avoidableSingleSeats(free: FreeInHall, seatIds: readonly SeatId[]): SeatId[] {
  const { hall } = free
  const seats = seatIds.flatMap((seatId) => hall.numberOf(seatId) ?? [])
  const byBlock = Map.groupBy(
    seats.filter((seat) => free.isFree(seat)),
    (seat) => hall.blockOf(seat),
  )
  return Array.from(byBlock).flatMap(([number, chosen]) => {
    const block = hall.blocks[number]
    if (!block || block.isTable) return []
    const row = new Row(free, block)
    const singles = row.singlesAfter(chosen)
    return singles.length > 0 && row.hasOtherChoice(chosen) ? idsOf(hall, singles) : []
  })
}

/** Seats of a block, by their numbers in the hall. */
class Row {
  readonly #free: FreeInHall
  readonly #block: HallBlock

  constructor(free: FreeInHall, block: HallBlock) {
    this.#free = free
    this.#block = block
  }

  singlesAfter(chosen: readonly number[]): number[] {
    const taken = new Set(chosen)
    const isOpen = (seat: number) => this.#free.isFree(seat) && !taken.has(seat)
    const beside = new Set(chosen.flatMap((seat) => neighboursOf(this.#block, seat)).filter(isOpen))
    return Array.from(beside).filter(
      (seat) => !neighboursOf(this.#block, seat).some(isOpen) && !this.#isExempt(seat),
    )
  }

  /** Whether as many other seats could be chosen that leave no seat single. */
  hasOtherChoice(chosen: readonly number[]): boolean {
    const { hall } = this.#free
    const categories = new Set(chosen.map((seat) => hall.categoryOf[seat]))
    const isSuitable = (seat: number) =>
      this.#free.isFree(seat) &&
      categories.has(hall.categoryOf[seat]) &&
      (chosen.includes(seat) || !this.#isExempt(seat))
    const { from, to } = this.#block
    for (let start = from; start < to; start++) {
      const group = this.#groupFrom(start, chosen.length, isSuitable)
      if (group && this.singlesAfter(group).length === 0) return true
    }
    return false
  }

  /**
   * Adjacent suitable seats, those nearest to the first: in a line, the seats after it. In a cluster, other groups with the
   * same first seat are not considered.
   */
  #groupFrom(
    start: number,
    quantity: number,
    isSuitable: (seat: number) => boolean,
  ): number[] | undefined {
    const group = new Set(isSuitable(start) ? [start] : [])
    for (const seat of group) {
      for (const next of neighboursOf(this.#block, seat)) {
        if (group.size === quantity) return [...group]
        const isBehind = this.#block.shape === 'line' && next < seat
        if (!isBehind && isSuitable(next)) group.add(next)
      }
    }
    return group.size === quantity ? [...group] : undefined
  }

  #isExempt(seat: number): boolean {
    return this.#free.hall.traits.has(seat, ACCESSIBLE | COMPANION)
  }
}

function idsOf(hall: Hall, seats: readonly number[]): SeatId[] {
  return seats.flatMap((seat) => hall.seatIds[seat] ?? [])
}
