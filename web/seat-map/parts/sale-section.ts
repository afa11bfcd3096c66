import type { Schemas } from '../../../client/src/index.ts'
import { dateText } from '../../dates.ts'
import { h, setText } from '../../dom.ts'
import type { SeatMapTexts } from '../../texts/index.ts'
import { clockText } from '../buying/countdown.ts'
import { EventSale, type SaleLook, saleLookOf } from '../live/event-sale.ts'
import type { SeatBoard } from '../live/seat-board.ts'

export interface SaleSectionOptions {
  readonly texts: SeatMapTexts
  readonly event: Schemas['EventSummary']
  readonly board: Pick<SeatBoard, 'freeCount' | 'heldCount'>
  /** Called when the event or its sale has changed, or the last seat was taken or the first one is available again. */
  readonly onChange: () => void
}

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
  #hasStarted = false

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
    if (opensInMs !== undefined) setText(this.#countdown, this.#countdownText(opensInMs))
    if (this.sale.hasStarted !== this.#hasStarted) this.#show()
  }

  #countdownText(ms: number): string {
    const { opensNow, opensIn, days } = this.#options.texts.sale
    return ms <= 0 ? opensNow : opensIn(ms < DAY_MS ? clockText(ms) : days(ms))
  }

  #change(): void {
    this.#show()
    this.#options.onChange()
  }

  #show(): void {
    const { look } = this
    const { locale, sale: texts } = this.#options.texts
    const { saleOpensAt, timeZone } = this.sale.event
    // An open sale is only worth a notice if it was closed before.
    const wasClosed = this.element.dataset['look'] !== undefined && !isOpen(this.#look)
    this.#look = look
    this.#hasStarted = this.sale.hasStarted
    const isStarted = look === 'open' && this.#hasStarted
    const isShown = look !== 'open' || wasClosed || isStarted
    const opens = saleOpensAt === undefined ? '' : dateText(saleOpensAt, timeZone, { locale })
    const { title, text } = isStarted
      ? texts.started
      : { title: texts.state[look].title, text: texts.state[look].text(opens) }
    setText(this.#title, isShown ? title : '')
    setText(this.#text, isShown ? text : '')
    this.element.dataset['look'] = isStarted ? 'started' : isShown ? look : 'none'
    this.tick()
  }
}

function isOpen(look: SaleLook | undefined): boolean {
  return look === 'open' || look === 'sold-out' || look === 'all-taken'
}
