import { leavesOneAlone } from './adjacency.ts'
import { type Group, isBetter, LEAVES_ONE, type Steps, WASTES } from './group.ts'
import type { Hall, HallBlock } from './hall.ts'
import { PlaceQuota } from './place-quota.ts'
import { FITS, flagsOf, FREE, isKept, LEFT, type SearchState } from './search-state.ts'
import { ROUNDING } from './seat-links.ts'
import { ACCESSIBLE } from './seat-traits.ts'
import { harmOfSeats } from './seats-harm.ts'

/** A part of at most this size is a table, where closeness of the group counts more than distance to the front. */
const TABLE_SEATS_MAX = 64

/** How a group grows: by the adjacent seat nearest to all of its seats, or nearest to its first seat. */
const WAYS = ['nearest-to-all', 'nearest-to-first'] as const
type Way = (typeof WAYS)[number]

/** How many seats, from the front, are tried as the first seat of a group. */
const FIRSTS_MAX = 1_000

/** The steps counted for choosing or judging one seat of a group, including its neighbours. */
const STEPS_OF_CHOICE = 10

interface Candidate {
  readonly seat: number
  cost: number
}

interface Found extends Group {
  /** The sum of the distances between its seats. */
  readonly spread: number
}

/** Searches a block whose seats are neighbours in two dimensions, such as the seats around a table. */
export class ClusterSearch {
  readonly block: HallBlock
  readonly #hall: Hall
  readonly #state: SearchState
  readonly #quantity: number
  readonly #steps: Steps
  readonly #flags: Uint8Array
  /** By seat, its latest mark. Using a new mark number clears all marks at once. */
  readonly #marks: Int32Array
  #mark = 0

  constructor(block: HallBlock, state: SearchState, steps: Steps) {
    const size = block.to - block.from
    this.block = block
    this.#hall = state.free.hall
    this.#state = state
    this.#quantity = state.wanted.quantity
    this.#steps = steps
    this.#flags = new Uint8Array(size)
    this.#marks = new Int32Array(size)
    for (let place = 0; place < size; place++) {
      this.#flags[place] = flagsOf(block.from + place, state)
    }
  }

  /**
   * The best connected group found. There is always one if enough seats are connected, unless several accessible places
   * are wanted.
   */
  best(): Group | undefined {
    const { accessible = 0 } = this.#state.wanted
    let best: Found | undefined
    for (const part of this.parts()) {
      if (part.length < this.#quantity) continue
      const isTable = part.length <= TABLE_SEATS_MAX
      const firsts = this.#firstsOf(part)
      if (firsts.length < accessible) continue
      for (const first of firsts) {
        if (best && this.#steps.areSpent) return best
        if (best?.harm === 0 && !isTable && best.distance <= this.#distanceOf(first)) break
        for (const way of WAYS) {
          const found = this.#judged(this.grow(first, this.#quantity, way), part)
          if (found && isPreferred(found, best, isTable)) best = found
        }
      }
    }
    return best
  }

  /** The connected components of the seats that fit. */
  parts(): number[][] {
    const { from, to } = this.block
    const seats: number[] = []
    for (let seat = from; seat < to; seat++) if (this.#has(seat, FITS)) seats.push(seat)
    return this.#partsOf(seats)
  }

  /** The seats with which a group may begin. A group with accessible places begins with one of them. */
  #firstsOf(part: readonly number[]): number[] {
    const { traits } = this.#hall
    const hasPlaces = (this.#state.wanted.accessible ?? 0) > 0
    return this.#nearestOf(hasPlaces ? part.filter((seat) => traits.has(seat, ACCESSIBLE)) : part)
  }

  /**
   * The seats by distance to the front: all seats of a table, but of a larger part only the first `FIRSTS_MAX`,
   * and those at the same distance.
   */
  #nearestOf(part: readonly number[]): number[] {
    const farthest = Float64Array.from(part, (seat) => this.#distanceOf(seat)).sort()[
      FIRSTS_MAX - 1
    ]
    this.#steps.add(part.length)
    return part
      .filter((seat) => this.#distanceOf(seat) <= (farthest ?? Infinity))
      .sort((a, b) => this.#distanceOf(a) - this.#distanceOf(b))
  }

  #distanceOf(seat: number): number {
    return this.#hall.distances[seat] ?? 0
  }

  /** A connected group of up to `quantity` seats that fit, beginning with this seat. */
  grow(first: number, quantity: number, way: Way): number[] {
    const group = [first]
    const candidates: Candidate[] = []
    const { wanted } = this.#state
    const quota = wanted.accessible ? new PlaceQuota(this.#hall, wanted) : undefined
    quota?.add(first)
    const mark = ++this.#mark
    this.#setMark(first, mark)
    for (let added = first; group.length < quantity;) {
      if (way === 'nearest-to-all') {
        for (const next of candidates) next.cost += this.#distanceBetween(next.seat, added)
      }
      for (const seat of this.#neighboursOf(added)) {
        if (!this.#has(seat, FITS) || this.#isMarked(seat, mark)) continue
        this.#setMark(seat, mark)
        const cost =
          way === 'nearest-to-all'
            ? this.#distanceToAll(group, seat)
            : this.#distanceBetween(seat, first)
        candidates.push({ seat, cost })
      }
      this.#steps.add(STEPS_OF_CHOICE + candidates.length)
      const place = this.#cheapestOf(candidates, quota)
      const next = candidates[place]
      if (!next) break
      candidates.splice(place, 1)
      group.push((added = next.seat))
      quota?.add(added)
    }
    return group
  }

  /**
   * The place of the cheapest candidate, or of the first companion seat of the group's places; -1 if there is none. Of
   * several, the nearest to the front.
   */
  #cheapestOf(candidates: readonly Candidate[], quota: PlaceQuota | undefined): number {
    let [cheapest, least, nearest] = [-1, Infinity, Infinity]
    candidates.forEach(({ seat, cost }, place) => {
      const rated = quota?.isOwnCompanion(seat) ? -Infinity : cost
      const distance = this.#distanceOf(seat)
      const isCheaper = rated < least || (rated === least && distance < nearest)
      if (isCheaper && (!quota || quota.admits(seat))) {
        ;[cheapest, least, nearest] = [place, rated, distance]
      }
    })
    return cheapest
  }

  /** Returns undefined if the group is too small or not as requested. */
  #judged(seats: number[], part: readonly number[]): Found | undefined {
    const harm = seats.length < this.#quantity ? undefined : harmOfSeats(seats, this.#state)
    if (harm === undefined) return undefined
    const mark = ++this.#mark
    for (const seat of seats) this.#setMark(seat, mark)
    this.#steps.add(seats.length * (STEPS_OF_CHOICE + seats.length))
    const leavesOne =
      this.#leavesOneAlone(seats, mark, FREE) || this.#leavesOneAlone(seats, mark, LEFT)
    const wastes = this.#wastesRoom(seats, mark, part)
    return {
      seats,
      harm: harm + (leavesOne ? LEAVES_ONE : 0) + (wastes ? WASTES : 0),
      distance: this.#hall.meanDistance(seats),
      spread: seats.reduce((sum, seat) => sum + this.#distanceToAll(seats, seat), 0),
    }
  }

  /** Whether taking the group leaves a seat beside it without neighbours. */
  #leavesOneAlone(group: readonly number[], mark: number, flag: number): boolean {
    const isRest = (seat: number) => this.#has(seat, flag) && !this.#isMarked(seat, mark)
    const isExempt = (seat: number) => isKept(seat, this.#state)
    return leavesOneAlone(group, (seat) => this.#neighboursOf(seat), { isRest, isExempt })
  }

  /** Whether taking the group costs the room for more than one group of this size. */
  #wastesRoom(group: readonly number[], mark: number, part: readonly number[]): boolean {
    const groupsIn = (seats: number) => Math.floor(seats / group.length)
    const room = groupsIn(part.length) - 1
    if (room === 0 || part.length > TABLE_SEATS_MAX) return false
    const rest = this.#partsOf(part.filter((seat) => !this.#isMarked(seat, mark)))
    return rest.reduce((sum, { length }) => sum + groupsIn(length), 0) < room
  }

  /** The connected components of these seats. */
  #partsOf(seats: readonly number[]): number[][] {
    const open = ++this.#mark
    for (const seat of seats) this.#setMark(seat, open)
    this.#steps.add(seats.length)
    const parts: number[][] = []
    for (const first of seats) {
      if (!this.#isMarked(first, open)) continue
      this.#setMark(first, 0)
      const part = [first]
      // The list grows during the iteration.
      for (const seat of part) {
        for (const other of this.#neighboursOf(seat)) {
          if (!this.#isMarked(other, open)) continue
          this.#setMark(other, 0)
          part.push(other)
        }
      }
      parts.push(part)
    }
    return parts
  }

  #distanceToAll(group: readonly number[], seat: number): number {
    let sum = 0
    for (const member of group) sum += this.#distanceBetween(member, seat)
    return sum
  }

  #distanceBetween(seat: number, other: number): number {
    const { xs, ys } = this.#hall
    const [x, y] = [(xs[seat] ?? 0) - (xs[other] ?? 0), (ys[seat] ?? 0) - (ys[other] ?? 0)]
    return Math.sqrt(x * x + y * y)
  }

  #neighboursOf(seat: number): readonly number[] {
    return this.block.neighbours?.[seat - this.block.from] ?? []
  }

  #has(seat: number, flag: number): boolean {
    return ((this.#flags[seat - this.block.from] ?? 0) & flag) !== 0
  }

  #isMarked(seat: number, mark: number): boolean {
    return this.#marks[seat - this.block.from] === mark
  }

  #setMark(seat: number, mark: number): void {
    this.#marks[seat - this.block.from] = mark
  }
}

/** At a table, the group closest together is best among those with the same harm. */
function isPreferred(found: Found, than: Found | undefined, isTable: boolean): boolean {
  if (!than || !isTable || found.harm !== than.harm)
    return isBetter(found.harm, found.distance, than)
  if (Math.abs(found.spread - than.spread) > ROUNDING * than.spread) {
    return found.spread < than.spread
  }
  return found.distance < than.distance
}
