import { type Segment, segmentsOf } from './row-segments.ts'
import { distanceBetween, frontOf, type Point, type SeatingPlan } from './seating-plan.ts'

/** A segment, with how far its seats are from the front of the hall. */
export interface HallSegment {
  readonly seats: Segment
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
  return plan.zones
    .flatMap((zone) => zone.rows)
    .flatMap(segmentsOf)
    .map((seats) => hallSegment(seats, front))
    .sort((a, b) => a.distanceMin - b.distanceMin)
}

function hallSegment(seats: Segment, front: Point): HallSegment {
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
  return { seats, distanceMin, distanceSums, categoryChanges }
}

/** How far the seats from `start` to before `end` are from the front on average. */
export function meanDistance({ distanceSums }: HallSegment, start: number, end: number): number {
  return ((distanceSums[end] ?? 0) - (distanceSums[start] ?? 0)) / (end - start)
}

/** Whether the seats from `start` to before `end` are of several categories. */
export function isMixed({ categoryChanges }: HallSegment, start: number, end: number): boolean {
  return categoryChanges[start + 1] !== categoryChanges[end]
}
