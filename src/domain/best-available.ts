import { bestSplit } from './best-split.ts'
import { type Group, GroupSearch } from './group-search.ts'
import type { Hall } from './hall.ts'
import type { SeatId } from './seat.ts'

export interface BestAvailableRequest {
  /** How many seats, at least 1. */
  readonly quantity: number
  /** The only category to take seats of. Any without it, but several only where there is no group of one. */
  readonly category?: string | undefined
  /** Whether the group must stay together; true by default. */
  readonly adjacent?: boolean | undefined
  /**
   * Which group to take: 0, the default, is the best, 1 the best that shares no seat with it, and so on. After the
   * last that is as harmless as the best, the count begins anew: every rank finds seats where rank 0 does.
   */
  readonly rank?: number | undefined
}

/**
 * Where the ranks end in a hall whose rows are so long that each takes its time. Every seat can still be found: with
 * those in front of it taken, it is of a rank that is reached.
 */
const EFFORT_MAX = 500_000

/**
 * Chooses free seats that are neighbours in one row; with `adjacent: false`, where there are none, as few groups as
 * possible. A group of one category goes before one of several; then one that leaves no single seat alone before one
 * that does; then one that leaves room for as many more groups of its size as any before one that wastes room, or pairs
 * taken from odd seats on would use up an even row too early; then the one that is nearer to the front on average,
 * which prefers the middle as well.
 *
 * @returns the seats in the order of the row, or undefined when no such seats are free
 */
export function bestAvailable(
  hall: Hall,
  request: BestAvailableRequest,
  isFree: (seatId: SeatId) => boolean,
): SeatId[] | undefined {
  const { quantity, category, adjacent = true, rank = 0 } = request
  const search = new GroupSearch(hall, { quantity, category, isFree })

  const found: Group[] = []
  while (found.length <= rank && search.effort < EFFORT_MAX) {
    const next = search.takeBest()
    if (!next || (found[0] && next.harm > found[0].harm)) break
    found.push(next)
  }

  const group = found[rank % found.length]
  if (group) return idsOf(group)
  return adjacent ? undefined : bestSplit(search.runs(), quantity, rank)?.flatMap(idsOf)
}

/** Beyond it, ranking takes longer than another choice. */
const RANKS_MAX = 1024

/**
 * The rank to ask for after so many choices were lost to somebody faster. The first choice is the best; with each
 * loss a buyer spreads over four times as many groups, so that a crowd is soon apart and a lone buyer sits well.
 * `chance` is a random number from 0 to below 1.
 */
export function rankAfter(losses: number, chance: number): number {
  return Math.floor(chance * Math.min(4 ** losses, RANKS_MAX))
}

function idsOf({ segment, start, end }: Pick<Group, 'segment' | 'start' | 'end'>): SeatId[] {
  return segment.seatIds.slice(start, end)
}
