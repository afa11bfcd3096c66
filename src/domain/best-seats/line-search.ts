import {
  type Group,
  isBetter,
  LEAVES_ONE,
  MIXES,
  RESTRICTED_VIEW,
  type Steps,
  WASTES,
} from './group.ts'
import type { LineView } from './line-view.ts'
import { FREE, LEFT, type SearchState } from './search-state.ts'
import { harmOfSeats } from './seats-harm.ts'

/** Finds the best group of neighbours in a line or ring of seats. */
export function bestInLine(view: LineView, state: SearchState, steps: Steps): Group | undefined {
  const { quantity, accessible = 0 } = state.wanted
  let best: { readonly start: number; readonly harm: number; readonly distance: number } | undefined
  view.eachRun((runStart, runEnd) => {
    if (runEnd - runStart < quantity) return
    const isClosed = isClosedRing(view, runStart, runEnd)
    const last = isClosed ? runEnd - 1 : runEnd - quantity
    for (let start = runStart; start <= last; start++) {
      // Only places take steps here.
      if (best && accessible > 0 && steps.areSpent) return
      const end = start + quantity
      const distance = view.distanceSum(start, end) / quantity
      let harm =
        accessible > 0 ? harmOfPlaces(view, state, start, steps) : harmOfRun(view, start, end)
      if (harm === undefined || !isBetter(harm, distance, best)) continue
      harm +=
        leavesOneAlone(view, FREE, start, end) || leavesOneAlone(view, LEFT, start, end)
          ? LEAVES_ONE
          : 0
      if (!isBetter(harm, distance, best)) continue
      const wastes =
        !isClosed && accessible === 0 && wastesRoom(start - runStart, quantity, runEnd - end)
      harm += wastes ? WASTES : 0
      if (isBetter(harm, distance, best)) best = { start, harm, distance }
    }
  })
  return best && { ...best, seats: view.seats(best.start, best.start + quantity) }
}

/** The harm of a group without accessible places that depends only on its seats. */
function harmOfRun(view: LineView, start: number, end: number): number {
  return (view.isMixed(start, end) ? MIXES : 0) + RESTRICTED_VIEW * view.restrictedIn(start, end)
}

/** The harm of a group with accessible places that depends only on its seats; undefined if it is not as requested. */
function harmOfPlaces(
  view: LineView,
  state: SearchState,
  start: number,
  steps: Steps,
): number | undefined {
  const { quantity, accessible = 0, isReleased } = state.wanted
  const end = start + quantity
  const count = view.accessibleIn(start, end)
  if (count < accessible || (count > accessible && !isReleased)) return undefined
  steps.add(end - start)
  return harmOfSeats(view.seats(start, end), state)
}

function isClosedRing(view: LineView, runStart: number, runEnd: number): boolean {
  return view.isRing && runEnd - runStart === view.length
}

/** Whether taking the seats leaves a seat beside them without neighbours. Kept seats may be left so. */
function leavesOneAlone(view: LineView, flag: number, start: number, end: number): boolean {
  // One seat of the ring is left, next to both ends.
  if (view.isRing && view.length === end - start + 1)
    return view.has(end, flag) && !view.isKept(end)
  return (
    (view.has(start - 1, flag) && !view.has(start - 2, flag) && !view.isKept(start - 1)) ||
    (view.has(end, flag) && !view.has(end + 1, flag) && !view.isKept(end))
  )
}

/** Whether taking the group costs the room for more than one group of this size. */
function wastesRoom(before: number, quantity: number, after: number): boolean {
  const groupsIn = (seats: number) => Math.floor(seats / quantity)
  return groupsIn(before) + groupsIn(after) < groupsIn(before + quantity + after) - 1
}
