import { formatMoney, type Money } from '../../../client/src/index.ts'
import { h, setText } from '../../dom.ts'
import type { SeatMapTexts } from '../../texts/index.ts'
import { type CartLine, cartLines } from '../buying/cart-lines.ts'
import type { AreaWanted } from '../buying/purchase-state.ts'
import type { Colour } from '../drawing/colour.ts'
import type { Hall } from '../hall/hall.ts'
import type { PriceList } from '../hall/price-list.ts'
import { categoryNameOf, placeOf } from '../hall/seat-names.ts'
import type { StandingArea, StandingPlaces } from '../hall/standing-places.ts'
import { swatch } from './legend.ts'
import { QuantityStepper } from './quantity-stepper.ts'

export interface CartListOptions {
  readonly texts: SeatMapTexts
  readonly hall: Hall
  readonly standing: StandingPlaces
  readonly prices: PriceList
  /** Removes a seat from the selection. */
  readonly onDeselect: (seat: number) => void
  /** Releases some held seats. */
  readonly onRemove: (seatIds: readonly string[]) => void
  readonly onQuantity: (wanted: AreaWanted) => void
  /** How many places of a standing area can be selected. */
  readonly mostIn: (areaId: string) => number
}

export interface CartContent {
  /** The seats of the hold or the booking. */
  readonly ours: readonly string[]
  /** Whether the price list has what these seats cost. Otherwise only their total is known. */
  readonly isListed: boolean
  /** Whether seats of the hold can be removed. */
  readonly isRemovable: boolean
  readonly selected: readonly number[]
  readonly areas: readonly AreaWanted[]
  readonly colours: readonly Colour[]
}

/** The seats and standing places of the customer, each with its price. */
export class CartList {
  readonly element = h('ul', { className: 'chosen' })
  readonly #options: CartListOptions
  /** By area. They stay, so that the focus does. */
  readonly #steppers = new Map<
    string,
    { item: HTMLElement; stepper: QuantityStepper; price: HTMLElement }
  >()

  constructor(options: CartListOptions) {
    this.#options = options
  }

  update(content: CartContent): void {
    const { hall, standing } = this.#options
    const ours = cartLines(content.ours, hall, standing).map((line) => this.#ours(line, content))
    const seats = content.selected.map((seat) => this.#seat(seat, content))
    const areas = content.areas.flatMap((wanted) => this.#area(wanted, content.colours) ?? [])
    const items = [...ours, ...seats, ...areas]
    if (!isSame(items, this.element.children)) this.element.replaceChildren(...items)
    this.element.hidden = items.length === 0
  }

  /** Moves the focus to the quantity of a standing area that was just chosen. */
  focusArea(areaId: string): void {
    this.#steppers.get(areaId)?.stepper.focus()
  }

  #ours(line: CartLine, { isRemovable, isListed, colours }: CartContent): HTMLElement {
    const { texts, hall, prices, onRemove } = this.#options
    const { seatIds } = line
    const remove = (place: string) =>
      isRemovable
        ? removeButton(texts.purchase.remove(place), () => {
            onRemove(seatIds)
          })
        : undefined
    if (line.kind === 'unknown') return this.#item({ place: seatIds[0] }, remove(seatIds[0]))
    if (line.kind === 'seat') {
      const place = placeOf({ hall, texts }, line.seat)
      const { price, ...shown } = this.#ofSeat(line.seat, colours)
      return this.#item({ place, ...shown, price: isListed ? price : undefined }, remove(place))
    }
    const place = texts.standing(line.area.name, seatIds.length)
    const price = prices.ofCategory(line.area.category)
    return this.#item(
      {
        place,
        category: line.area.category,
        colour: this.#colourOf(line.area, colours),
        price: isListed ? prices.total(seatIds.map(() => price)) : undefined,
      },
      remove(place),
    )
  }

  #seat(seat: number, { colours }: CartContent): HTMLElement {
    const { texts, hall, onDeselect } = this.#options
    const place = placeOf({ hall, texts }, seat)
    const remove = removeButton(texts.purchase.remove(place), () => {
      onDeselect(seat)
    })
    return this.#item({ place, ...this.#ofSeat(seat, colours) }, remove)
  }

  #area({ areaId, quantity }: AreaWanted, colours: readonly Colour[]): HTMLElement | undefined {
    const { standing, prices, mostIn } = this.#options
    const area = standing.area(areaId)
    if (!area) return undefined
    const shown = this.#steppers.get(areaId) ?? this.#newArea(area, colours)
    shown.stepper.update({ quantity, most: mostIn(areaId) })
    const price = prices.ofCategory(area.category)
    const total = prices.total(Array.from({ length: quantity }, () => price))
    setText(shown.price, this.#money(total))
    return shown.item
  }

  #newArea(area: StandingArea, colours: readonly Colour[]) {
    const { texts, onQuantity } = this.#options
    const { areaId, name, category } = area
    const { quantityOf, fewer, more } = texts.purchase
    const stepper = new QuantityStepper({
      ...{ label: quantityOf(name), fewer, more },
      onChange: (quantity) => {
        onQuantity({ areaId, quantity })
      },
    })
    const item = this.#item(
      { place: name, category, colour: this.#colourOf(area, colours) },
      stepper.element,
    )
    const price = h('span', { className: 'price' })
    item.append(price)
    const shown = { item, stepper, price }
    this.#steppers.set(areaId, shown)
    return shown
  }

  #item(
    {
      place,
      category = '',
      colour,
      price,
    }: {
      readonly place: string
      readonly category?: string
      readonly colour?: Colour | undefined
      readonly price?: Money | undefined
    },
    control: HTMLElement | undefined,
  ): HTMLElement {
    return h(
      'li',
      {},
      colour ? swatch(colour) : h('span', {}),
      h('span', { className: 'place' }, place),
      h('span', { className: 'category' }, category),
      price && h('span', { className: 'price' }, this.#money(price)),
      control,
    )
  }

  #ofSeat(seat: number, colours: readonly Colour[]) {
    const { hall, prices } = this.#options
    return {
      category: categoryNameOf(hall, seat),
      colour: colours[hall.categoryOf[seat] ?? 0],
      price: prices.ofSeat(seat),
    }
  }

  #colourOf({ category }: StandingArea, colours: readonly Colour[]): Colour | undefined {
    return colours[this.#options.hall.categories.findIndex(({ name }) => name === category)]
  }

  #money(money: Money | undefined): string {
    return money ? formatMoney(money, this.#options.texts.locale) : ''
  }
}

function removeButton(label: string, onclick: () => void): HTMLButtonElement {
  return h('button', {
    ...{ type: 'button', className: 'close', ariaLabel: label, title: label, onclick },
    textContent: '\u00d7',
  })
}

/** Whether the items are shown already. Only those of standing areas are the same elements. */
function isSame(items: readonly HTMLElement[], shown: HTMLCollection): boolean {
  return items.length === shown.length && items.every((item, index) => item === shown[index])
}
