import { bestSplit } from './best-split.ts'
import type { FreeSeats } from './free-seats.ts'
import { type Group, Steps, type Wanted } from './group.ts'
import { GroupSearch } from './group-search.ts'
import type { SeatId } from '../seat.ts'

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
 * How many seats and blocks a search for a better group looks at. Then it takes the best that it has found, and if it has
 * found none, the next: to say that there is none, it looks at each seat once more at most.
 */
export const STEPS_MAX = 300_000

/**
 * Chooses free seats that are neighbours; with `adjacent: false`, where there are none, as few groups as possible. A
 * group of one category goes before one of several; then one that leaves no single seat alone before one that does;
 * then one that leaves room for as many more groups of its size as any before one that wastes room, or pairs taken from
 * odd seats on would use up an even row too early; then the one that is nearer to the front on average, which prefers
 * the middle as well.
 *
 * @returns the seats in the order of the row, or undefined when no such seats are free
 */
export function bestAvailable(
  free: FreeSeats,
  request: BestAvailableRequest,
  steps = new Steps(STEPS_MAX),
): SeatId[] | undefined {
  const { quantity, adjacent = true, rank = 0 } = request
  const category =
    request.category === undefined ? undefined : free.hall.categoryNumber(request.category)
  if (request.category !== undefined && category === undefined) return undefined
  const wanted = { quantity, category }

  const seats =
    bestGroup(free, wanted, rank, steps)?.seats ??
    (adjacent ? undefined : bestApart(free, wanted, rank, steps))
  return seats?.flatMap((seat) => free.hall.seatIds[seat] ?? [])
}

function bestGroup(free: FreeSeats, wanted: Wanted, rank: number, steps: Steps): Group | undefined {
  if (free.isKnownNotFound('together', wanted)) return undefined
  const search = new GroupSearch({ free, wanted }, steps)
  const found: Group[] = []
  for (let next = search.takeBest(); next; next = search.takeBest()) {
    if (found[0] && next.harm > found[0].harm) break
    found.push(next)
    if (found.length > rank || steps.areSpent) break
  }
  if (found.length === 0) free.noteNotFound('together', wanted)
  return found[rank % found.length]
}

function bestApart(
  free: FreeSeats,
  wanted: Wanted,
  rank: number,
  steps: Steps,
): number[] | undefined {
  if (free.isKnownNotFound('apart', wanted)) return undefined
  const pieces = bestSplit({ free, wanted, chosen: new Set() }, rank, steps)
  if (!pieces) free.noteNotFound('apart', wanted)
  return pieces?.flat()
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
