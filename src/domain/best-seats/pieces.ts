import { distanceBetween, meanOf, type Point } from '../seating-plan.ts'
import { ClusterSearch } from './cluster-search.ts'
import type { Steps } from './group.ts'
import type { Hall, HallBlock } from './hall.ts'
import { LineView } from './line-view.ts'
import { eachRunOf, mayFit, type SearchState } from './search-state.ts'
import { ACCESSIBLE } from './seat-traits.ts'
import { fittingTable } from './whole-table.ts'

/** Tables with as many seats and accessible places are of one kind. */
export interface TableKind {
  readonly seats: number
  /** The number of its accessible places, if that matters, or else 0. */
  readonly places: number
  /** The number of tables of this kind. */
  count: number
}

/** Connected free seats that can be one part of a split group. */
export interface Piece {
  readonly seats: readonly number[]
  readonly length: number
  /** Only if it is a table that is booked as a whole, so that all of its seats are needed. */
  readonly table?: TableKind | undefined
  readonly middle: Point
  /** The mean distance of its seats to the front. */
  readonly distance: number
  /** A connected part with this many seats, on the side nearest to this point. */
  part(length: number, near: Point): readonly number[]
}

/**
 * All pieces of a hall, by number, ordered by the distance of their blocks to the front. There can be 50,000 of them,
 * of which only a few are examined. They are kept in arrays, and a `Piece` is created on demand.
 */
export class Pieces {
  readonly #hall: Hall
  readonly #lengths: number[] = []
  /** By piece, its first seat. */
  readonly #firsts: number[] = []
  /** The pieces that are tables. */
  readonly #tables = new Map<number, TableKind>()
  readonly #tableKinds = new Map<string, TableKind>()
  /** By piece, the search of its cluster. */
  readonly #clusters = new Map<number, { search: ClusterSearch; seats: readonly number[] }>()

  constructor(state: SearchState, steps: Steps) {
    const { free } = state
    this.#hall = free.hall
    const view = new LineView(state)
    free.hall.blocks.forEach((block, number) => {
      steps.add(1)
      if (!mayFit(number, 1, state)) return
      steps.add(block.to - block.from)
      if (block.isTable && !state.wanted.splitsTables) this.#addTable(block, state)
      else if (block.shape === 'cluster') this.#addParts(new ClusterSearch(block, state, steps))
      else if (block.shape === 'ring') this.#addRunsOfRing(view, block)
      else this.#addRuns(state, block)
    })
  }

  get count(): number {
    return this.#lengths.length
  }

  /** Returns undefined if the piece is no table that is booked as a whole. */
  tableOf(piece: number): TableKind | undefined {
    return this.#tables.get(piece)
  }

  /** Those with fewer accessible places first, so that no more places are taken than wanted if that can be avoided. */
  get tableKinds(): readonly TableKind[] {
    return [...this.#tableKinds.values()].sort((a, b) => a.places - b.places)
  }

  /** The number of seats that are not at tables. */
  get otherSeats(): number {
    const others = this.#lengths.filter((_, piece) => !this.#tables.has(piece))
    return others.reduce((sum, length) => sum + length, 0)
  }

  lengthOf(piece: number): number {
    return this.#lengths[piece] ?? 0
  }

  /** A lower bound of the distance of its seats to the front. */
  distanceMinOf(piece: number): number {
    return this.#blockOf(piece)?.distanceMin ?? Infinity
  }

  pieceOf(piece: number): Piece {
    const cluster = this.#clusters.get(piece)
    if (cluster) return clusterPiece(this.#hall, cluster.search, cluster.seats)
    const { from, to } = this.#blockOf(piece) ?? { from: 0, to: 1 }
    const first = (this.#firsts[piece] ?? 0) - from
    const seats = Array.from(
      { length: this.lengthOf(piece) },
      (_, index) => from + ((first + index) % (to - from)),
    )
    return linePiece(this.#hall, seats, this.tableOf(piece))
  }

  #addTable(block: HallBlock, state: SearchState): void {
    const { placesAtTables } = state.wanted
    const accessible = placesAtTables === undefined ? 0 : 1
    const seats = fittingTable(block, { ...state, wanted: { ...state.wanted, accessible } })
    if (!seats) return
    const places = seats.filter((seat) => this.#hall.traits.has(seat, ACCESSIBLE)).length
    this.#tables.set(
      this.count,
      this.#kindOf(seats.length, placesAtTables === undefined ? 0 : places),
    )
    this.#lengths.push(seats.length)
    this.#firsts.push(block.from)
  }

  #kindOf(seats: number, places: number): TableKind {
    const key = `${seats} ${places}`
    const kind = this.#tableKinds.get(key) ?? { seats, places, count: 0 }
    kind.count++
    this.#tableKinds.set(key, kind)
    return kind
  }

  #addRuns(state: SearchState, { from, to }: HallBlock): void {
    eachRunOf(state, from, to, (start, end) => {
      this.#lengths.push(end - start)
      this.#firsts.push(start)
    })
  }

  #addRunsOfRing(view: LineView, block: HallBlock): void {
    view.load(block)
    view.eachRun((start, end) => {
      this.#lengths.push(end - start)
      this.#firsts.push(view.seatAt(start))
    })
  }

  #addParts(search: ClusterSearch): void {
    for (const seats of search.parts()) {
      this.#clusters.set(this.count, { search, seats })
      this.#lengths.push(seats.length)
      this.#firsts.push(seats[0] ?? 0)
    }
  }

  #blockOf(piece: number): HallBlock | undefined {
    return this.#hall.blocks[this.#hall.blockOf(this.#firsts[piece] ?? 0)]
  }
}

function linePiece(hall: Hall, seats: readonly number[], table: TableKind | undefined): Piece {
  const { length } = seats
  /** The point half-way between the first and the last of these seats. */
  const middle = (start: number, end: number) =>
    meanOf([start, end - 1].map((index) => hall.positionOf(seats[index] ?? 0)))
  return {
    seats,
    length,
    table,
    middle: table ? meanOf(seats.map((seat) => hall.positionOf(seat))) : middle(0, length),
    distance: hall.meanDistance(seats),
    part(count, near) {
      const atStart = distanceBetween(middle(0, count), near)
      const atEnd = distanceBetween(middle(length - count, length), near)
      return atStart <= atEnd ? seats.slice(0, count) : seats.slice(length - count)
    },
  }
}

function clusterPiece(hall: Hall, search: ClusterSearch, seats: readonly number[]): Piece {
  const distanceTo = (seat: number, near: Point) => distanceBetween(hall.positionOf(seat), near)
  return {
    seats,
    length: seats.length,
    middle: meanOf(seats.map((seat) => hall.positionOf(seat))),
    distance: hall.meanDistance(seats),
    part(count, near) {
      const first = seats.reduce((a, b) => (distanceTo(b, near) < distanceTo(a, near) ? b : a))
      return search.grow(first, count, 'nearest-to-first')
    },
  }
}
