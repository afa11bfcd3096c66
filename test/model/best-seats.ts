import type { HallModel } from './hall-model.ts'
import type { BestSeats } from './requests.ts'
import { SEGMENTS } from './small-hall.ts'

/** Every group of adjacent free seats that fits. */
function groups(model: HallModel, { quantity, category }: BestSeats): string[][] {
  return SEGMENTS.flatMap((segment) =>
    segment.map((_, start) => segment.slice(start, start + quantity)),
  )
    .filter((group) => group.length === quantity)
    .filter((group) => group.every((seat) => category === undefined || seat.category === category))
    .map((group) => group.map(({ id }) => id))
    .filter((group) => group.every((id) => model.statusOf(id) === 'available'))
}

function freeSeats(model: HallModel, { category }: BestSeats): string[] {
  return SEGMENTS.flat()
    .filter((seat) => category === undefined || seat.category === category)
    .map(({ id }) => id)
    .filter((id) => model.statusOf(id) === 'available')
}

export function canBeHad(model: HallModel, wanted: BestSeats): boolean {
  if (groups(model, wanted).length > 0) return true
  return wanted.adjacent === false && freeSeats(model, wanted).length >= wanted.quantity
}

/** Whether the seats are next to each other in one segment. */
export function areTogether(seatIds: readonly string[]): boolean {
  return SEGMENTS.some((segment) => {
    const places = segment.flatMap(({ id }, place) => (seatIds.includes(id) ? place : []))
    const [first = 0, last = 0] = [places[0], places.at(-1)]
    return places.length === seatIds.length && last - first === places.length - 1
  })
}

/** Checks only that the seats are as requested. The tests of the search check which group is the best. */
export function isGood(model: HallModel, wanted: BestSeats, chosen: readonly string[]): boolean {
  const possible = groups(model, wanted)
  if (possible.length > 0) return possible.some((group) => group.join() === chosen.join())
  const free = freeSeats(model, wanted)
  return (
    wanted.adjacent === false &&
    new Set(chosen).size === wanted.quantity &&
    chosen.every((id) => free.includes(id))
  )
}
