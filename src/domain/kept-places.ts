import type { SeatId } from './seat.ts'
import {
  type NumberRange,
  placeId,
  placeNumbersOf,
  type SeatingPlan,
  type StandingPlaces,
} from './seating-plan.ts'
import { StandingAreas } from './standing-areas.ts'

/**
 * Returns the new plan of an event with places that its standing areas have already. An area that grows gets the lowest
 * numbers that it does not have. An area that shrinks loses the highest numbers: those that are free, and only then others.
 */
export function withKeptPlaces(
  former: SeatingPlan,
  next: SeatingPlan,
  isTaken: (seatId: SeatId) => boolean,
): SeatingPlan {
  const areas = new StandingAreas(former)
  const kept = (standing: StandingPlaces): StandingPlaces => {
    const before = areas.find(standing.id)
    return before ? { ...standing, numbers: keptNumbers(before, standing, isTaken) } : standing
  }
  const zones = next.zones.map((zone) => ({
    ...zone,
    areas: zone.areas.map((area) =>
      area.standing ? { ...area, standing: kept(area.standing) } : area,
    ),
  }))
  return { ...next, zones }
}

/** Whether one of the standing areas has fewer places in the new plan. */
export function shrinksAnArea(former: SeatingPlan, next: SeatingPlan): boolean {
  const areas = new StandingAreas(next)
  return new StandingAreas(former).list.some(
    ({ id, capacity }) => (areas.find(id)?.capacity ?? capacity) < capacity,
  )
}

function keptNumbers(
  before: StandingPlaces,
  { id, capacity }: StandingPlaces,
  isTaken: (seatId: SeatId) => boolean,
): readonly NumberRange[] | undefined {
  if (capacity === before.capacity) return before.numbers
  const numbers = placeNumbersOf(before)
  const isFree = (number: number) => !isTaken(placeId(id, number))
  const changed =
    capacity > before.capacity ? grown(numbers, capacity) : shrunk(numbers, capacity, isFree)
  const ranges = toRanges(changed)
  return ranges.length === 1 && ranges[0]?.[0] === 1 ? undefined : ranges
}

function grown(numbers: readonly number[], capacity: number): number[] {
  const all = new Set(numbers)
  for (let number = 1; all.size < capacity; number++) all.add(number)
  return [...all].sort((a, b) => a - b)
}

function shrunk(
  numbers: readonly number[],
  capacity: number,
  isFree: (number: number) => boolean,
): number[] {
  const surplus = numbers.length - capacity
  const free = numbers.filter(isFree)
  const lost = new Set(free.slice(Math.max(0, free.length - surplus)))
  const rest = numbers.filter((number) => !lost.has(number))
  return rest.slice(0, capacity)
}

/** @param numbers in ascending order */
function toRanges(numbers: readonly number[]): NumberRange[] {
  const ranges: [number, number][] = []
  for (const number of numbers) {
    const range = ranges.at(-1)
    if (range?.[1] === number - 1) range[1] = number
    else ranges.push([number, number])
  }
  return ranges
}
