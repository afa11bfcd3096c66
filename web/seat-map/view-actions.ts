import type { Visit } from './buying/visit.ts'
import type { Found } from './hall/search.ts'
import { leftOut, matchCount, type SeatFilter } from './hall/seat-filter.ts'
import { hasTrait } from './hall/seat-traits.ts'
import { TOUCH_MIN } from './parts/map-section.ts'
import type { Shown } from './parts/top-bar.ts'
import type { ShownHall, ViewParts } from './view-parts.ts'

export interface ViewActionsOptions {
  readonly shown: ShownHall
  readonly visit: Visit
  readonly parts: () => ViewParts
  /** Whether the customer has used a finger or a pen last. */
  readonly isTouch: () => boolean
}

/** What the customer does with the map and around it, besides buying. */
export class ViewActions {
  readonly #options: ViewActionsOptions

  constructor(options: ViewActionsOptions) {
    this.#options = options
  }

  /** Selects a seat; on a touch screen, also says what it is, because there is nothing to hover with. */
  choose(seat: number): void {
    const { visit, isTouch } = this.#options
    const { map, sheet } = this.#parts
    visit.choose(seat)
    if (isTouch() && !map.element.hidden) sheet.show(seat)
  }

  chooseArea(areaId: string): void {
    const { visit } = this.#options
    const { quantity = 1 } = visit.selectedAreas.find((area) => area.areaId === areaId) ?? {}
    visit.chooseArea({ areaId, quantity })
    this.#parts.yours.focusArea(areaId)
  }

  /** Leaves out seats and standing areas on the map and in the list. */
  filter(wanted: SeatFilter): void {
    const { hall, prices, board } = this.#options.shown
    const { map, list, filter } = this.#parts
    const out = leftOut(wanted, {
      ...{ hall, prices },
      isAccessibleSeat: (seat) => hasTrait(hall.traitsOf[seat] ?? 0, 'accessible'),
    })
    map.map.leftOut = out
    list.leftOut = out
    filter.matches = out && matchCount(out, { hall, board })
  }

  /** Shows a place on the map, and lets the keyboard continue there. */
  goTo(found: Found): void {
    const { finder, map, best, sheet } = this.#parts
    this.showAs('map')
    if (found.kind === 'area') {
      this.chooseArea(found.areaId)
      return
    }
    if (found.kind === 'zone') {
      const { zones } = this.#options.shown.hall
      const named = zones.flatMap(({ name }, index) => (name === found.zone ? [index] : []))
      map.map.showZones(named, { pitchMin: this.#options.isTouch() ? TOUCH_MIN : undefined })
      best.zone = found.zone
    } else if (found.kind === 'row') map.map.showRow(found.row)
    else sheet.show(found.seat)
    const seat = finder.firstSeatOf(found)
    if (seat !== undefined) map.enter(seat)
  }

  showAs(shown: Shown): void {
    const { bar, map, list, sheet } = this.#parts
    map.element.hidden = shown !== 'map'
    list.element.hidden = shown !== 'list'
    if (shown === 'list') sheet.hide()
    bar.shown = shown
  }

  get #parts(): ViewParts {
    return this.#options.parts()
  }
}
