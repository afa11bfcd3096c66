import { formatMoney, type Money } from '../../../client/src/index.ts'
import { h, hasFocus, setText } from '../../dom.ts'
import { clockText, URGENT_MS } from '../buying/countdown.ts'
import type { AreaWanted, PurchaseState } from '../buying/purchase-state.ts'
import type { Colour } from '../drawing/colour.ts'
import type { Permitted } from '../live/event-sale.ts'
import { CartList, type CartListOptions } from './cart-list.ts'
import { HoldCode } from './hold-code.ts'

export interface PurchaseSectionOptions extends CartListOptions {
  readonly onExtend: () => void
  /** Other seats instead of the held ones, and back. */
  readonly onExchange: () => void
  readonly onKeep: () => void
  readonly onRelease: () => void
  readonly onPrint: () => void
  readonly onStartAnew: () => void
}

export interface Shown {
  readonly selected: readonly number[]
  readonly areas: readonly AreaWanted[]
  readonly purchase: PurchaseState
  readonly total: Money | undefined
  /** Whether the price list has what the held or booked seats cost. */
  readonly isListed: boolean
  readonly isBusy: boolean
  readonly isExchanging: boolean
  readonly permitted: Permitted
  readonly colours: readonly Colour[]
}

const NOTHING = { selected: [], areas: [] } as const

type Action = 'extend' | 'exchange' | 'keep' | 'release' | 'print' | 'bookMore'

/** Shows the customer's seats, their total and the time left, and after the booking its code. */
export class PurchaseSection {
  readonly element: HTMLElement
  readonly #options: PurchaseSectionOptions
  readonly #title: HTMLElement
  readonly #hint = h('p', { className: 'hint' })
  readonly #clock = h('strong', { className: 'time' })
  readonly #bar = h('span', { className: 'bar-fill' })
  readonly #timer: HTMLElement
  readonly #holdCode: HoldCode
  readonly #bookingCode: HoldCode
  readonly #done = h('p', { className: 'done' })
  readonly #list: CartList
  readonly #total = h('p', { className: 'total' })
  readonly #amount = h('strong', {})
  readonly #buttons: Readonly<Record<Action, HTMLButtonElement>>

  constructor(options: PurchaseSectionOptions) {
    this.#options = options
    const { texts } = options
    const button = (onclick: () => void) => h('button', { type: 'button', onclick })
    this.#buttons = {
      extend: button(options.onExtend),
      exchange: button(options.onExchange),
      keep: button(options.onKeep),
      release: button(options.onRelease),
      print: button(options.onPrint),
      bookMore: button(options.onStartAnew),
    }
    this.#title = h('h3', { id: 'yours-title', tabIndex: -1 }, texts.purchase.title)
    this.#timer = h(
      'div',
      { className: 'timer', hidden: true },
      // Only milestones are announced; every second would be too much.
      h('p', { role: 'timer', ariaLive: 'off' }, this.#clock, texts.purchase.left),
      h('span', { className: 'bar', ariaHidden: 'true' }, this.#bar),
    )
    this.#holdCode = new HoldCode(texts, texts.code.hint)
    this.#bookingCode = new HoldCode(texts, texts.code.booked)
    this.#list = new CartList(options)
    this.#total.append(texts.purchase.total, ' ', this.#amount)
    this.element = h(
      'section',
      { className: 'card yours', attributes: { 'aria-labelledby': 'yours-title' } },
      ...[this.#title, this.#hint, this.#timer],
      ...[this.#done, this.#holdCode.element, this.#bookingCode.element],
      ...[this.#list.element, this.#total],
      h('div', { className: 'actions' }, ...Object.values(this.#buttons)),
    )
  }

  update(shown: Shown): void {
    const { purchase, permitted, isExchanging, isBusy } = shown
    const { phase } = purchase
    // What is still selected after a booking is not part of it.
    const { selected, areas } = phase === 'booked' ? NOTHING : shown
    const { texts } = this.#options
    const hadFocus = hasFocus(this.element)
    const ours = phase === 'held' || phase === 'booked' ? purchase.seatIds : []
    const count = ours.length + selected.length + areas.length
    this.#hint.hidden = count > 0 && !isExchanging
    setText(this.#hint, isExchanging ? texts.purchase.exchangeHint : texts.purchase.hint)
    this.element.hidden = !permitted.hold && ours.length === 0
    this.#timer.hidden = phase !== 'held'
    this.#holdCode.show(phase === 'held' ? purchase.boxOfficeCode : undefined)
    this.#bookingCode.show(phase === 'booked' ? purchase.code : undefined)
    this.#done.hidden = phase !== 'booked'
    if (phase === 'booked') setText(this.#done, texts.purchase.booked(purchase.code))
    this.#list.update({
      ...{ ours, selected, areas, colours: shown.colours },
      ...{ isRemovable: phase === 'held', isListed: shown.isListed },
    })
    this.#showTotal(shown.total)
    this.#showButtons(shown)
    for (const button of Object.values(this.#buttons)) button.ariaDisabled = String(isBusy)
    if (hadFocus && !hasFocus(this.element)) this.focus()
  }

  showTime(remainingMs: number, lastsMs: number): void {
    setText(this.#clock, clockText(remainingMs))
    this.#timer.classList.toggle('urgent', remainingMs <= URGENT_MS)
    this.#bar.style.transform = `scaleX(${lastsMs === 0 ? 0 : remainingMs / lastsMs})`
  }

  focus(): void {
    this.#title.focus()
  }

  /** Moves the focus to the quantity of a standing area. */
  focusArea(areaId: string): void {
    this.#list.focusArea(areaId)
  }

  #showTotal(total: Money | undefined): void {
    this.#total.hidden = !total
    const { locale } = this.#options.texts
    if (total) setText(this.#amount, formatMoney(total, locale))
  }

  #showButtons({ purchase, permitted, isExchanging }: Shown): void {
    const { texts } = this.#options
    const isHeld = purchase.phase === 'held'
    const isBooked = purchase.phase === 'booked'
    const { extend, exchange, keep, release, print, bookMore } = texts.purchase
    this.#show('extend', isHeld && permitted.extend, isHeld ? extend(purchase.lastsMs) : '')
    this.#show('exchange', isHeld && permitted.hold && !isExchanging, exchange)
    this.#show('keep', isExchanging, keep)
    this.#show('release', isHeld, release)
    this.#show('print', isBooked, print)
    this.#show('bookMore', isBooked && permitted.hold, bookMore)
  }

  #show(name: Action, isShown: boolean, text: string): void {
    this.#buttons[name].hidden = !isShown
    setText(this.#buttons[name], text)
  }
}
