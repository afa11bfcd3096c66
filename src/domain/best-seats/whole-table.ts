import type { Group } from './group.ts'
import type { HallBlock } from './hall.ts'
import { FITS, flagsOf, type SearchState } from './search-state.ts'
import { harmOfSeats } from './seats-harm.ts'

/** All seats of a table that is booked as a whole, if all of them fit and there are as many as wanted. */
export function wholeTable(table: HallBlock, state: SearchState): Group | undefined {
  if (table.to - table.from !== state.wanted.quantity) return undefined
  const seats = fittingTable(table, state)
  const harm = seats && harmOfSeats(seats, state, { isTable: true })
  if (!seats || harm === undefined) return undefined
  return { seats, harm, distance: state.free.hall.meanDistance(seats) }
}

/** All seats of the table, if all of them fit. */
export function fittingTable({ from, to }: HallBlock, state: SearchState): number[] | undefined {
  const seats = Array.from({ length: to - from }, (_, index) => from + index)
  return seats.every((seat) => (flagsOf(seat, state) & FITS) !== 0) ? seats : undefined
}
