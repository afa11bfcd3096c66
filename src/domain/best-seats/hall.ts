import type { SeatId } from '../seat.ts'
import { distanceBetween, type PlanSeat, type Point, type SeatingPlan } from '../seating-plan.ts'
import { StandingAreas } from '../standing-areas.ts'
import { frontOf } from './front.ts'
import type { SeatBlock } from './seat-block.ts'
import { blocksOf } from './seat-blocks.ts'
import { SeatTraits } from './seat-traits.ts'

/** A block of connected seats: those with the numbers from `from` up to, but not including, `to`. */
export interface HallBlock {
  readonly shape: SeatBlock['shape']
  readonly from: number
  readonly to: number
  /** The distance of its nearest seat to the front. */
  readonly distanceMin: number
  /** Whether it is a table that the public books as a whole. */
  readonly isTable: boolean
  /** In a cluster, the neighbours of each seat. */
  readonly neighbours?: readonly (readonly number[])[] | undefined
}

/** What is printed at a seat, and its category. */
export interface SeatLabel {
  /** Only for a place of a standing area, which has no row and no number. */
  readonly areaId?: string | undefined
  readonly zone: string
  readonly row: string
  readonly number: string
  readonly category: string
}

/**
 * A seating plan in the form that the search needs. Each seat has a number, and its properties are in arrays indexed by
 * that number. This keeps many halls small in memory, and a scan of a whole hall fast.
 */
export class Hall {
  /** Ordered by `distanceMin`. */
  readonly blocks: readonly HallBlock[]
  readonly seatIds: readonly SeatId[]
  readonly categoryOf: Uint32Array
  /** By seat, its distance to the front. */
  readonly distances: Float64Array
  readonly xs: Float64Array
  readonly ys: Float64Array
  readonly traits: SeatTraits
  /** Whether there are tables that the public books as a whole. */
  readonly hasTables: boolean
  /** Their places are not among the seats. */
  readonly areas: StandingAreas
  readonly #numbers: ReadonlyMap<SeatId, number>
  readonly #categories: ReadonlyMap<string, number>
  readonly #blockOf: Uint32Array
  readonly #rows: readonly string[]
  readonly #printedNumbers: readonly string[]
  readonly #categoryNames: readonly string[]
  readonly #zones: ReadonlyMap<string, number>
  readonly #zoneNames: readonly string[]
  /** By block, the number of its zone. */
  readonly #zoneOf: Uint32Array

  constructor(plan: SeatingPlan) {
    this.areas = new StandingAreas(plan)
    const blocks = measuredBlocks(plan)
    const seats = blocks.flatMap((block) => block.seats)
    this.blocks = numberedBlocks(blocks)
    this.seatIds = seats.map(({ id }) => id)
    this.distances = Float64Array.from(blocks.flatMap(({ distances }) => distances))
    this.xs = Float64Array.from(seats, ({ position }) => position.x)
    this.ys = Float64Array.from(seats, ({ position }) => position.y)
    this.#numbers = new Map(this.seatIds.map((id, seat) => [id, seat]))
    this.#categories = new Map(plan.categories.map(({ name }, category) => [name, category]))
    this.categoryOf = Uint32Array.from(seats, (seat) => this.#categories.get(seat.category) ?? 0)
    this.#blockOf = new Uint32Array(seats.length)
    this.blocks.forEach(({ from, to }, block) => this.#blockOf.fill(block, from, to))
    this.traits = new SeatTraits(seats, (seatId) => this.numberOf(seatId))
    this.hasTables = this.blocks.some(({ isTable }) => isTable)
    this.#rows = seats.map(({ row }) => row)
    this.#printedNumbers = seats.map(({ number }) => number)
    this.#categoryNames = plan.categories.map(({ name }) => name)
    this.#zoneNames = [...new Set(plan.zones.map(({ name }) => name))]
    this.#zones = new Map(this.#zoneNames.map((name, zone) => [name, zone]))
    this.#zoneOf = Uint32Array.from(blocks, ({ zoneName }) => this.#zones.get(zoneName) ?? 0)
  }

  /** Returns undefined if the hall has no such seat or place. */
  labelOf(seatId: SeatId): SeatLabel | undefined {
    const seat = this.numberOf(seatId)
    if (seat === undefined) return this.#labelOfPlace(seatId)
    return {
      zone: this.#zoneNames[this.zoneOf(this.blockOf(seat))] ?? '',
      row: this.#rows[seat] ?? '',
      number: this.#printedNumbers[seat] ?? '',
      category: this.#categoryNames[this.categoryOf[seat] ?? 0] ?? '',
    }
  }

  #labelOfPlace(seatId: SeatId): SeatLabel | undefined {
    const area = this.areas.placeOf(seatId)?.area
    return (
      area && { areaId: area.id, zone: area.zone, row: '', number: '', category: area.category }
    )
  }

  /** Returns undefined if the hall has no such seat, and for places. */
  numberOf(seatId: SeatId): number | undefined {
    return this.#numbers.get(seatId)
  }

  /** The number of a category, or undefined if the plan has no such category. */
  categoryNumber(name: string): number | undefined {
    return this.#categories.get(name)
  }

  get categoryNumbers(): Iterable<number> {
    return this.#categories.values()
  }

  /** The number of the zones with this name, or undefined if the plan has no such zone. */
  zoneNumber(name: string): number | undefined {
    return this.#zones.get(name)
  }

  /** The number of the block's zone. */
  zoneOf(block: number): number {
    return this.#zoneOf[block] ?? 0
  }

  /** The number of the seat's block. */
  blockOf(seat: number): number {
    return this.#blockOf[seat] ?? 0
  }

  positionOf(seat: number): Point {
    return { x: this.xs[seat] ?? NaN, y: this.ys[seat] ?? NaN }
  }

  /** The mean distance of these seats to the front. */
  meanDistance(seats: readonly number[]): number {
    return seats.reduce((sum, seat) => sum + (this.distances[seat] ?? 0), 0) / seats.length
  }
}

interface MeasuredBlock {
  readonly block: SeatBlock
  readonly zoneName: string
  readonly isTable: boolean
  readonly seats: readonly PlanSeat[]
  readonly distances: readonly number[]
  readonly distanceMin: number
}

/** The blocks of a plan, ordered by their distance to the front. */
function measuredBlocks(plan: SeatingPlan): MeasuredBlock[] {
  const front = frontOf(plan)
  return blocksOf(plan)
    .map(({ zone, isTable, ...block }): MeasuredBlock => {
      const { seats } = block
      const to = zone.focalPoint ?? front
      const distances = seats.map(({ position }) => distanceBetween(position, to))
      const distanceMin = distances.reduce((a, b) => Math.min(a, b))
      return { block, zoneName: zone.name, isTable, seats, distances, distanceMin }
    })
    .sort((a, b) => a.distanceMin - b.distanceMin)
}

function numberedBlocks(blocks: readonly MeasuredBlock[]): HallBlock[] {
  let to = 0
  return blocks.map(({ block, seats, distanceMin, isTable }) => {
    const from = to
    to += seats.length
    const neighbours =
      block.shape === 'cluster'
        ? block.neighbours.map((places) => places.map((place) => from + place))
        : undefined
    return { shape: block.shape, from, to, distanceMin, isTable, neighbours }
  })
}
