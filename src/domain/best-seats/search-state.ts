import type { FreeSeats } from './free-seats.ts'
import type { Wanted } from './group.ts'

export interface SearchState {
  readonly free: FreeSeats
  readonly wanted: Wanted
  /** The seats of the groups that were found before. */
  readonly chosen: ReadonlySet<number>
}

/** Nobody has the seat. */
export const FREE = 1
/** Nor was it chosen before in this search. */
export const LEFT = 2
/** It is also of the category that is wanted. */
export const FITS = 4

/** What the search may do with a seat: the flags above. */
export function flagsOf(seat: number, { free, wanted, chosen }: SearchState): number {
  if (!free.isFree(seat)) return 0
  if (chosen.size > 0 && chosen.has(seat)) return FREE
  const fits = wanted.category === undefined || free.hall.categoryOf[seat] === wanted.category
  return fits ? FREE | LEFT | FITS : FREE | LEFT
}

/** Calls with the first and the last but one of all unbroken runs of seats that fit, from one seat to before another. */
export function eachRunOf(
  state: SearchState,
  from: number,
  to: number,
  visit: (start: number, end: number) => void,
): void {
  let start = from
  for (let seat = from; seat <= to; seat++) {
    if (seat < to && (flagsOf(seat, state) & FITS) !== 0) continue
    if (seat > start) visit(start, seat)
    start = seat + 1
  }
}
