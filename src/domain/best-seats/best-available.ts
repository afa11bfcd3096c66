import type { SeatId } from '../seat.ts'
import { accessibleSplit, accessibleSplitAtTables } from './accessible-split.ts'
import { bestSplit } from './best-split.ts'
import type { FreeSeats } from './free-seats.ts'
import { type Group, Steps, type Wanted } from './group.ts'
import { GroupSearch } from './group-search.ts'
import type { SearchState } from './search-state.ts'

export interface BestAvailableRequest {
  /** The number of seats, at least 1. */
  readonly quantity: number
  /** Only seats of this category. Without it, a group has several categories only if no group of one exists. */
  readonly category?: string | undefined
  /** Only seats of the zones with this name. */
  readonly zone?: string | undefined
  /** How many of the seats are accessible places; the others are beside them, companion seats first. Default: 0. */
  readonly accessible?: number | undefined
  /** Whether accessible places and companion seats are ordinary seats for every request. Default: false. */
  readonly isReleased?: boolean | undefined
  /** Whether tables that are booked as a whole may be split, if there is no other choice. Default: false. */
  readonly splitsTables?: boolean | undefined
  /** Whether the seats must be neighbours; true by default. */
  readonly adjacent?: boolean | undefined
  /**
   * Which group to choose: 0 (the default) is the best, 1 the best that shares no seat with it, and so on. Only groups
   * with as little harm as the best are counted. Higher ranks wrap around, so every rank finds seats if rank 0 does.
   */
  readonly rank?: number | undefined
}

/**
 * The limit of a search, in seats and blocks visited. When it is reached, the search returns the best group found so
 * far, or else the first one that it finds. Finding that there is none visits each seat at most once more, or as often as
 * a group has seats if it has accessible places. Then a group of several accessible places at a
 * table or with companion seats apart from them may be missed.
 */
export const STEPS_MAX = 300_000

/**
 * Chooses free seats that are neighbours. With `adjacent: false`, seats that are split into as few groups as possible
 * are chosen if no such neighbours are free; of those, seats of one category are better. Groups of neighbours are compared
 * by these criteria, in this order:
 *
 * 1. A group that splits no free table that is booked as a whole is better than one that does.
 * 2. A group that takes the companion seats of its accessible places is better than one that takes other seats instead.
 * 3. A group of one category is better than one of several.
 * 4. A group with fewer seats with a restricted view is better.
 * 5. A group that leaves no single seat between taken seats is better than one that does.
 * 6. A group that leaves room for as many groups of the same size as possible is better than one that wastes room.
 *    Otherwise pairs that start at an odd seat would fill an even row too early.
 * 7. A group with a smaller mean distance to the front is better, which also prefers the middle of a row.
 *
 * @returns the seats: those of a row in its order, those of a split group piece by piece, and those at a table in no
 *   particular order; undefined if no such seats are free
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
  const zone = request.zone === undefined ? undefined : free.hall.zoneNumber(request.zone)
  if (request.zone !== undefined && zone === undefined) return undefined
  const { accessible, isReleased, splitsTables } = request
  const wanted = { quantity, category, zone, accessible, isReleased, splitsTables }

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
  for (const each of attemptsOf(free, wanted)) {
    const state = { free, wanted: each, chosen: new Set<number>() }
    const pieces = wanted.accessible
      ? accessibleSplit(state, { rank, steps })
      : bestSplitOfOneCategory(state, rank, steps)
    if (pieces) return pieces.flat()
  }
  if (wanted.accessible && free.hall.hasTables && !wanted.splitsTables) {
    const state = { free, wanted, chosen: new Set<number>() }
    const pieces = accessibleSplitAtTables(state, { rank, steps })
    if (pieces) return pieces.flat()
  }
  free.noteNotFound('apart', wanted)
  return undefined
}

/**
 * A split of one category is better than one of several into as few pieces. The categories are tried until the steps are
 * spent.
 */
function bestSplitOfOneCategory(
  state: SearchState,
  rank: number,
  steps: Steps,
): readonly (readonly number[])[] | undefined {
  const { hall } = state.free
  const mixed = bestSplit(state, rank, steps)
  const found = new Set(mixed?.flat().map((seat) => hall.categoryOf[seat]))
  if (!mixed || found.size === 1) return mixed
  let [best, least] = [mixed, Infinity]
  for (const category of new Set([...found, ...hall.categoryNumbers])) {
    if (steps.areSpent) break
    const split = bestSplit({ ...state, wanted: { ...state.wanted, category } }, rank, steps)
    const distance = split ? hall.meanDistance(split.flat()) : Infinity
    if (split && split.length <= mixed.length && distance < least) [best, least] = [split, distance]
  }
  return best
}

/** Seats with a restricted view are the second choice, and parts of tables that are booked as a whole the last. */
function attemptsOf({ hall }: FreeSeats, wanted: Wanted): Wanted[] {
  const mayChoose = [false, ...(hall.hasTables && wanted.splitsTables ? [true] : [])]
  // A companion beside an accessible place matters more than the view.
  const views = hall.traits.hasRestricted && !wanted.accessible ? [true, false] : [false]
  return mayChoose.flatMap((splitsTables) =>
    views.map((hasFullView) => ({ ...wanted, splitsTables, hasFullView })),
  )
}
