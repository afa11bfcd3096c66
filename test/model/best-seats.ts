import type { HallModel } from './hall-model.ts'
import type { BestSeats } from './requests.ts'
import { type ModelSeat, SEGMENTS, TABLE } from './small-hall.ts'

/** So that the sender follows from the request, as it does from an idempotency key. */
export const isPublic = ({ category }: BestSeats) => category === undefined

function isFree(model: HallModel, seat: ModelSeat, { category, zone, accessible = 0 }: BestSeats) {
  return (
    model.statusOf(seat.id) === 'available' &&
    (category === undefined || seat.category === category) &&
    (zone === undefined || seat.zone === zone) &&
    (accessible > 0 || (seat.kind !== 'accessible' && seat.kind !== 'companion'))
  )
}

/** Whether the seats have as many accessible places as requested, companions only of these, and no part of a table. */
function isWhole(seats: readonly ModelSeat[], wanted: BestSeats): boolean {
  const count = (kind: ModelSeat['kind']) => seats.filter((seat) => seat.kind === kind).length
  const places = count('accessible')
  return (
    places === (wanted.accessible ?? 0) &&
    (places > 0 || count('companion') === 0) &&
    (!isPublic(wanted) || count('table') === 0 || count('table') === TABLE.length)
  )
}

/** Every group of adjacent free seats that fits. */
function groups(model: HallModel, wanted: BestSeats): string[][] {
  const { quantity } = wanted
  return SEGMENTS.flatMap((segment) =>
    segment.map((_, start) => segment.slice(start, start + quantity)),
  )
    .filter((group) => group.length === quantity)
    .filter((group) => group.every((seat) => isFree(model, seat, wanted)))
    .filter((group) => isWhole(group, wanted))
    .map((group) => group.map(({ id }) => id))
}

function freeSeats(model: HallModel, wanted: BestSeats): ModelSeat[] {
  return SEGMENTS.flat().filter((seat) => isFree(model, seat, wanted))
}

/** Tries all sets of free seats. */
function canBeHadApart(model: HallModel, wanted: BestSeats): boolean {
  const free = freeSeats(model, wanted)
  return Array.from({ length: 2 ** free.length }, (_, set) =>
    free.filter((_, index) => ((set >> index) & 1) === 1),
  ).some((seats) => seats.length === wanted.quantity && isWhole(seats, wanted))
}

export function canBeHad(model: HallModel, wanted: BestSeats): boolean {
  if (groups(model, wanted).length > 0) return true
  return wanted.adjacent === false && canBeHadApart(model, wanted)
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
  if (possible.length > 0) {
    return possible.some((group) => group.toSorted().join() === chosen.toSorted().join())
  }
  const seats = freeSeats(model, wanted).filter(({ id }) => chosen.includes(id))
  return (
    wanted.adjacent === false &&
    new Set(chosen).size === wanted.quantity &&
    seats.length === wanted.quantity &&
    isWhole(seats, wanted)
  )
}
