import { distanceBetween, meanOf } from '../seating-plan.ts'
import { neighboursInHall } from './adjacency.ts'
import { bestSplit } from './best-split.ts'
import type { Steps } from './group.ts'
import { Pieces } from './pieces.ts'
import { FITS, flagsOf, isOfferedAlone, mayFit, type SearchState } from './search-state.ts'
import { ACCESSIBLE, COMPANION, RESTRICTED } from './seat-traits.ts'
import { splitCheck } from './split-shape.ts'

/** A free accessible place. */
interface Place {
  readonly seat: number
  readonly distance: number
  readonly companions: readonly number[]
  /** The seats where a companion can sit: its companion seats, then other seats beside it. */
  readonly beside: readonly number[]
}

interface How {
  readonly rank: number
  readonly steps: Steps
}

/** The seats of each piece. */
type Split = readonly (readonly number[])[]

/** Only this many places, those nearest to the front, are considered. */
const PLACES_MAX = 1_000
/** How many of them are tried as the centre of the split. */
const CENTRES_MAX = 24
/** How many places around a centre are considered, with and without a seat for a companion. */
const POOL_MAX = 120

/**
 * Splits a group with accessible places. As many places as possible have a companion beside them; then the places are
 * close together, then near the front. The other seats are beside them if possible, or else close to them.
 *
 * @returns the seats of each piece: first the places with those beside them
 */
export function accessibleSplit(state: SearchState, how: How): Split | undefined {
  const places = placesIn(state, how.steps)
  for (const group of groupsWith(state.wanted.accessible ?? 0, places, state, how)) {
    const rest = restOf(group, undefined, state, how)
    if (rest) return [group, ...rest]
  }
  return undefined
}

/**
 * The same with tables that are booked as a whole. They may have some of the places, or all of them. Because all of their
 * seats are needed, fewer seats are taken beside the other places where that makes the numbers add up.
 */
export function accessibleSplitAtTables(state: SearchState, how: How): Split | undefined {
  const { quantity, accessible = 0 } = state.wanted
  const places = placesIn(state, how.steps)
  const pieces = new Pieces(stateOfRest([], accessible, state), how.steps)
  const canSplit = splitCheck(pieces, quantity, accessible)
  const cores = Array.from({ length: accessible + 1 }).flatMap((_, atTables) => {
    const count = accessible - atTables
    if (!canSplit(quantity - count, atTables, Infinity)) return []
    return groupsWith(count, places, state, how).flatMap((group) =>
      Array.from({ length: group.length - count + 1 }, (_, fewer) => {
        const seats = group.slice(0, group.length - fewer)
        return { seats, atTables, aloneCount: Math.max(0, 2 * count - seats.length) }
      }),
    )
  })
  for (const { seats, atTables } of cores.sort((a, b) => a.aloneCount - b.aloneCount)) {
    const { wanted } = stateOfRest(seats, atTables, state)
    const taken = seats.filter((seat) => (flagsOf(seat, { ...state, wanted }) & FITS) !== 0)
    if (!canSplit(wanted.quantity, atTables, pieces.otherSeats - taken.length)) continue
    const rest = restOf(seats, atTables, state, how)
    if (rest) return [seats, ...rest]
  }
  return undefined
}

/** The groups to be tried with so many places and the seats beside them. */
function groupsWith(
  count: number,
  places: readonly Place[],
  state: SearchState,
  { rank, steps }: How,
): number[][] {
  if (places.length < count) return []
  const ranked = rankedChoices(count, places, state, steps)
  // If the other seats are too few, the choice with the most companion seats needs the least of them.
  const choices = [ranked[rank % ranked.length] ?? [], ranked.at(-1) ?? []]
  return choices.map((chosen) => withOthersBeside(chosen, state))
}

function placesIn(state: SearchState, steps: Steps): Place[] {
  const { hall } = state.free
  const seats: number[] = []
  hall.blocks.forEach((block, number) => {
    steps.add(1)
    // A table that is booked as a whole is searched as a whole.
    if (!mayFit(number, 1, state) || (block.isTable && !state.wanted.splitsTables)) return
    steps.add(block.to - block.from)
    for (let seat = block.from; seat < block.to; seat++) {
      if (hall.traits.has(seat, ACCESSIBLE) && isOfferedAlone(seat, state)) seats.push(seat)
    }
  })
  const distanceOf = (seat: number) => hall.distances[seat] ?? 0
  return seats
    .sort((a, b) => distanceOf(a) - distanceOf(b))
    .slice(0, PLACES_MAX)
    .map((seat) => placeOf(seat, state))
}

function placeOf(seat: number, state: SearchState): Place {
  const { hall } = state.free
  const companions = [...hall.traits.companionsOf(seat)].filter((other) =>
    isOfferedAlone(other, state),
  )
  const isRestricted = (other: number) => Number(hall.traits.has(other, RESTRICTED))
  const beside = neighboursIn(seat, state).sort((a, b) => isRestricted(a) - isRestricted(b))
  const distance = hall.distances[seat] ?? 0
  return { seat, distance, companions, beside: [...companions, ...beside] }
}

/** The ordinary seats beside a seat that may be given to a companion. */
function neighboursIn(seat: number, state: SearchState): number[] {
  const { hall } = state.free
  return neighboursInHall(hall, seat).filter(
    (other) => isOfferedAlone(other, state) && !hall.traits.has(other, ACCESSIBLE | COMPANION),
  )
}

/** Choices of the accessible places, best first; the last has the most companion seats. */
function rankedChoices(
  count: number,
  places: readonly Place[],
  state: SearchState,
  steps: Steps,
): Place[][] {
  const { quantity, accessible = 0 } = state.wanted
  const needsCompanions = quantity > accessible
  const isAlone = ({ beside }: Place) => Number(needsCompanions && beside.length === 0)
  const alone = places.filter((place) => isAlone(place)).slice(0, POOL_MAX)
  const pool = [...places.filter((place) => !isAlone(place)).slice(0, POOL_MAX), ...alone]
  const { hall } = state.free
  const around = (centre: Place) => {
    const radius = ({ seat }: Place) =>
      distanceBetween(hall.positionOf(seat), hall.positionOf(centre.seat))
    const chosen = pool
      .toSorted((a, b) => isAlone(a) - isAlone(b) || radius(a) - radius(b))
      .slice(0, count)
    return { chosen, radius: Math.max(...chosen.map(radius)) }
  }
  steps.add(CENTRES_MAX * pool.length)
  const choices = pool
    .slice(0, CENTRES_MAX)
    .map(around)
    .sort((a, b) => a.radius - b.radius)
    .map(({ chosen }) => chosen)
  const byCompanions = places.toSorted((a, b) => b.companions.length - a.companions.length)
  return [...choices, byCompanions.slice(0, count)]
}

/** The places, a companion beside each, and then more companion seats and seats beside the group, while seats are wanted. */
function withOthersBeside(places: readonly Place[], state: SearchState): number[] {
  const { quantity } = state.wanted
  const group = new Set(places.map(({ seat }) => seat))
  const add = (seats: readonly number[]) => {
    const seat = seats.find((other) => !group.has(other))
    if (seat !== undefined && group.size < quantity) group.add(seat)
  }
  // Places with fewer seats beside them first, so that a shared seat goes to the place that needs it.
  for (const { beside } of places.toSorted((a, b) => a.beside.length - b.beside.length)) {
    add(beside)
  }
  for (const { companions } of places) for (const companion of companions) add([companion])
  // The set grows during the iteration.
  for (const seat of group) {
    for (const other of neighboursIn(seat, state)) {
      if (!state.free.hall.traits.has(other, RESTRICTED)) add([other])
    }
  }
  return [...group]
}

/**
 * The seats that are not beside the places, close to them.
 *
 * @param atTables how many accessible places the whole tables among them must have; undefined to exclude such tables
 */
function restOf(
  group: readonly number[],
  atTables: number | undefined,
  state: SearchState,
  { rank, steps }: How,
): Split | undefined {
  const { hall } = state.free
  const rest = stateOfRest(group, atTables, state)
  if (rest.wanted.quantity === 0) return []
  const near = meanOf(group.map((seat) => hall.positionOf(seat)))
  const search = (hasFullView: boolean) => {
    const viewed = { ...rest, wanted: { ...rest.wanted, hasFullView } }
    return group.length === 0 ? bestSplit(viewed, rank, steps) : bestSplit(viewed, 0, steps, near)
  }
  return (hall.traits.hasRestricted ? search(true) : undefined) ?? search(false)
}

/** The search of the other seats. They are no accessible places, except at whole tables. */
function stateOfRest(
  group: readonly number[],
  placesAtTables: number | undefined,
  { free, wanted, chosen }: SearchState,
): SearchState {
  const quantity = wanted.quantity - group.length
  return {
    free,
    wanted: { ...wanted, quantity, accessible: 0, placesAtTables },
    chosen: new Set([...chosen, ...group]),
  }
}
