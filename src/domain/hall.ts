import { type Segment, segmentsOf } from './row-segments.ts'
import { distanceBetween, frontOf, type SeatingPlan } from './seating-plan.ts'

/** A segment, with how far its seats are from the front of the hall. */
export interface HallSegment {
  readonly seats: Segment
  readonly distanceMin: number
  /** At i the distances of the first i seats together, which makes the mean of any group one subtraction. */
  readonly distanceSums: readonly number[]
}

/** What a search for seats needs of a plan: its segments, those first that reach nearest to the front. */
export type Hall = readonly HallSegment[]

/** Worked out once for each plan, and shared by all searches. */
export function hallOf(plan: SeatingPlan): Hall {
  const front = frontOf(plan)
  return plan.zones
    .flatMap((zone) => zone.rows)
    .flatMap(segmentsOf)
    .map((seats) => {
      const distanceSums = [0]
      let [sum, distanceMin] = [0, Infinity]
      for (const { position } of seats) {
        const distance = distanceBetween(position, front)
        distanceMin = Math.min(distanceMin, distance)
        distanceSums.push((sum += distance))
      }
      return { seats, distanceMin, distanceSums }
    })
    .sort((a, b) => a.distanceMin - b.distanceMin)
}

/** How far the seats from `start` to before `end` are from the front on average. */
export function meanDistance({ distanceSums }: HallSegment, start: number, end: number): number {
  return ((distanceSums[end] ?? 0) - (distanceSums[start] ?? 0)) / (end - start)
}
