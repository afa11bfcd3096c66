import { h, setText } from '../../dom.ts'
import type { SeatMapTexts } from '../../texts/index.ts'
import { clockText, URGENT_MS } from '../buying/countdown.ts'
import type { PurchaseState, Step } from '../buying/purchase-state.ts'
import type { Colour } from '../drawing/colour.ts'
import type { Hall } from '../hall/hall.ts'
import { categoryNameOf, placeOf } from '../hall/seat-names.ts'
import type { Permitted } from '../live/event-sale.ts'
import { HoldCode } from './hold-code.ts'
import { swatch } from './legend.ts'

export interface PurchaseSectionOptions {
  readonly texts: SeatMapTexts
  readonly hall: Hall
  /** Whether this customer can book. Otherwise the shop does, after its checkout. */
  readonly publicBooking: boolean
  readonly onHold: () => void
  readonly onConfirm: () => void
  readonly onCheckOut: () => void
  readonly onExtend: () => void
  readonly onRelease: () => void
  readonly onRemove: (seat: number) => void
  readonly onStartAnew: () => void
}

export interface Shown {
  readonly selected: readonly number[]
  readonly purchase: PurchaseState
  readonly step: Step | undefined
  readonly permitted: Permitted
  readonly colours: readonly Colour[]
}

/** Shows the customer's seats and the time left, with the buttons to hold, book and release them. */
export class PurchaseSection {
  readonly element: HTMLElement
  readonly #options: PurchaseSectionOptions
  readonly #title = h('h3', { id: 'yours-title', tabIndex: -1 })
  readonly #hint = h('p', { className: 'hint' })
  readonly #clock = h('strong', { className: 'time' })
  readonly #bar = h('span', { className: 'bar-fill' })
  readonly #timer: HTMLElement
  readonly #code: HoldCode
  readonly #done = h('p', { className: 'done' })
  readonly #seats = h('ul', { className: 'chosen' })
  readonly #buttons: Readonly<Record<Step | 'bookMore', HTMLButtonElement>>

  constructor(options: PurchaseSectionOptions) {
    this.#options = options
    this.#code = new HoldCode(options.texts)
    setText(this.#title, this.#texts.title)
    setText(this.#hint, this.#texts.hint)
    const button = (onclick: () => void, className = '') =>
      h('button', { type: 'button', className, onclick })
    this.#buttons = {
      confirm: button(options.onConfirm, 'primary'),
      checkout: button(options.onCheckOut, 'primary'),
      hold: button(options.onHold, 'primary'),
      extend: button(options.onExtend),
      release: button(options.onRelease),
      bookMore: button(options.onStartAnew),
    }
    this.#timer = h(
      'div',
      { className: 'timer', hidden: true },
      // Only milestones are announced; every second would be too much.
      h('p', { role: 'timer', ariaLive: 'off' }, this.#clock, this.#texts.left),
      h('span', { className: 'bar', ariaHidden: 'true' }, this.#bar),
    )
    this.element = h(
      'section',
      { className: 'card yours', attributes: { 'aria-labelledby': 'yours-title' } },
      this.#title,
      this.#hint,
      this.#timer,
      this.#code.element,
      this.#done,
      this.#seats,
      h('div', { className: 'actions' }, ...Object.values(this.#buttons)),
    )
  }

  get #texts(): SeatMapTexts['purchase'] {
    return this.#options.texts.purchase
  }

  update(shown: Shown): void {
    const { selected, purchase, step, permitted } = shown
    const { phase } = purchase
    const hadFocus = this.element.matches(':focus-within')
    const held = phase === 'held' || phase === 'booked' ? purchase.seatIds : []
    this.#hint.hidden = selected.length > 0 || held.length > 0
    this.element.hidden = !permitted.hold && held.length === 0
    this.#timer.hidden = phase !== 'held'
    this.#done.hidden = phase !== 'booked'
    if (phase === 'booked') setText(this.#done, this.#texts.booked(purchase.code))
    const code = phase === 'held' ? purchase.boxOfficeCode : undefined
    this.#code.show(code)
    this.#showSeats(held, shown)
    const isHeld = phase === 'held'
    const canConfirm = isHeld && permitted.confirm
    const { publicBooking } = this.#options
    this.#show('confirm', canConfirm && publicBooking, this.#texts.book(held.length))
    this.#show('checkout', canConfirm && !publicBooking && code === undefined, this.#texts.checkout)
    const holdText = isHeld ? this.#texts.holdMore : this.#texts.hold
    this.#show('hold', selected.length > 0 && phase !== 'booked', holdText(selected.length))
    this.#buttons.hold.classList.toggle('primary', !isHeld)
    this.#show(
      'extend',
      isHeld && permitted.extend,
      isHeld ? this.#texts.extend(purchase.lastsMs) : '',
    )
    this.#show('release', isHeld, this.#texts.release)
    this.#show('bookMore', phase === 'booked' && permitted.hold, this.#texts.bookMore)
    for (const button of Object.values(this.#buttons))
      button.ariaDisabled = String(step !== undefined)
    this.element.dataset['busy'] = step ?? ''
    if (hadFocus && !this.element.matches(':focus-within')) this.#focusNext()
  }

  showTime(remainingMs: number, lastsMs: number): void {
    setText(this.#clock, clockText(remainingMs))
    this.#timer.classList.toggle('urgent', remainingMs <= URGENT_MS)
    this.#bar.style.transform = `scaleX(${lastsMs === 0 ? 0 : remainingMs / lastsMs})`
  }

  #show(name: Step | 'bookMore', isShown: boolean, text: string): void {
    this.#buttons[name].hidden = !isShown
    setText(this.#buttons[name], text)
  }

  /** Moves the focus on when the pressed button disappears, so that it does not return to the top of the page. */
  #focusNext(): void {
    const next = Object.values(this.#buttons).find(({ hidden }) => !hidden) ?? this.#title
    next.focus()
  }

  #showSeats(held: readonly string[], { selected, purchase, colours }: Shown): void {
    const { hall } = this.#options
    const kept = hall.indexesOf(held).map((seat) => this.#item(seat, colours, { isOurs: true }))
    const chosen =
      purchase.phase === 'booked'
        ? []
        : selected.map((seat) => this.#item(seat, colours, { isOurs: false }))
    this.#seats.replaceChildren(...kept, ...chosen)
    this.#seats.hidden = kept.length + chosen.length === 0
  }

  #item(seat: number, colours: readonly Colour[], { isOurs }: { isOurs: boolean }): HTMLElement {
    const { hall, onRemove } = this.#options
    const place = placeOf(this.#options, seat)
    const colour = colours[hall.categoryOf[seat] ?? 0]
    const remove = h('button', {
      type: 'button',
      className: 'close',
      ariaLabel: this.#texts.remove(place),
      textContent: '\u00d7',
      onclick: () => {
        onRemove(seat)
      },
    })
    return h(
      'li',
      {},
      colour && swatch(colour),
      h('span', { className: 'place' }, place),
      h('span', { className: 'category' }, categoryNameOf(hall, seat)),
      isOurs ? undefined : remove,
    )
  }
}
