import { arrange, h } from '../../dom.ts'
import type { SeatMapTexts } from '../../texts/index.ts'
import { type CartLine, cartLines } from '../buying/cart-lines.ts'
import type { AreaWanted } from '../buying/purchase-state.ts'
import type { Colour } from '../drawing/colour.ts'
import type { Hall } from '../hall/hall.ts'
import type { PriceList } from '../hall/price-list.ts'
import { categoryNameOf, placeOf } from '../hall/seat-names.ts'
import type { StandingArea, StandingPlaces } from '../hall/standing-places.ts'
import { CartItem, type CartItemContent } from './cart-item.ts'
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
  /**
   * By seat id, and for the held places of a standing area by the prefix of their ids. While it is shown, an item stays the
   * same element, so that it keeps the focus.
   */
  readonly #items = new Map<string, { item: CartItem; remove: HTMLButtonElement }>()
  /** By standing area. */
  readonly #steppers = new Map<string, { item: CartItem; stepper: QuantityStepper }>()

  constructor(options: CartListOptions) {
    this.#options = options
  }

  update(content: CartContent): void {
    const { hall, standing } = this.#options
    const ours = cartLines(content.ours, hall, standing).map((line) => this.#ours(line, content))
    const seats = content.selected.map((seat) => this.#seat(seat, content))
    const areas = content.areas.flatMap((wanted) => this.#area(wanted, content.colours) ?? [])
    arrange(this.element, [...ours, ...seats, ...areas])
    this.element.hidden = this.element.childElementCount === 0
    for (const shown of [this.#items, this.#steppers]) {
      for (const [key, { item }] of shown) if (!item.element.parentNode) shown.delete(key)
    }
  }

  /** Moves the focus to the quantity of a standing area that was just chosen. */
  focusArea(areaId: string): void {
    this.#steppers.get(areaId)?.stepper.focus()
  }

  #ours(line: CartLine, { isRemovable, isListed, colours }: CartContent): HTMLElement {
    const { texts, hall, prices, onRemove } = this.#options
    const { seatIds } = line
    const remove = () => {
      onRemove(seatIds)
    }
    const onRemoved = isRemovable ? remove : undefined
    if (line.kind === 'unknown') return this.#item(seatIds[0], { place: seatIds[0] }, onRemoved)
    if (line.kind === 'seat') {
      const { price, ...content } = this.#ofSeat(line.seat, colours)
      return this.#item(
        hall.idOf(line.seat),
        { ...content, price: isListed ? price : undefined },
        onRemoved,
      )
    }
    const { areaId, name, category } = line.area
    const price = prices.ofCategory(category)
    return this.#item(
      `${areaId}:`,
      {
        place: texts.standing(name, seatIds.length),
        category,
        colour: this.#colourOf(line.area, colours),
        price: isListed ? prices.total(seatIds.map(() => price)) : undefined,
      },
      onRemoved,
    )
  }

  #seat(seat: number, { colours }: CartContent): HTMLElement {
    const { hall, onDeselect } = this.#options
    return this.#item(hall.idOf(seat), this.#ofSeat(seat, colours), () => {
      onDeselect(seat)
    })
  }

  #item(key: string, content: CartItemContent, onRemove: (() => void) | undefined): HTMLElement {
    const { item, remove } = this.#items.get(key) ?? this.#newItem(key)
    item.update(content)
    const label = this.#options.texts.purchase.remove(content.place)
    remove.hidden = !onRemove
    remove.onclick = onRemove ?? null
    remove.ariaLabel = label
    remove.title = label
    return item.element
  }

  #newItem(key: string) {
    const remove = h('button', { type: 'button', className: 'close', textContent: '\u00d7' })
    const shown = { item: new CartItem(remove, this.#options.texts.locale), remove }
    this.#items.set(key, shown)
    return shown
  }

  #area({ areaId, quantity }: AreaWanted, colours: readonly Colour[]): HTMLElement | undefined {
    const { standing, prices, mostIn } = this.#options
    const area = standing.area(areaId)
    if (!area) return undefined
    const { item, stepper } = this.#steppers.get(areaId) ?? this.#newStepper(area)
    stepper.update({ quantity, most: mostIn(areaId) })
    const { name, category } = area
    const price = prices.ofCategory(category)
    const total = prices.total(Array.from({ length: quantity }, () => price))
    item.update({ place: name, category, colour: this.#colourOf(area, colours), price: total })
    return item.element
  }

  #newStepper({ areaId, name }: StandingArea) {
    const { texts, onQuantity } = this.#options
    const { quantityOf, fewer, more } = texts.purchase
    const stepper = new QuantityStepper({
      ...{ label: quantityOf(name), fewer, more },
      onChange: (quantity) => {
        onQuantity({ areaId, quantity })
      },
    })
    const shown = { item: new CartItem(stepper.element, texts.locale), stepper }
    this.#steppers.set(areaId, shown)
    return shown
  }

  #ofSeat(seat: number, colours: readonly Colour[]) {
    const { hall, texts, prices } = this.#options
    return {
      place: placeOf({ hall, texts }, seat),
      category: categoryNameOf(hall, seat),
      colour: colours[hall.categoryOf[seat] ?? 0],
      price: prices.ofSeat(seat),
    }
  }

  #colourOf({ category }: StandingArea, colours: readonly Colour[]): Colour | undefined {
    return colours[this.#options.hall.categories.findIndex(({ name }) => name === category)]
  }
}
