import { type PublicSeat, type SeatId, statusAt } from '../../domain/seat.ts'
import { type AreaId, placeId, placeNumbersOf } from '../../domain/seating-plan.ts'
import type { StandingArea, StandingAreas } from '../../domain/standing-areas.ts'

/** How many places of a standing area are available. */
export interface AreaCount {
  readonly areaId: AreaId
  readonly capacity: number
  readonly available: number
}

/** The status of places that can be chosen. */
export type PlaceStatus = 'available' | 'blocked'

/** Which places to choose, and which not. */
export interface PlaceSelection {
  readonly areaId: AreaId
  readonly quantity: number
  /** Default: `available`. */
  readonly status?: PlaceStatus | undefined
  readonly isAllowed: (seatId: SeatId) => boolean
  /** Returns a number from 0 up to but not including 1. */
  readonly random: () => number
}

/** A taken seat takes as much memory as this many places. */
const PLACES_PER_SEAT = 25

/** The places of all standing areas of an event that are not available. */
export class TakenPlaces {
  readonly areas: StandingAreas
  readonly #taken: ReadonlyMap<AreaId, TakenInArea>

  constructor(areas: StandingAreas) {
    this.areas = areas
    this.#taken = new Map(areas.list.map((area) => [area.id, new TakenInArea(area)]))
  }

  /** The number of taken places, including those with an expired hold until they are removed. */
  get size(): number {
    return this.#sum(({ size }) => size)
  }

  /** The memory that it takes, in taken seats. */
  get cost(): number {
    return Math.ceil(this.#sum(({ area }) => area.capacity) / PLACES_PER_SEAT)
  }

  /**
   * Sets the current state of a place.
   * @returns false if the seat is not a place
   */
  put(seat: PublicSeat, now: Date): boolean {
    const place = this.areas.placeOf(seat.id)
    if (!place) return false
    this.#taken.get(place.area.id)?.put(place.number, seat, now)
    return true
  }

  /** Removes the places whose hold has expired. Fast if there are none. */
  removeExpired(now: Date): void {
    for (const taken of this.#taken.values()) taken.removeExpired(now)
  }

  /** In the order of the plan. */
  counts(): AreaCount[] {
    return Array.from(this.#taken.values(), ({ area: { id: areaId, capacity }, size }) => {
      return { areaId, capacity, available: capacity - size }
    })
  }

  /** Chooses places with this status at random. Returns undefined if there are not enough that are allowed. */
  choose({ areaId, ...wanted }: PlaceSelection): SeatId[] | undefined {
    return this.#taken.get(areaId)?.choose(wanted)
  }

  #sum(countOf: (taken: TakenInArea) => number): number {
    return this.#taken.values().reduce((sum, taken) => sum + countOf(taken), 0)
  }
}

/** With fewer such places than one in this number, listing them is likely to be faster than more attempts. */
const ATTEMPTS_PER_PLACE = 16

/** In place of a deadline. Both are later than that of any hold. */
const BOOKED = Number.MAX_VALUE
const BLOCKED = Infinity

/** The taken places of one area, in an array with a number for each place, because an area can be large. */
class TakenInArea {
  readonly area: StandingArea
  /** The numbers of the places, in ascending order. */
  readonly #numbers: Uint32Array
  /** By place, until when it is taken: 0 if it is available, and `BOOKED` or `BLOCKED` if it is not held. */
  readonly #untilMs: Float64Array
  #size = 0
  /** No hold expires before this time. */
  #nextDeadlineMs = Infinity

  constructor(area: StandingArea) {
    this.area = area
    this.#numbers = Uint32Array.from(placeNumbersOf(area))
    this.#untilMs = new Float64Array((this.#numbers.at(-1) ?? 0) + 1)
  }

  get size(): number {
    return this.#size
  }

  put(number: number, seat: PublicSeat, now: Date): void {
    const before = this.#untilMs[number]
    // A place of another plan, which this instance is about to read.
    if (before === undefined) return
    const untilMs = takenUntilMs(seat, now)
    this.#untilMs[number] = untilMs
    this.#size += Number(untilMs > 0) - Number(before > 0)
    if (untilMs > 0) this.#nextDeadlineMs = Math.min(this.#nextDeadlineMs, untilMs)
  }

  removeExpired(now: Date): void {
    const nowMs = now.getTime()
    if (nowMs < this.#nextDeadlineMs) return
    let next = Infinity
    // By index: an iterator takes several milliseconds for a large area.
    for (let number = 1; number < this.#untilMs.length; number++) {
      const untilMs = this.#untilMs[number] ?? 0
      if (untilMs === 0) continue
      if (untilMs > nowMs) {
        next = Math.min(next, untilMs)
        continue
      }
      this.#untilMs[number] = 0
      this.#size--
    }
    this.#nextDeadlineMs = next
  }

  choose(wanted: Omit<PlaceSelection, 'areaId'>): SeatId[] | undefined {
    const { quantity, isAllowed, random, status = 'available' } = wanted
    const { id, capacity } = this.area
    const countMax = status === 'available' ? capacity - this.#size : this.#size
    if (countMax < quantity) return undefined
    const chosen = new Set<SeatId>()
    for (let left = quantity * ATTEMPTS_PER_PLACE; left > 0 && chosen.size < quantity; left--) {
      const number = this.#numbers[Math.floor(random() * capacity)] ?? NaN
      const seatId = placeId(id, number)
      if (this.#has(number, status) && isAllowed(seatId)) chosen.add(seatId)
    }
    return chosen.size === quantity ? [...chosen] : this.#chooseFromAll(wanted)
  }

  #chooseFromAll({
    quantity,
    isAllowed,
    random,
    status = 'available',
  }: Omit<PlaceSelection, 'areaId'>): SeatId[] | undefined {
    const left = this.#idsOf(status).filter(isAllowed)
    if (left.length < quantity) return undefined
    return Array.from({ length: quantity }, () => left.splice(random() * left.length, 1)).flat()
  }

  #idsOf(status: PlaceStatus): SeatId[] {
    const seatIds: SeatId[] = []
    for (const number of this.#numbers) {
      if (this.#has(number, status)) seatIds.push(placeId(this.area.id, number))
    }
    return seatIds
  }

  #has(number: number, status: PlaceStatus): boolean {
    return this.#untilMs[number] === (status === 'available' ? 0 : BLOCKED)
  }
}

/** Returns 0 if the place is available. */
function takenUntilMs(seat: PublicSeat, now: Date): number {
  if (statusAt(seat, now) === 'available') return 0
  if (seat.status === 'held') return seat.heldUntil.getTime()
  return seat.status === 'booked' ? BOOKED : BLOCKED
}
