import { clockText, URGENT_MS } from '../buying/countdown.ts'
import type { PurchaseState, Step } from '../buying/purchase.ts'
import type { Colour } from '../drawing/colour.ts'
import type { Hall } from '../hall/hall.ts'
import { categoryNameOf, placeOf } from '../hall/seat-words.ts'
import { h, setText } from './dom.ts'
import { swatch } from './legend.ts'

export interface PurchaseSectionOptions {
  readonly hall: Hall
  readonly onHold: () => void
  readonly onConfirm: () => void
  readonly onExtend: () => void
  readonly onRelease: () => void
  readonly onRemove: (seat: number) => void
  readonly onStartAnew: () => void
}

export interface Shown {
  readonly selected: readonly number[]
  readonly purchase: PurchaseState
  readonly step: Step | undefined
  readonly colours: readonly Colour[]
}

const HINT = 'Choose seats in the hall, or let us find the best ones that are together.'

/** The seats that are this visitor's, how long they are kept, and what can be done with them. */
export class PurchaseSection {
  readonly element: HTMLElement
  readonly #options: PurchaseSectionOptions
  readonly #title = h('h3', { id: 'yours-title', tabIndex: -1 }, 'Your seats')
  readonly #hint = h('p', { className: 'hint' }, HINT)
  readonly #clock = h('strong', { className: 'time' })
  readonly #bar = h('span', { className: 'bar-fill' })
  readonly #timer: HTMLElement
  readonly #done = h('p', { className: 'done' })
  readonly #seats = h('ul', { className: 'chosen' })
  readonly #buttons: Readonly<Record<Step | 'anew', HTMLButtonElement>>

  constructor(options: PurchaseSectionOptions) {
    this.#options = options
    const button = (onclick: () => void, className = '') =>
      h('button', { type: 'button', className, onclick })
    this.#buttons = {
      confirm: button(options.onConfirm, 'primary'),
      hold: button(options.onHold, 'primary'),
      extend: button(options.onExtend),
      release: button(options.onRelease),
      anew: button(options.onStartAnew),
    }
    this.#timer = h(
      'div',
      { className: 'timer', hidden: true },
      // The milestones are announced; every second would be too much.
      h('p', { role: 'timer', ariaLive: 'off' }, this.#clock, ' left to book them'),
      h('span', { className: 'bar', ariaHidden: 'true' }, this.#bar),
    )
    this.element = h(
      'section',
      { className: 'card yours', attributes: { 'aria-labelledby': 'yours-title' } },
      this.#title,
      this.#hint,
      this.#timer,
      this.#done,
      this.#seats,
      h('div', { className: 'actions' }, ...Object.values(this.#buttons)),
    )
  }

  update(shown: Shown): void {
    const { selected, purchase, step } = shown
    const { phase } = purchase
    const hadFocus = this.element.matches(':focus-within')
    const held = phase === 'held' || phase === 'booked' ? purchase.seatIds : []
    this.#hint.hidden = selected.length > 0 || held.length > 0
    this.#timer.hidden = phase !== 'held'
    this.#done.hidden = phase !== 'booked'
    if (phase === 'booked') setText(this.#done, `Booked. Your booking is ${purchase.bookingId}.`)
    this.#showSeats(held, shown)
    this.#show('confirm', phase === 'held', `Book ${seats(held.length)}`)
    const more = phase === 'held' ? ' more' : ''
    this.#show(
      'hold',
      selected.length > 0 && phase !== 'booked',
      `Hold ${seats(selected.length, more)}`,
    )
    this.#buttons.hold.classList.toggle('primary', phase !== 'held')
    this.#show('extend', phase === 'held', 'More time')
    this.#show('release', phase === 'held', 'Let go')
    this.#show('anew', phase === 'booked', 'Choose other seats')
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

  #show(name: Step | 'anew', isShown: boolean, text: string): void {
    this.#buttons[name].hidden = !isShown
    setText(this.#buttons[name], text)
  }

  /** When the button that was pressed has gone, whoever pressed it is not sent back to the top of the page. */
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
    const place = placeOf(hall, seat)
    const colour = colours[hall.categoryOf[seat] ?? 0]
    const remove = h('button', {
      type: 'button',
      className: 'close',
      ariaLabel: `Take out ${place}`,
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

function seats(count: number, more = ''): string {
  return `${count}${more} ${count === 1 ? 'seat' : 'seats'}`
}
