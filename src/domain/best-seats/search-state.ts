import type { FreeSeats } from './free-seats.ts'
import type { Wanted } from './group.ts'
import { ACCESSIBLE, COMPANION, RESTRICTED } from './seat-traits.ts'

export interface SearchState {
  readonly free: FreeSeats
  readonly wanted: Wanted
  /** The seats of groups already found by this search. */
  readonly chosen: ReadonlySet<number>
}

/** The seat is free. */
export const FREE = 1
/** It is free and not in a group already found by this search. */
export const LEFT = 2
/** It is also of the wanted category, and offered to this request. */
export const FITS = 4

/** The flags of a seat: `FREE`, `LEFT` and `FITS`. */
export function flagsOf(seat: number, { free, wanted, chosen }: SearchState): number {
  if (!free.isFree(seat)) return 0
  if (chosen.size > 0 && chosen.has(seat)) return FREE
  const fits = wanted.category === undefined || free.hall.categoryOf[seat] === wanted.category
  return fits && isOffered(free.hall.traits.of(seat), wanted) ? FREE | LEFT | FITS : FREE | LEFT
}

/** Accessible places and companion seats are kept for requests of accessible places, until they are released. */
function isOffered(traits: number, { accessible = 0, isReleased, hasFullView }: Wanted): boolean {
  if (traits === 0) return true
  if (hasFullView && (traits & RESTRICTED) !== 0) return false
  return (traits & (ACCESSIBLE | COMPANION)) === 0 || isReleased === true || accessible > 0
}

/** Whether it is an accessible place or a companion seat that is not released. It is sold alone, and may be left alone. */
export function isKept(seat: number, { free, wanted }: SearchState): boolean {
  return wanted.isReleased !== true && free.hall.traits.has(seat, ACCESSIBLE | COMPANION)
}

/** Whether the block may have seats that fit: enough seats are free, and it is in the wanted zone. */
export function mayFit(block: number, quantity: number, { free, wanted }: SearchState): boolean {
  const isInZone = wanted.zone === undefined || free.hall.zoneOf(block) === wanted.zone
  return isInZone && free.freeIn(block) >= quantity
}

/** Whether the request may have this seat without the rest of its block. */
export function isOfferedAlone(seat: number, state: SearchState): boolean {
  const { hall } = state.free
  const number = hall.blockOf(seat)
  const isPartOfTable = hall.blocks[number]?.isTable === true && !state.wanted.splitsTables
  return !isPartOfTable && mayFit(number, 1, state) && (flagsOf(seat, state) & FITS) !== 0
}

/** Calls `visit` for each run of consecutive seats in `from` to `to` that fit, with its start and its exclusive end. */
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
