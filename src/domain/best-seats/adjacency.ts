import type { SeatId } from '../seat.ts'
import type { Hall, HallBlock } from './hall.ts'

/** Whether these seats are in one group: each can be reached from each other over neighbours that are among them. */
export function areAdjacent(hall: Hall, seatIds: readonly SeatId[]): boolean {
  const seats = new Set(seatIds.map((seatId) => hall.numberOf(seatId)))
  const [first] = seats
  if (first === undefined) return false
  const block = hall.blocks[hall.blockOf(first)]
  const reached = new Set([first])
  // The set grows during the iteration.
  for (const seat of reached) {
    for (const other of block ? neighboursOf(block, seat) : []) {
      if (seats.has(other)) reached.add(other)
    }
  }
  return reached.size === seats.size
}

/** The neighbours of a seat of this block. */
export function neighboursOf(block: HallBlock, seat: number): readonly number[] {
  const { shape, from, to, neighbours } = block
  if (neighbours) return neighbours[seat - from] ?? []
  const [before, after] = [seat - 1, seat + 1]
  const beside =
    shape === 'ring'
      ? [before < from ? to - 1 : before, after === to ? from : after]
      : [before, after]
  return beside.filter((other) => other >= from && other < to)
}
