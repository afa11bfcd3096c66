import { formatMoney } from '../../../client/src/index.ts'
import { h, setText } from '../../dom.ts'
import type { SeatMapTexts } from '../../texts/index.ts'
import type { Hall, HallRow } from '../hall/hall.ts'
import type { PriceList } from '../hall/price-list.ts'
import type { LeftOut } from '../hall/seat-filter.ts'
import { categoryNameOf } from '../hall/seat-names.ts'
import type { StandingPlaces } from '../hall/standing-places.ts'
import { FREE, type SeatBoard } from '../live/seat-board.ts'
import { StandingList } from './standing-list.ts'

export interface ListSectionOptions {
  readonly texts: SeatMapTexts
  readonly hall: Hall
  readonly board: SeatBoard
  readonly standing: StandingPlaces
  readonly prices: PriceList
  readonly onChoose: (seat: number) => void
  readonly onChooseArea: (areaId: string) => void
}

interface ShownZone {
  readonly rows: readonly HallRow[]
  readonly count: HTMLElement
  readonly element: HTMLElement
}

interface ShownRow {
  readonly row: HallRow
  readonly element: HTMLElement
  readonly count: HTMLElement
  /** Created when the row is first opened. */
  seats?: readonly ShownSeat[]
}

interface ShownSeat {
  readonly seat: number
  readonly item: HTMLElement
  readonly box: HTMLInputElement
  readonly state: HTMLElement
}

/**
 * The hall as a list of zones, rows and seats, for customers who cannot use the map. The content of closed parts is
 * not created yet, so that a large hall opens at once.
 */
export class ListSection {
  readonly element: HTMLElement
  readonly #options: ListSectionOptions
  readonly #rows: ShownRow[] = []
  readonly #zones: ShownZone[] = []
  readonly #areas: StandingList
  readonly #stopListening: () => void
  #isOutdated = false
  #canChoose = true
  #isSeatOut: ((seat: number) => boolean) | undefined

  constructor(options: ListSectionOptions) {
    this.#options = options
    this.#areas = new StandingList(options)
    const zones = Map.groupBy(options.hall.rows, ({ zone }) => zone)
    this.element = h(
      'div',
      { className: 'list' },
      this.#areas.element,
      ...Array.from(zones, ([name, rows]) => this.#zone(name, rows, zones.size === 1)),
    )
    this.#stopListening = options.board.listen(() => {
      this.#outdate()
    })
  }

  /** Whether the customer can choose seats now. */
  set canChoose(canChoose: boolean) {
    if (canChoose === this.#canChoose) return
    this.#canChoose = canChoose
    this.#outdate()
  }

  /** Leaves out what the customer does not want. */
  set leftOut(leftOut: LeftOut | undefined) {
    this.#isSeatOut = leftOut?.isSeatOut
    this.#areas.leftOut = leftOut
    this.#outdate()
  }

  disconnect(): void {
    this.#stopListening()
  }

  #zone(name: string, rows: readonly HallRow[], isOnly: boolean): HTMLElement {
    const count = h('span', { className: 'count' }, this.#freeIn(rows))
    const element = this.#disclosure(
      [h('h3', {}, this.#options.texts.zone(name)), count],
      () => rows.map((row) => this.#row(row)),
      { isOpen: isOnly },
    )
    this.#zones.push({ rows, count, element })
    return element
  }

  #row(row: HallRow): HTMLElement {
    const count = h('span', { className: 'count' }, this.#freeIn([row]))
    const element = this.#disclosure(
      [h('span', {}, this.#options.texts.row(row.label)), count],
      () => {
        shown.seats = seatsOf(row).map((seat) => this.#seat(row, seat))
        return [h('ul', {}, ...shown.seats.map(({ item }) => item))]
      },
      { className: 'row' },
    )
    const shown: ShownRow = { row, element, count }
    element.hidden = this.#isEmpty([row])
    this.#rows.push(shown)
    return element
  }

  #seat(row: HallRow, seat: number): ShownSeat {
    const { hall, onChoose, texts, prices } = this.#options
    const box = h('input', { type: 'checkbox' })
    box.addEventListener('change', () => {
      onChoose(seat)
      // The board decides whether the seat is selected now, not the box.
      this.#update()
    })
    const state = h('span', { className: 'state' })
    const price = prices.ofSeat(seat)
    const rowName = h('span', { className: 'unseen' }, row.label ? `${texts.row(row.label)}, ` : '')
    const label = h(
      'label',
      {},
      box,
      h('span', {}, rowName, texts.seat(hall.labels[seat] ?? '')),
      h('span', { className: 'category' }, categoryNameOf(hall, seat)),
      state,
      h('span', { className: 'price' }, price ? formatMoney(price, texts.locale) : ''),
    )
    const shown = { seat, item: h('li', {}, label), box, state }
    this.#updateSeat(shown)
    return shown
  }

  /** A part that can be opened. Its content is created when it is first opened. */
  #disclosure(
    summary: readonly HTMLElement[],
    make: () => readonly HTMLElement[],
    { isOpen = false, className = '' }: { isOpen?: boolean; className?: string },
  ): HTMLElement {
    const details = h('details', { className }, h('summary', {}, ...summary))
    details.addEventListener(
      'toggle',
      () => {
        details.append(...make())
      },
      { once: true },
    )
    details.open = isOpen
    return details
  }

  #outdate(): void {
    if (this.#isOutdated) return
    this.#isOutdated = true
    requestAnimationFrame(() => {
      this.#isOutdated = false
      this.#update()
    })
  }

  #update(): void {
    this.#areas.update()
    for (const { rows, count, element } of this.#zones) {
      setText(count, this.#freeIn(rows))
      element.hidden = this.#isEmpty(rows)
    }
    for (const { row, count, element, seats = [] } of this.#rows) {
      setText(count, this.#freeIn([row]))
      element.hidden = this.#isEmpty([row])
      for (const seat of seats) this.#updateSeat(seat)
    }
  }

  #updateSeat({ seat, item, box, state }: ShownSeat): void {
    const look = this.#options.board.lookOf(seat)
    item.hidden = this.#isSeatOut?.(seat) ?? false
    box.checked = look === 'selected' || look === 'mine' || look === 'yours'
    box.disabled = !this.#canChoose || (look !== 'free' && look !== 'selected')
    setText(state, this.#options.texts.look[look])
  }

  #freeIn(rows: readonly HallRow[]): string {
    const { looks } = this.#options.board
    let count = 0
    let all = 0
    for (const row of rows) {
      for (let seat = row.from; seat < row.to; seat++) {
        if (this.#isSeatOut?.(seat)) continue
        all++
        if (looks[seat] === FREE) count++
      }
    }
    return this.#options.texts.available(count, all)
  }

  /** Whether all seats are left out. */
  #isEmpty(rows: readonly HallRow[]): boolean {
    const isOut = this.#isSeatOut
    return isOut !== undefined && rows.every((row) => seatsOf(row).every(isOut))
  }
}

function seatsOf({ from, to }: HallRow): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index)
}
