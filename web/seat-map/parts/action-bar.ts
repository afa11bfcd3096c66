import { formatMoney, type Money } from '../../../client/src/index.ts'
import { h, hasFocus, setText } from '../../dom.ts'
import type { SeatMapTexts } from '../../texts/index.ts'
import { clockText, URGENT_MS } from '../buying/countdown.ts'
import type { PurchaseState } from '../buying/purchase-state.ts'
import type { Permitted } from '../live/event-sale.ts'

export interface ActionBarOptions {
  readonly texts: SeatMapTexts
  /** Whether this customer can book. Otherwise the shop does, after its checkout. */
  readonly publicBooking: boolean
  readonly onHold: () => void
  readonly onConfirm: () => void
  readonly onCheckOut: () => void
  /** Called when the button with the focus has disappeared, and no other button is shown. */
  readonly onLeave: () => void
}

export interface BarContent {
  readonly purchase: PurchaseState
  /** The number of selected seats and places. */
  readonly selectedCount: number
  /** What the seats of the next step cost. */
  readonly total: Money | undefined
  readonly permitted: Permitted
  readonly isBusy: boolean
  readonly isExchanging: boolean
}

type Action = 'hold' | 'confirm' | 'checkout'

/** The next step with its seats and what they cost, and the time left. Always visible, also on small screens. */
export class ActionBar {
  readonly element: HTMLElement
  readonly #options: ActionBarOptions
  readonly #count = h('span', { className: 'sum-count' })
  readonly #total = h('strong', { className: 'sum-total' })
  readonly #clock = h('span', { className: 'sum-clock', ariaHidden: 'true' })
  readonly #buttons: Readonly<Record<Action, HTMLButtonElement>>

  constructor(options: ActionBarOptions) {
    this.#options = options
    const button = (onclick: () => void) =>
      h('button', { type: 'button', className: 'primary', hidden: true, onclick })
    this.#buttons = {
      confirm: button(options.onConfirm),
      checkout: button(options.onCheckOut),
      hold: button(options.onHold),
    }
    this.element = h(
      'div',
      { className: 'bar-actions', role: 'group', ariaLabel: options.texts.bar.label },
      h('p', { className: 'sum' }, this.#count, this.#total, this.#clock),
      h('div', { className: 'next' }, ...Object.values(this.#buttons)),
    )
  }

  update(content: BarContent): void {
    const { purchase, selectedCount, total, isBusy, isExchanging } = content
    const { bar, locale } = this.#options.texts
    const hadFocus = hasFocus(this.element)
    const heldCount = purchase.phase === 'held' ? purchase.seatIds.length : 0
    const count = heldCount > 0 && !isExchanging ? heldCount : selectedCount
    setText(this.#count, count > 0 ? bar.seats(count) : '')
    setText(this.#total, total ? formatMoney(total, locale) : '')
    this.#clock.hidden = purchase.phase !== 'held'
    this.#showButtons(content, heldCount)
    for (const button of Object.values(this.#buttons)) button.ariaDisabled = String(isBusy)
    this.element.hidden = Object.values(this.#buttons).every(({ hidden }) => hidden)
    if (hadFocus && !hasFocus(this.element)) this.#moveFocus()
  }

  showTime(remainingMs: number): void {
    setText(this.#clock, clockText(remainingMs))
    this.#clock.classList.toggle('urgent', remainingMs <= URGENT_MS)
  }

  /** The buttons that are shown. */
  get buttons(): HTMLButtonElement[] {
    return Object.values(this.#buttons).filter(({ hidden }) => !hidden)
  }

  #showButtons(
    { purchase, selectedCount, permitted, isExchanging }: BarContent,
    heldCount: number,
  ): void {
    const { texts, publicBooking } = this.#options
    const isHeld = purchase.phase === 'held'
    const canBook = isHeld && permitted.confirm && !isExchanging
    const hasCode = isHeld && purchase.boxOfficeCode !== undefined
    const { hold, holdMore, holdInstead, book, checkout } = texts.purchase
    const holdText = isExchanging ? holdInstead : isHeld ? holdMore : hold
    this.#show('confirm', canBook && publicBooking, book(heldCount))
    this.#show('checkout', canBook && !publicBooking && !hasCode, checkout)
    this.#show('hold', selectedCount > 0 && purchase.phase !== 'booked', holdText(selectedCount))
    this.#buttons.hold.classList.toggle('primary', !canBook)
  }

  #show(name: Action, isShown: boolean, text: string): void {
    this.#buttons[name].hidden = !isShown
    setText(this.#buttons[name], text)
  }

  /** Moves the focus on when the pressed button disappears, so that it does not return to the top of the page. */
  #moveFocus(): void {
    const [next] = this.buttons
    if (next) next.focus()
    else this.#options.onLeave()
  }
}
