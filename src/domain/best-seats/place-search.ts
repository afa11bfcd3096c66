import { distanceBetween } from '../seating-plan.ts'
import {
  companionsApart,
  leavesOneAlone,
  neighboursInHall,
  neighboursOrCompanions,
} from './adjacency.ts'
import { type Group, isBetter, LEAVES_ONE, type Steps } from './group.ts'
import {
  flagsOf,
  FREE,
  isKept,
  isOfferedAlone,
  LEFT,
  mayFit,
  type SearchState,
} from './search-state.ts'
import { ACCESSIBLE, COMPANION } from './seat-traits.ts'
import { harmOfSeats } from './seats-harm.ts'

/** How many places, from the front, are tried as the first seat of a group. */
const PLACES_MAX = 1_000

/** How many seats are tried for the groups of one place. A small hall is searched exhaustively. */
const TRIES_MAX = 500

/** The steps counted for trying one seat, including its neighbours. */
const STEPS_OF_TRY = 100

/** The steps counted for visiting one seat and its neighbours. */
const STEPS_OF_REACH = 10

/**
 * The offered places with a companion seat that is no neighbour, such as one in another row. Such a pair is adjacent for
 * requests with accessible places only, so the rows stay apart.
 */
export function placesWithCompanionsApart(state: SearchState): number[] {
  const { hall } = state.free
  if (!state.wanted.accessible) return []
  return hall.traits
    .placesWithCompanions()
    .filter((place) => isOfferedAlone(place, state))
    .filter((place) => companionsApart(hall, place).some((seat) => isOfferedAlone(seat, state)))
}

/** The offered places in blocks that are no lines. */
export function placesInClusters(state: SearchState, steps: Steps): number[] {
  const { hall } = state.free
  return hall.blocks.flatMap(({ shape, from, to }, number) => {
    if (shape !== 'cluster' || !mayFit(number, 1, state)) return []
    steps.add(to - from)
    const seats = Array.from({ length: to - from }, (_, place) => from + place)
    return seats.filter((seat) => hall.traits.has(seat, ACCESSIBLE) && isOfferedAlone(seat, state))
  })
}

/** Searches groups by growing them from each of these places, over blocks that companion seats link. */
export class PlaceSearch {
  readonly #state: SearchState
  readonly #steps: Steps
  readonly #places: readonly number[]
  /** By place, its best group. */
  readonly #best = new Map<number, Group | undefined>()

  constructor(places: readonly number[], state: SearchState, steps: Steps) {
    this.#state = state
    this.#steps = steps
    const { hall } = state.free
    const distanceOf = (seat: number) => hall.distances[seat] ?? 0
    this.#places = places.toSorted((a, b) => distanceOf(a) - distanceOf(b)).slice(0, PLACES_MAX)
    steps.add(this.#places.length)
  }

  /**
   * The best group found of the seats that are left.
   *
   * @param mustFind whether to search for a first group when the steps are spent
   */
  best({ mustFind }: { readonly mustFind: boolean }): Group | undefined {
    const { distances } = this.#state.free.hall
    let best: Group | undefined
    for (const place of this.#places) {
      // A group of a later place is hardly nearer to the front.
      if (best?.harm === 0 && best.distance <= (distances[place] ?? 0)) break
      if ((best || !mustFind) && this.#steps.areSpent) break
      const group = this.#bestFrom(place)
      if (group && isBetter(group.harm, group.distance, best)) best = group
    }
    return best
  }

  #bestFrom(place: number): Group | undefined {
    const { chosen } = this.#state
    const isKnown = this.#best.has(place)
    const known = this.#best.get(place)
    if (isKnown && !known?.seats.some((seat) => chosen.has(seat))) return known
    const group = chosen.has(place) ? undefined : new Growth(place, this.#state, this.#steps).best()
    this.#best.set(place, group)
    return group
  }
}

/** The groups that grow from one place. */
class Growth {
  readonly #first: number
  readonly #state: SearchState
  readonly #steps: Steps
  #tries = 0
  #best: Group | undefined

  constructor(first: number, state: SearchState, steps: Steps) {
    this.#first = first
    this.#state = state
    this.#steps = steps
  }

  /** The first group without harm, or else the best of those tried. */
  best(): Group | undefined {
    if (!this.#reachesEnough()) return undefined
    const group = [this.#first]
    const candidates = this.#around(this.#first, new Set(group))
    this.#grow(group, candidates, new Set([...group, ...candidates]))
    return this.#best
  }

  /** Whether enough places and other seats can be reached from the first seat for a group with it. */
  #reachesEnough(): boolean {
    const { quantity, accessible = 0, isReleased } = this.#state.wanted
    const { traits } = this.#state.free.hall
    const reached = new Set([this.#first])
    let places = 1
    const areEnough = () => {
      const others = isReleased ? reached.size - accessible : reached.size - places
      return places >= accessible && others >= quantity - accessible
    }
    let ring = [this.#first]
    for (let distance = 1; distance < quantity && !areEnough(); distance++) {
      this.#steps.add(STEPS_OF_REACH * ring.length)
      ring = ring
        .flatMap((seat) => this.#around(seat, reached))
        .filter((seat) => this.#admits([this.#first], seat))
      for (const seat of ring) {
        if (!reached.has(seat) && traits.has(seat, ACCESSIBLE)) places++
        reached.add(seat)
      }
    }
    return areEnough()
  }

  /**
   * Tries each candidate as the next seat, the most suitable first. Later candidates are not combined with earlier ones,
   * so that each group is tried once.
   *
   * @param seen all seats that are or were candidates
   */
  #grow(group: readonly number[], candidates: readonly number[], seen: ReadonlySet<number>): void {
    if (group.length === this.#state.wanted.quantity) {
      this.#judge(group)
      return
    }
    const order = this.#bySuitability(
      group,
      candidates.filter((seat) => this.#admits(group, seat)),
    )
    for (const [index, seat] of order.entries()) {
      if (this.#isFinished) return
      this.#tries++
      this.#steps.add(STEPS_OF_TRY)
      const next = this.#around(seat, seen)
      this.#grow(
        [...group, seat],
        [...order.slice(index + 1), ...next],
        new Set([...seen, ...next]),
      )
    }
  }

  get #isFinished(): boolean {
    const { quantity } = this.#state.wanted
    if (this.#best && (this.#best.harm === 0 || this.#steps.areSpent)) return true
    return this.#tries >= (this.#steps.areSpent ? quantity : TRIES_MAX)
  }

  #around(seat: number, seen: ReadonlySet<number>): number[] {
    return neighboursOrCompanions(this.#state.free.hall, seat).filter(
      (other) => !seen.has(other) && isOfferedAlone(other, this.#state),
    )
  }

  /** Whether the group still needs such a seat. */
  #admits(group: readonly number[], seat: number): boolean {
    const { quantity, accessible = 0, isReleased } = this.#state.wanted
    const { traits } = this.#state.free.hall
    const isPlace = traits.has(seat, ACCESSIBLE)
    const places = group.filter((member) => traits.has(member, ACCESSIBLE)).length
    if (isPlace) return isReleased === true || places < accessible
    if (group.length - places >= quantity - accessible) return false
    const isOwnOrMayBecome = places < accessible || this.#isOwnCompanion(group, seat)
    return isReleased === true || !traits.has(seat, COMPANION) || isOwnOrMayBecome
  }

  #isOwnCompanion(group: readonly number[], seat: number): boolean {
    const { traits } = this.#state.free.hall
    return traits.placesOf(seat).some((place) => group.includes(place))
  }

  /** Companion seats of the group's places first, those of other places last. */
  #bySuitability(group: readonly number[], seats: readonly number[]): number[] {
    const { hall } = this.#state.free
    const isCompanion = (seat: number) => hall.traits.has(seat, COMPANION)
    const rated = seats.map((seat) => ({
      seat,
      order: isCompanion(seat) ? (this.#isOwnCompanion(group, seat) ? 0 : 2) : 1,
      distance: distanceBetween(hall.positionOf(seat), hall.positionOf(this.#first)),
    }))
    return rated
      .sort((a, b) => a.order - b.order || a.distance - b.distance)
      .map(({ seat }) => seat)
  }

  #judge(seats: readonly number[]): void {
    const { hall } = this.#state.free
    const harm = harmOfSeats(seats, this.#state)
    if (harm === undefined) return
    const has = (seat: number, flag: number) => (flagsOf(seat, this.#state) & flag) !== 0
    const leavesOne = [FREE, LEFT].some((flag) =>
      leavesOneAlone(seats, (seat) => neighboursInHall(hall, seat), {
        isRest: (seat) => !seats.includes(seat) && has(seat, flag),
        isExempt: (seat) => isKept(seat, this.#state),
      }),
    )
    const group = {
      seats,
      harm: harm + (leavesOne ? LEAVES_ONE : 0),
      distance: hall.meanDistance(seats),
    }
    if (isBetter(group.harm, group.distance, this.#best)) this.#best = group
  }
}
