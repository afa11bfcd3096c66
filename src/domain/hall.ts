import { type Segment, segmentsOf } from './row-segments.ts'
import { distanceBetween, frontOf, type Point, type SeatingPlan } from './seating-plan.ts'
import type { SeatId } from './seat.ts'

/**
 * A segment, with how far its seats are from the front of the hall. It is in lists, one entry a seat, and has nothing of
 * the plan: many halls are kept at hand, and so take a third of the memory.
 */
export interface HallSegment {
  readonly seatIds: readonly SeatId[]
  readonly categories: readonly string[]
  /** Where the seats are, x and y in turn. */
  readonly places: readonly number[]
  readonly distanceMin: number
  /** At i the distances of the first i seats together, which makes the mean of any group one subtraction. */
  readonly distanceSums: readonly number[]
  /** At i how many of the first i seats are of another category than the seat before them. */
  readonly categoryChanges: readonly number[]
}

/** What a search for seats needs of a plan: its segments, those first that reach nearest to the front. */
export type Hall = readonly HallSegment[]

/** Worked out once for each plan, and shared by all searches. */
export function hallOf(plan: SeatingPlan): Hall {
  const front = frontOf(plan)
  const names = new Map(plan.categories.map(({ name }) => [name, name]))
  return plan.zones
    .flatMap((zone) => zone.rows)
    .flatMap(segmentsOf)
    .map((seats) => hallSegment(seats, front, names))
    .sort((a, b) => a.distanceMin - b.distanceMin)
}

function hallSegment(
  seats: Segment,
  front: Point,
  names: ReadonlyMap<string, string>,
): HallSegment {
  const [distanceSums, categoryChanges] = [[0], [0]]
  let [distanceMin, sum, changes] = [Infinity, 0, 0]
  let category = seats[0]?.category
  for (const seat of seats) {
    const distance = distanceBetween(seat.position, front)
    distanceMin = Math.min(distanceMin, distance)
    distanceSums.push((sum += distance))
    if (seat.category !== category) changes++
    categoryChanges.push(changes)
    category = seat.category
  }
  return {
    seatIds: seats.map(({ id }) => id),
    // Read from JSON, each seat has a copy of the name of its own.
    categories: seats.map(({ category: name }) => names.get(name) ?? name),
    places: seats.flatMap(({ position: { x, y } }) => [x, y]),
    distanceMin,
    distanceSums,
    categoryChanges,
  }
}

/** How far the seats from `start` to before `end` are from the front on average. */
export function meanDistance({ distanceSums }: HallSegment, start: number, end: number): number {
  return ((distanceSums[end] ?? 0) - (distanceSums[start] ?? 0)) / (end - start)
}

/** Whether the seats from `start` to before `end` are of several categories. */
export function isMixed({ categoryChanges }: HallSegment, start: number, end: number): boolean {
  return categoryChanges[start + 1] !== categoryChanges[end]
}

/** Where the seat is in the hall. */
export function placeOf({ places }: HallSegment, index: number): Point {
  return { x: places[2 * index] ?? NaN, y: places[2 * index + 1] ?? NaN }
}
