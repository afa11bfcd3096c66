import { LEAVES_COMPANION, MIXES, RESTRICTED_VIEW } from './group.ts'
import { isOfferedAlone, type SearchState } from './search-state.ts'
import { ACCESSIBLE, COMPANION, RESTRICTED } from './seat-traits.ts'

/**
 * The harm of a group that depends only on its seats, not on those that are left.
 *
 * @param isTable whether the group is a table that is booked as a whole. It may have more accessible places than wanted
 * @returns undefined if the group is not as requested
 */
export function harmOfSeats(
  seats: readonly number[],
  state: SearchState,
  { isTable = false } = {},
): number | undefined {
  const { free, wanted } = state
  const { traits, categoryOf } = free.hall
  const categories = new Set<number | undefined>()
  let [harm, accessible] = [0, 0]
  for (const seat of seats) {
    const isOrdinary = !traits.has(seat, ACCESSIBLE | COMPANION)
    // Accessible places often have a category of their own.
    if (isOrdinary || !wanted.accessible) categories.add(categoryOf[seat])
    if (traits.has(seat, RESTRICTED)) harm += RESTRICTED_VIEW
    if (traits.has(seat, ACCESSIBLE)) accessible++
  }
  if (categories.size > 1) harm += MIXES
  if (!wanted.accessible) return harm
  const isExact = accessible === wanted.accessible
  const mayHaveMore = isTable || wanted.isReleased === true
  if (!isExact && !(mayHaveMore && accessible > wanted.accessible)) return undefined
  const companions = harmToCompanions(seats, state, mayHaveMore)
  return companions === undefined ? undefined : harm + companions
}

/** @returns undefined if the group has the companion seat of another place, although it may not */
function harmToCompanions(
  seats: readonly number[],
  state: SearchState,
  mayHaveOthers: boolean,
): number | undefined {
  const { traits } = state.free.hall
  const group = new Set(seats)
  let [ownCompanions, leavesOne] = [0, false]
  for (const place of seats) {
    for (const companion of traits.companionsOf(place)) {
      if (group.has(companion)) ownCompanions++
      else leavesOne ||= isOfferedAlone(companion, state)
    }
  }
  const companions = seats.filter((seat) => traits.has(seat, COMPANION)).length
  if (companions > ownCompanions && !mayHaveOthers) return undefined
  const hasOthers = seats.some((seat) => !traits.has(seat, ACCESSIBLE | COMPANION))
  return leavesOne && (hasOthers || companions > ownCompanions) ? LEAVES_COMPANION : 0
}
