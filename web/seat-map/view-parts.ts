import type { Schemas } from '../../client/src/index.ts'
import type { SeatMapTexts } from '../texts/index.ts'
import type { Visit } from './buying/visit.ts'
import type { Theme } from './drawing/theme.ts'
import { Finder } from './finder.ts'
import type { Hall } from './hall/hall.ts'
import type { PriceList } from './hall/price-list.ts'
import type { Found } from './hall/search.ts'
import type { SeatFilter } from './hall/seat-filter.ts'
import type { StandingPlaces } from './hall/standing-places.ts'
import type { SeatBoard } from './live/seat-board.ts'
import { ActionBar } from './parts/action-bar.ts'
import { BestSeatsForm } from './parts/best-seats-form.ts'
import { FilterForm } from './parts/filter-form.ts'
import { Legend } from './parts/legend.ts'
import { ListSection } from './parts/list-section.ts'
import { MapSection } from './parts/map-section.ts'
import { Messages } from './parts/messages.ts'
import { PurchaseSection } from './parts/purchase-section.ts'
import { SearchBox } from './parts/search-box.ts'
import { SeatSheet } from './parts/seat-sheet.ts'
import { type Shown, TopBar } from './parts/top-bar.ts'

/** The hall of an event, with what its seats cost and their current state. */
export interface ShownHall {
  readonly texts: SeatMapTexts
  readonly hall: Hall
  readonly standing: StandingPlaces
  readonly prices: PriceList
  readonly board: SeatBoard
}

export interface ViewHandlers {
  readonly visit: () => Visit
  readonly onChoose: (seat: number) => void
  readonly onChooseArea: (areaId: string) => void
  readonly onFilter: (filter: SeatFilter) => void
  readonly onGo: (found: Found) => void
  readonly onShow: (shown: Shown) => void
  readonly onPrint: () => void
  readonly say: (text: string) => void
}

export type ViewParts = ReturnType<typeof createParts>

/** Creates all parts of the seat map. */
export function createParts(
  shown: ShownHall,
  {
    event,
    theme,
    seatsMax,
    isWide,
    handlers,
  }: {
    readonly event: Schemas['Event']
    readonly theme: Theme
    readonly seatsMax: number
    readonly isWide: boolean
    readonly handlers: ViewHandlers
  },
) {
  const { texts, hall } = shown
  const { categories } = hall
  const { visit, onChoose, onShow, onGo, onFilter } = handlers
  const hasAccessible = hall.traits.includes('accessible')
  const zones = [...new Set(hall.rows.map(({ zone }) => zone))].filter(Boolean)
  const finder = new Finder(shown)
  const yours = newPurchaseSection(shown, handlers)
  return {
    finder,
    messages: new Messages(texts),
    bar: new TopBar({ texts, event, onShow }),
    map: new MapSection({ ...shown, ...handlers, theme, name: event.name }),
    list: new ListSection({ ...shown, ...handlers }),
    sheet: new SeatSheet({ ...shown, onChoose }),
    search: new SearchBox({
      ...{ texts, onGo },
      find: (query) => finder.find(query),
      nameOf: (found) => finder.nameOf(found),
      noteOf: (found) => finder.noteOf(found),
    }),
    filter: new FilterForm({ ...shown, categories, hasAccessible, onChange: onFilter }),
    best: new BestSeatsForm({
      ...{ texts, categories: hall.seatCategories, zones, hasAccessible, seatsMax },
      onAsk: (wanted) => void visit().holdBest(wanted),
    }),
    yours,
    actions: new ActionBar({
      ...{ texts, publicBooking: event.publicBooking },
      onHold: () => void visit().hold(),
      onConfirm: () => void visit().confirm(),
      onCheckOut: () => void visit().checkOut(),
      onLeave: () => {
        yours.focus()
      },
    }),
    legend: new Legend({ texts, isOpen: isWide }),
  }
}

function newPurchaseSection(shown: ShownHall, { visit, onChoose, onPrint }: ViewHandlers) {
  return new PurchaseSection({
    ...shown,
    onDeselect: onChoose,
    onRemove: (seatIds) => void visit().remove(seatIds),
    onQuantity: (wanted) => {
      visit().chooseArea(wanted)
    },
    mostIn: (areaId) => visit().mostIn(areaId),
    onExtend: () => void visit().extend(),
    onExchange: () => void visit().otherSeats(),
    onKeep: () => {
      visit().keepSeats()
    },
    onRelease: () => void visit().release(),
    onPrint,
    onStartAnew: () => {
      visit().startAnew()
    },
  })
}
