import { formatMoney } from '../../../client/src/index.ts'
import { h, setText } from '../../dom.ts'
import type { SeatMapTexts } from '../../texts/index.ts'
import type { PriceList } from '../hall/price-list.ts'
import type { LeftOut } from '../hall/seat-filter.ts'
import type { StandingArea, StandingPlaces } from '../hall/standing-places.ts'
import type { SeatBoard } from '../live/seat-board.ts'

export interface StandingListOptions {
  readonly texts: SeatMapTexts
  readonly standing: StandingPlaces
  readonly prices: PriceList
  readonly board: SeatBoard
  readonly onChooseArea: (areaId: string) => void
}

/** The standing areas of the hall, for customers who cannot use the map. */
export class StandingList {
  readonly element = h('ul', { className: 'standing' })
  readonly #options: StandingListOptions
  readonly #items = new Map<StandingArea, HTMLElement>()
  readonly #counts = new Map<string, HTMLElement>()

  constructor(options: StandingListOptions) {
    this.#options = options
    const { areas } = options.standing
    this.element.append(...areas.map((area) => this.#item(area)))
    this.element.hidden = areas.length === 0
    this.update()
  }

  /** Leaves out areas that the customer does not want. */
  set leftOut(leftOut: LeftOut | undefined) {
    for (const [area, item] of this.#items) item.hidden = leftOut?.isAreaOut(area) ?? false
  }

  update(): void {
    const { texts, standing, board } = this.#options
    for (const { areaId, capacity } of standing.areas) {
      const available = board.areaOf(areaId)?.available
      const count = this.#counts.get(areaId)
      if (count && available !== undefined) setText(count, texts.available(available, capacity))
    }
  }

  #item(area: StandingArea): HTMLElement {
    const { areaId, name, category } = area
    const { texts, prices, onChooseArea } = this.#options
    const price = prices.ofCategory(category)
    const count = h('span', { className: 'count' })
    this.#counts.set(areaId, count)
    const choose = h('button', { type: 'button', ariaLabel: `${texts.sheet.select}: ${name}` })
    choose.append(texts.sheet.select)
    choose.addEventListener('click', () => {
      onChooseArea(areaId)
    })
    const item = h(
      'li',
      {},
      h('h3', {}, name),
      h('span', { className: 'category' }, category),
      h('span', { className: 'price' }, price ? formatMoney(price, texts.locale) : ''),
      count,
      choose,
    )
    this.#items.set(area, item)
    return item
  }
}
