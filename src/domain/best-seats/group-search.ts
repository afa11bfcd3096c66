import { ClusterSearch } from './cluster-search.ts'
import { type Group, isBetter, type Steps } from './group.ts'
import type { HallBlock } from './hall.ts'
import { bestInLine } from './line-search.ts'
import { LineView } from './line-view.ts'
import { eachRunOf, type SearchState } from './search-state.ts'

/** Finds the groups of neighbours in a hall, the best first, no two with a seat in common. */
export class GroupSearch {
  readonly #state: SearchState
  readonly #steps: Steps
  readonly #chosen = new Set<number>()
  readonly #view: LineView
  /** By number of the block. Blocks are searched only when their turn comes, which in a hall with room is seldom. */
  readonly #best: (Group | 'none' | undefined)[] = []

  constructor({ free, wanted }: Omit<SearchState, 'chosen'>, steps: Steps) {
    this.#state = { free, wanted, chosen: this.#chosen }
    this.#steps = steps
    this.#view = new LineView(this.#state)
  }

  /** The best group of what is left, or the best that was found when the steps are spent. The next call finds another. */
  takeBest(): Group | undefined {
    const { free, wanted } = this.#state
    let best: Group | undefined
    let number = -1
    for (const block of free.hall.blocks) {
      number++
      // No seat of this block, or of one after it, is nearer than the group that is harmless already.
      if (best?.harm === 0 && best.distance <= block.distanceMin) break
      if (best && this.#steps.areSpent) break
      this.#steps.add(1)
      if (free.freeIn(number) < wanted.quantity) continue
      const group = this.#bestIn(number, block)
      if (group && isBetter(group.harm, group.distance, best)) best = group
    }
    if (best) this.#take(best)
    return best
  }

  #take({ seats }: Group): void {
    for (const seat of seats) this.#chosen.add(seat)
    this.#best[this.#state.free.hall.blockOf(seats[0] ?? 0)] = undefined
  }

  #bestIn(number: number, block: HallBlock): Group | undefined {
    const best = (this.#best[number] ??= this.#search(block) ?? 'none')
    return best === 'none' ? undefined : best
  }

  #search(block: HallBlock): Group | undefined {
    if (block.shape === 'cluster') return new ClusterSearch(block, this.#state, this.#steps).best()
    this.#steps.add(block.to - block.from)
    if (block.shape === 'line' && !this.#hasRoom(block)) return undefined
    this.#view.load(block)
    return bestInLine(this.#view, this.#state.wanted.quantity)
  }

  /** Whether enough seats follow each other in a line. Where hardly any do, this spares most of the work. */
  #hasRoom({ from, to }: HallBlock): boolean {
    let longest = 0
    eachRunOf(this.#state, from, to, (start, end) => {
      longest = Math.max(longest, end - start)
    })
    return longest >= this.#state.wanted.quantity
  }
}
