import { formatMoney } from '../../../client/src/index.ts'
import { h, setText } from '../../dom.ts'
import type { SeatMapTexts } from '../../texts/index.ts'
import type { Hall } from '../hall/hall.ts'
import type { PriceList } from '../hall/price-list.ts'
import { factsOf, placeOf } from '../hall/seat-names.ts'
import type { SeatBoard } from '../live/seat-board.ts'

export interface SeatSheetOptions {
  readonly texts: SeatMapTexts
  readonly hall: Hall
  readonly board: SeatBoard
  readonly prices: PriceList
  readonly onChoose: (seat: number) => void
}

/** Says what a tapped seat is and costs, also if it is taken. */
export class SeatSheet {
  readonly element: HTMLElement
  readonly #options: SeatSheetOptions
  readonly #place = h('strong', {})
  readonly #price = h('span', { className: 'price' })
  readonly #text = h('span', { className: 'category' })
  readonly #choose: HTMLButtonElement
  #seat: number | undefined

  constructor(options: SeatSheetOptions) {
    this.#options = options
    const { texts, board, onChoose } = options
    this.#choose = h('button', {
      type: 'button',
      onclick: () => {
        if (this.#seat !== undefined) onChoose(this.#seat)
      },
    })
    const close = h('button', {
      ...{ type: 'button', className: 'close', ariaLabel: texts.sheet.close },
      textContent: '\u00d7',
      onclick: () => {
        this.hide()
      },
    })
    this.element = h(
      'div',
      { className: 'sheet', role: 'group', ariaLabel: texts.sheet.label, hidden: true },
      h('p', {}, this.#place, this.#price, this.#text),
      this.#choose,
      close,
    )
    board.listen(() => {
      this.#update()
    })
  }

  show(seat: number): void {
    this.#seat = seat
    this.element.hidden = false
    this.#update()
  }

  hide(): void {
    this.#seat = undefined
    this.element.hidden = true
  }

  #update(): void {
    if (this.#seat === undefined) return
    const { texts, hall, board, prices } = this.#options
    const seat = this.#seat
    const look = board.lookOf(seat)
    const price = prices.ofSeat(seat)
    setText(this.#place, placeOf({ hall, texts }, seat))
    setText(this.#price, price ? formatMoney(price, texts.locale) : '')
    setText(this.#text, factsOf(this.#options, seat).join(' \u00b7 '))
    this.#choose.hidden = look !== 'free' && look !== 'selected'
    setText(this.#choose, look === 'selected' ? texts.sheet.remove : texts.sheet.select)
  }
}
