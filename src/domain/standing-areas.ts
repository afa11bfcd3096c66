import type { SeatId } from './seat.ts'
import type { AreaId, SeatingPlan, StandingPlaces } from './seating-plan.ts'

/** A standing area, and the name of its zone. */
export interface StandingArea extends StandingPlaces {
  readonly zone: string
}

/** A place of a standing area. */
export interface Place {
  readonly area: StandingArea
  readonly number: number
}

/** No leading zero, so that each number has one form. */
const PLACE_ID = /^(.+):([1-9]\d{0,6})$/s

/** The standing areas of a plan. */
export class StandingAreas {
  /** In the order of the plan. */
  readonly list: readonly StandingArea[]
  /** The number of places of all areas. */
  readonly placeCount: number
  readonly #byId: ReadonlyMap<AreaId, StandingArea>

  constructor({ zones }: SeatingPlan) {
    this.list = zones.flatMap(({ name: zone, areas }) =>
      areas.flatMap(({ standing }) => (standing ? { ...standing, zone } : [])),
    )
    this.placeCount = this.list.reduce((sum, { capacity }) => sum + capacity, 0)
    this.#byId = new Map(this.list.map((area) => [area.id, area]))
  }

  find(areaId: AreaId): StandingArea | undefined {
    return this.#byId.get(areaId)
  }

  /**
   * Returns the place with this id, also one that its area has no longer. No seat of the plan has such an id.
   */
  placeOf(seatId: SeatId): Place | undefined {
    if (this.list.length === 0) return undefined
    const [, areaId = '', number] = PLACE_ID.exec(seatId) ?? []
    const area = this.#byId.get(areaId)
    return area && { area, number: Number(number) }
  }
}
