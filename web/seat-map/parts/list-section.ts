import { h, setText } from '../../dom.ts'
import type { SeatMapTexts } from '../../texts/index.ts'
import type { Hall, HallRow } from '../hall/hall.ts'
import { categoryNameOf } from '../hall/seat-names.ts'
import { LOOKS, type SeatBoard } from '../live/seat-board.ts'

export interface ListSectionOptions {
  readonly texts: SeatMapTexts
  readonly hall: Hall
  readonly board: SeatBoard
  readonly onChoose: (seat: number) => void
}

interface ShownRow {
  readonly row: HallRow
  readonly count: HTMLElement
  /** Created when the row is first opened. */
  seats?: readonly ShownSeat[]
}

interface ShownSeat {
  readonly seat: number
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
  readonly #zones: { readonly rows: readonly HallRow[]; readonly count: HTMLElement }[] = []
  readonly #stopListening: () => void
  #isOutdated = false
  #canChoose = true

  constructor(options: ListSectionOptions) {
    this.#options = options
    const zones = Map.groupBy(options.hall.rows, ({ zone }) => zone)
    this.element = h(
      'div',
      { className: 'list' },
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

  disconnect(): void {
    this.#stopListening()
  }

  #zone(name: string, rows: readonly HallRow[], isOnly: boolean): HTMLElement {
    const count = h('span', { className: 'count' }, this.#freeIn(rows))
    this.#zones.push({ rows, count })
    return this.#disclosure(
      [h('h3', {}, this.#options.texts.zone(name)), count],
      () => rows.map((row) => this.#row(row)),
      { isOpen: isOnly, className: 'zone' },
    )
  }

  #row(row: HallRow): HTMLElement {
    const count = h('span', { className: 'count' }, this.#freeIn([row]))
    const shown: ShownRow = { row, count }
    this.#rows.push(shown)
    return this.#disclosure(
      [h('span', {}, this.#options.texts.row(row.label)), count],
      () => {
        const seats = seatsOf(row).map((seat) => this.#seat(row, seat))
        shown.seats = seats.map(({ shown }) => shown)
        return [h('ul', {}, ...seats.map(({ item }) => item))]
      },
      { className: 'row' },
    )
  }

  #seat(row: HallRow, seat: number): { item: HTMLElement; shown: ShownSeat } {
    const { hall, onChoose, texts } = this.#options
    const box = h('input', { type: 'checkbox' })
    box.addEventListener('change', () => {
      onChoose(seat)
      // The board decides whether the seat is selected now, not the box.
      this.#update()
    })
    const state = h('span', { className: 'state' })
    const shown = { seat, box, state }
    const rowName = h('span', { className: 'unseen' }, row.label ? `${texts.row(row.label)}, ` : '')
    const label = h(
      'label',
      {},
      box,
      h('span', { className: 'seat-name' }, rowName, texts.seat(hall.labels[seat] ?? '')),
      h('span', { className: 'category' }, categoryNameOf(hall, seat)),
      state,
    )
    this.#updateSeat(shown)
    return { item: h('li', {}, label), shown }
  }

  /** A part that can be opened. Its content is created when it is first opened. */
  #disclosure(
    summary: readonly HTMLElement[],
    make: () => readonly HTMLElement[],
    { isOpen = false, className }: { isOpen?: boolean; className: string },
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
    for (const { rows, count } of this.#zones) setText(count, this.#freeIn(rows))
    for (const { row, count, seats = [] } of this.#rows) {
      setText(count, this.#freeIn([row]))
      for (const seat of seats) this.#updateSeat(seat)
    }
  }

  #updateSeat({ seat, box, state }: ShownSeat): void {
    const look = this.#options.board.lookOf(seat)
    box.checked = look === 'selected' || look === 'mine' || look === 'yours'
    box.disabled = !this.#canChoose || (look !== 'free' && look !== 'selected')
    setText(state, this.#options.texts.look[look])
  }

  #freeIn(rows: readonly HallRow[]): string {
    const free = LOOKS.indexOf('free')
    const { looks } = this.#options.board
    let count = 0
    let all = 0
    for (const { from, to } of rows) {
      all += to - from
      for (let seat = from; seat < to; seat++) if (looks[seat] === free) count++
    }
    return this.#options.texts.available(count, all)
  }
}

function seatsOf({ from, to }: HallRow): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index)
}
