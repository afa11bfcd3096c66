import { asPrinted } from '../../../domain/printed-text.ts'
import type { SeatId } from '../../../domain/seat.ts'
import type { PlanSeat, SeatCategory, StandingPlaces } from '../../../domain/seating-plan.ts'
import type { BoundedCheck } from './bounded-check.ts'

/** The first use of a name. */
interface NameUse {
  readonly name: string
  readonly place: string
}

interface CompanionSeat {
  readonly seatId: SeatId
  readonly companionOf: SeatId
  readonly place: string
}

/** `area:n`, in the printed form. */
const PLACE_ID = /^(.*):([1-9]\d*)$/su

/** Checks that the ids in a plan are unique and differ visibly, and that the plan has what its elements refer to. */
export class PlanNames {
  readonly #check: BoundedCheck
  #categories: ReadonlySet<string> = new Set()
  /** By the printed form of the id. */
  readonly #seats = new Map<string, NameUse>()
  readonly #areas = new Map<string, NameUse>()
  readonly #accessible = new Set<SeatId>()
  readonly #companions: CompanionSeat[] = []

  constructor(check: BoundedCheck) {
    this.#check = check
  }

  setCategories(categories: readonly SeatCategory[], place: string): void {
    const names = new Map<string, NameUse>()
    for (const [index, { name }] of categories.entries()) {
      if (asPrinted(name) !== '') this.#keepApart(names, { name, place: `${place}[${index}].name` })
    }
    this.#categories = new Set(categories.map(({ name }) => name))
  }

  addSeat({ id, category, accessible, companionOf }: PlanSeat, place: string): void {
    this.#keepUnique(this.#seats, { name: id, place: `${place}.seat_guid` })
    this.#checkCategory(category, place)
    if (accessible) this.#accessible.add(id)
    if (companionOf !== undefined) this.#companions.push({ seatId: id, companionOf, place })
  }

  addArea({ id, category }: StandingPlaces, place: string): void {
    this.#keepUnique(this.#areas, { name: id, place: `${place}.area_guid` })
    this.#checkCategory(category, place)
  }

  /** Call when all elements have been added. */
  checkReferences(): void {
    for (const { seatId, companionOf, place } of this.#companions) {
      if (companionOf === seatId || !this.#accessible.has(companionOf)) {
        const what = `not another seat of the plan that is accessible: ${companionOf}`
        this.#check.fault(`${place}.companionOf`, what)
      }
    }
    if (this.#areas.size > 0) this.#checkPlaces()
  }

  #checkPlaces(): void {
    for (const [printed, { place }] of this.#seats) {
      const [, areaId = ''] = PLACE_ID.exec(printed) ?? []
      // "pit :1" is printed with the space, and its area "pit " without it.
      const area = this.#areas.get(asPrinted(areaId))
      // Also with a number above the capacity, which may have been higher in a former plan.
      if (area) this.#check.fault(place, `is or looks like the id of a place of ${area.place}`)
    }
  }

  #checkCategory(category: string, place: string): void {
    if (category === '' || this.#categories.has(category)) return
    this.#check.fault(`${place}.category`, `not one of the categories: ${category}`)
  }

  /** Reports an id that is a duplicate or looks the same as another. */
  #keepUnique(uses: Map<string, NameUse>, use: NameUse): void {
    const former = uses.get(asPrinted(use.name))
    if (former?.name === use.name) this.#check.fault(use.place, `duplicate of ${former.place}`)
    else this.#keepApart(uses, use)
  }

  /** Reports a name that looks the same as a different name. An identical name is allowed. */
  #keepApart(uses: Map<string, NameUse>, use: NameUse): void {
    const printed = asPrinted(use.name)
    const former = uses.get(printed)
    if (!former) uses.set(printed, use)
    else if (former.name !== use.name) {
      this.#check.fault(use.place, `looks the same as ${former.place}`)
    }
  }
}
