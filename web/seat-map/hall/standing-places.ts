import type { Plan, PlanArea } from './hall-area.ts'

/** A standing area, whose places are sold by number. */
export interface StandingArea {
  readonly areaId: string
  /** As printed on the plan. */
  readonly name: string
  readonly capacity: number
  /** The name of its category. It may be empty. */
  readonly category: string
}

/** As in the service: a plan may have a seat `Balcony:A1` beside an area `Balcony`, but no seat `Balcony:1`. */
const PLACE_ID = /^(.+):[1-9]\d*$/s

/** The standing areas of a plan. Place `n` of the area `pit` is the seat `pit:n`. */
export class StandingPlaces {
  readonly areas: readonly StandingArea[]
  readonly #byId: ReadonlyMap<string, StandingArea>

  constructor({ zones }: Pick<Plan, 'zones'>) {
    this.areas = zones.flatMap(({ areas = [] }) => areas.flatMap((area) => standingOf(area) ?? []))
    this.#byId = new Map(this.areas.map((area) => [area.areaId, area]))
  }

  area(areaId: string): StandingArea | undefined {
    return this.#byId.get(areaId)
  }

  /** The area of a place; undefined for the id of a seat. */
  areaOf(seatId: string): StandingArea | undefined {
    const [, areaId = ''] = PLACE_ID.exec(seatId) ?? []
    return this.#byId.get(areaId)
  }
}

function standingOf({ area_guid: areaId, capacity, category = '', text }: PlanArea) {
  if (areaId === undefined || capacity === undefined) return undefined
  const printed = (typeof text === 'string' ? text : text?.text) ?? ''
  const name = printed.replaceAll(/\s+/g, ' ').trim()
  return { areaId, capacity, category, name: name === '' ? areaId : name }
}
