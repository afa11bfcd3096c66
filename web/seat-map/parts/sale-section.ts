import type { Schemas } from '../../../client/src/index.ts'
import { dateText } from '../../dates.ts'
import { h, setText } from '../../dom.ts'
import { SEAT_MAP } from '../../texts.ts'
import { clockText } from '../buying/countdown.ts'
import { EventSale, type SaleLook, saleLookOf } from '../live/event-sale.ts'
import type { SeatBoard } from '../live/seat-board.ts'

export interface SaleSectionOptions {
  readonly event: Schemas['EventSummary']
  readonly board: Pick<SeatBoard, 'freeCount' | 'heldCount'>
  /** Called when the event or its sale has changed, or the last seat was taken or the first one is available again. */
  readonly onChange: () => void
}

const TEXTS = SEAT_MAP.sale
const DAY_MS = 86_400_000

/** Says why seats cannot be chosen, and when they can. The state is announced, and the countdown is not. */
export class SaleSection {
  readonly element: HTMLElement
  readonly sale: EventSale
  readonly #options: SaleSectionOptions
  readonly #title = h('strong', {})
  readonly #text = h('span', {})
  readonly #countdown = h('p', { role: 'timer', ariaLive: 'off' })
  #look: SaleLook | undefined

  constructor(options: SaleSectionOptions) {
    this.#options = options
    this.sale = new EventSale(options.event)
    // The element with the role stays in the page, because only changes of its content are announced.
    const status = h('p', { role: 'status' }, this.#title, ' ', this.#text)
    this.element = h('div', { className: 'sale' }, status, this.#countdown)
    this.#show()
  }

  get look(): SaleLook {
    return saleLookOf(this.sale.state, this.#options.board)
  }

  /** Applies a message of the service. */
  update(message: Parameters<EventSale['update']>[0]): void {
    if (this.sale.update(message)) this.#change()
  }

  /** Call after a change of the board. */
  refresh(): void {
    if (this.look !== this.#look) this.#change()
  }

  /** Updates the countdown. Call a few times per second. */
  tick(): void {
    const { opensInMs } = this.sale
    this.#countdown.hidden = opensInMs === undefined
    if (opensInMs !== undefined) setText(this.#countdown, countdownText(opensInMs))
  }

  #change(): void {
    this.#show()
    this.#options.onChange()
  }

  #show(): void {
    const { look } = this
    const { saleOpensAt, timeZone } = this.sale.event
    // An open sale is only worth a notice if it was closed before.
    const wasClosed = this.element.dataset['look'] !== undefined && !isOpen(this.#look)
    this.#look = look
    const isShown = look !== 'open' || wasClosed
    const opens = saleOpensAt === undefined ? '' : dateText(saleOpensAt, timeZone)
    setText(this.#title, isShown ? TEXTS.state[look].title : '')
    setText(this.#text, isShown ? TEXTS.state[look].text(opens) : '')
    this.element.dataset['look'] = isShown ? look : 'none'
    this.tick()
  }
}

function isOpen(look: SaleLook | undefined): boolean {
  return look === 'open' || look === 'sold-out' || look === 'all-taken'
}

function countdownText(ms: number): string {
  if (ms <= 0) return TEXTS.opensNow
  return TEXTS.opensIn(ms < DAY_MS ? clockText(ms) : TEXTS.days(ms))
}
