import { frontOf } from './front.ts'
import { blocksOf, type SeatBlock } from './seat-blocks.ts'
import { distanceBetween, type PlanSeat, type Point, type SeatingPlan } from '../seating-plan.ts'
import type { SeatId } from '../seat.ts'

/** Seats that are together. They have the numbers from `from` to before `to`. */
export interface HallBlock {
  readonly shape: SeatBlock['shape']
  readonly from: number
  readonly to: number
  /** How far the nearest of its seats is from the front. */
  readonly distanceMin: number
  /** In a cluster, the neighbours of each seat. */
  readonly neighbours?: readonly (readonly number[])[] | undefined
}

/**
 * What a search for seats needs of a plan. Each seat has a number, and what is known of it is in lists by that number:
 * many halls are kept in memory, and a search may go through all of one.
 */
export class Hall {
  /** Those that reach nearest to the front first. */
  readonly blocks: readonly HallBlock[]
  readonly seatIds: readonly SeatId[]
  readonly categoryOf: Uint32Array
  /** By seat, how far it is from the front. */
  readonly distances: Float64Array
  readonly xs: Float64Array
  readonly ys: Float64Array
  readonly #numbers: ReadonlyMap<SeatId, number>
  readonly #categories: ReadonlyMap<string, number>
  readonly #blockOf: Uint32Array

  constructor(plan: SeatingPlan) {
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
  }

  numberOf(seatId: SeatId): number | undefined {
    return this.#numbers.get(seatId)
  }

  /** The number of a category; undefined when the plan has none of this name. */
  categoryNumber(name: string): number | undefined {
    return this.#categories.get(name)
  }

  /** The number of the block that the seat is in. */
  blockOf(seat: number): number {
    return this.#blockOf[seat] ?? 0
  }

  placeOf(seat: number): Point {
    return { x: this.xs[seat] ?? NaN, y: this.ys[seat] ?? NaN }
  }

  /** How far the seats are from the front, on average. */
  meanDistance(seats: readonly number[]): number {
    return seats.reduce((sum, seat) => sum + (this.distances[seat] ?? 0), 0) / seats.length
  }
}

interface MeasuredBlock {
  readonly block: SeatBlock
  readonly seats: readonly PlanSeat[]
  readonly distances: readonly number[]
  readonly distanceMin: number
}

/** The blocks of a plan in the order of their distance from the front. */
function measuredBlocks(plan: SeatingPlan): MeasuredBlock[] {
  const front = frontOf(plan)
  return blocksOf(plan)
    .map(({ zone, ...block }): MeasuredBlock => {
      const { seats } = block
      const to = zone.focalPoint ?? front
      const distances = seats.map(({ position }) => distanceBetween(position, to))
      return { block, seats, distances, distanceMin: distances.reduce((a, b) => Math.min(a, b)) }
    })
    .sort((a, b) => a.distanceMin - b.distanceMin)
}

function numberedBlocks(blocks: readonly MeasuredBlock[]): HallBlock[] {
  let to = 0
  return blocks.map(({ block, seats, distanceMin }) => {
    const from = to
    to += seats.length
    const neighbours =
      block.shape === 'cluster'
        ? block.neighbours.map((places) => places.map((place) => from + place))
        : undefined
    return { shape: block.shape, from, to, distanceMin, neighbours }
  })
}
