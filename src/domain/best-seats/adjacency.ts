import type { SeatId } from '../seat.ts'
import type { Hall, HallBlock } from './hall.ts'
import { ACCESSIBLE, COMPANION } from './seat-traits.ts'

/**
 * Whether these seats are in one group: each can be reached from each other over neighbours that are among them.
 *
 * @param linksCompanions whether a companion seat is also adjacent to its place apart from it
 */
export function areAdjacent(
  hall: Hall,
  seatIds: readonly SeatId[],
  { linksCompanions = false } = {},
): boolean {
  const seats = new Set(seatIds.map((seatId) => hall.numberOf(seatId)))
  const [first] = seats
  if (first === undefined) return false
  const adjacentTo = linksCompanions ? neighboursOrCompanions : neighboursInHall
  const reached = new Set([first])
  // The set grows during the iteration.
  for (const seat of reached) {
    for (const other of adjacentTo(hall, seat)) {
      if (seats.has(other)) reached.add(other)
    }
  }
  return reached.size === seats.size
}

/** The neighbours of a seat, and its companion seats or its place that are apart from it. */
export function neighboursOrCompanions(hall: Hall, seat: number): readonly number[] {
  return [...neighboursInHall(hall, seat), ...companionsApart(hall, seat)]
}

/**
 * The companion seats of a place, or the place of a companion seat, that are no neighbours but can be in one group: in a
 * zone of the same name, and not at tables that are booked as a whole.
 */
export function companionsApart(hall: Hall, seat: number): number[] {
  const { traits } = hall
  if (!traits.has(seat, ACCESSIBLE | COMPANION)) return []
  const block = hall.blockOf(seat)
  const isTable = (number: number) => hall.blocks[number]?.isTable === true
  return [...traits.companionsOf(seat), ...traits.placesOf(seat)].filter((other) => {
    const otherBlock = hall.blockOf(other)
    const isInZone = hall.zoneOf(otherBlock) === hall.zoneOf(block)
    const isNeighbour = neighboursInHall(hall, seat).includes(other)
    return !isNeighbour && isInZone && !isTable(block) && !isTable(otherBlock)
  })
}

/** The neighbours of a seat. */
export function neighboursInHall(hall: Hall, seat: number): readonly number[] {
  const block = hall.blocks[hall.blockOf(seat)]
  return block ? neighboursOf(block, seat) : []
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

/** Whether a seat beside the group is left without neighbours, apart from seats that may be left so. */
export function leavesOneAlone(
  group: readonly number[],
  neighbours: (seat: number) => readonly number[],
  { isRest, isExempt }: Record<'isRest' | 'isExempt', (seat: number) => boolean>,
): boolean {
  return group.some((member) =>
    neighbours(member).some(
      (seat) => isRest(seat) && !isExempt(seat) && !neighbours(seat).some(isRest),
    ),
  )
}
