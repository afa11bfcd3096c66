import { ClusterSearch } from './cluster-search.ts'
import { type Group, isBetter, SPLITS_TABLE, type Steps } from './group.ts'
import type { HallBlock } from './hall.ts'
import { bestInLine } from './line-search.ts'
import { LineView } from './line-view.ts'
import { PlaceSearch, placesInClusters, placesWithCompanionsApart } from './place-search.ts'
import { eachRunOf, mayFit, type SearchState } from './search-state.ts'
import { wholeTable } from './whole-table.ts'

/** Finds groups of neighbours in a hall, best first, without a seat in common. */
export class GroupSearch {
  readonly #state: SearchState
  readonly #steps: Steps
  readonly #chosen = new Set<number>()
  readonly #view: LineView
  readonly #companions: PlaceSearch
  #clusters: PlaceSearch | undefined
  /** By block number. Blocks are searched on demand; a hall with many free seats needs only a few of them. */
  readonly #best: (Group | 'none' | undefined)[] = []

  constructor({ free, wanted }: Omit<SearchState, 'chosen'>, steps: Steps) {
    this.#state = { free, wanted, chosen: this.#chosen }
    this.#steps = steps
    this.#view = new LineView(this.#state)
    this.#companions = new PlaceSearch(placesWithCompanionsApart(this.#state), this.#state, steps)
  }

  /** The best remaining group, or the best found when the steps are spent. Its seats are excluded from later calls. */
  takeBest(): Group | undefined {
    let best = this.#bestInBlocks()
    if (!best || !this.#steps.areSpent) {
      const group = this.#companions.best({ mustFind: true })
      if (group && isBetter(group.harm, group.distance, best)) best = group
    }
    best ??= this.#bestInClusters()
    if (best) this.#take(best)
    return best
  }

  /** A group of several places at a table that only a thorough search finds. */
  #bestInClusters(): Group | undefined {
    const { accessible = 0 } = this.#state.wanted
    if (accessible < 2) return undefined
    this.#clusters ??= new PlaceSearch(
      placesInClusters(this.#state, this.#steps),
      this.#state,
      this.#steps,
    )
    return this.#clusters.best({ mustFind: false })
  }

  #bestInBlocks(): Group | undefined {
    const { free, wanted } = this.#state
    let best: Group | undefined
    let number = -1
    for (const block of free.hall.blocks) {
      number++
      // No seat of this or a later block is nearer than the harmless group already found.
      if (best?.harm === 0 && best.distance <= block.distanceMin) break
      if (best && this.#steps.areSpent) break
      this.#steps.add(1)
      if (!mayFit(number, wanted.quantity, this.#state)) continue
      const group = this.#bestIn(number, block)
      if (group && isBetter(group.harm, group.distance, best)) best = group
    }
    return best
  }

  #take({ seats }: Group): void {
    for (const seat of seats) {
      this.#chosen.add(seat)
      this.#best[this.#state.free.hall.blockOf(seat)] = undefined
    }
  }

  #bestIn(number: number, block: HallBlock): Group | undefined {
    const best = (this.#best[number] ??= this.#search(number, block) ?? 'none')
    return best === 'none' ? undefined : best
  }

  /** Tables that are booked as a whole are split only if allowed, and as a last resort. */
  #search(number: number, block: HallBlock): Group | undefined {
    const { free, wanted } = this.#state
    if (!block.isTable) return this.#searchSeats(block)
    if (!wanted.splitsTables) {
      this.#steps.add(block.to - block.from)
      return wholeTable(block, this.#state)
    }
    const group = this.#searchSeats(block)
    const seatCount = block.to - block.from
    const splits = wanted.quantity < seatCount && free.freeIn(number) === seatCount
    return group && splits ? { ...group, harm: group.harm + SPLITS_TABLE } : group
  }

  #searchSeats(block: HallBlock): Group | undefined {
    if (block.shape === 'cluster') return new ClusterSearch(block, this.#state, this.#steps).best()
    this.#steps.add(block.to - block.from)
    if (block.shape === 'line' && !this.#hasRoom(block)) return undefined
    this.#view.load(block)
    return bestInLine(this.#view, this.#state, this.#steps)
  }

  /** Whether the line has a run of enough seats. This cheap check rules out most blocks of a nearly full hall. */
  #hasRoom({ from, to }: HallBlock): boolean {
    let longest = 0
    eachRunOf(this.#state, from, to, (start, end) => {
      longest = Math.max(longest, end - start)
    })
    return longest >= this.#state.wanted.quantity
  }
}
