import { impatientClient } from './client.ts'
import { messageOf } from './loading.ts'
import { h } from './parts/dom.ts'
import { SeatMapView } from './seat-map-view.ts'
import { styles } from './styles.ts'

export interface SeatPosition {
  readonly x: number
  readonly y: number
}

/**
 * `<holdfast-seat-map event="demo">`: the hall of an event, to look at, to choose in, and to book.
 *
 * It fires `hold`, `release`, `expire` and `confirm`, whose `detail` has the `holdId`, the `seatIds`, and for `confirm`
 * the `bookingId`; never the hold's token. What it is at can be read from `data-state` (`loading`, `connecting`,
 * `live`, `reconnecting`, `failed`), `data-selected` (how many seats) and `data-hold` (`none`, `held`, `expired`,
 * `booked`).
 */
export class SeatMapElement extends HTMLElement {
  static readonly observedAttributes = ['event']
  /** The service whose events are shown; that of the script, unless it is told another. */
  static serviceUrl = ''

  #view: SeatMapView | undefined
  #loading: AbortController | undefined
  readonly #root: ShadowRoot

  constructor() {
    super()
    this.#root = this.attachShadow({ mode: 'open', delegatesFocus: true })
    this.#root.adoptedStyleSheets = [styles]
  }

  /** The id of the event. */
  get event(): string {
    return this.getAttribute('event') ?? 'default'
  }

  set event(id: string) {
    this.setAttribute('event', id)
  }

  connectedCallback(): void {
    void this.#load()
  }

  disconnectedCallback(): void {
    this.#clear()
  }

  attributeChangedCallback(_name: string, before: string | null, now: string | null): void {
    if (this.isConnected && before !== now) void this.#load()
  }

  /**
   * Where the middle of a seat is in the window of the browser, in CSS pixels, whether it can be seen or not; undefined
   * as long as there is no such seat. A seat on a canvas is no element that could be asked.
   */
  positionOf(seatId: string): SeatPosition | undefined {
    return this.#view?.positionOf(seatId)
  }

  /** What a seat is for this visitor: `free`, `held`, `booked`, `blocked`, `selected`, `mine` or `yours`. */
  stateOf(seatId: string): string | undefined {
    return this.#view?.stateOf(seatId)
  }

  /** Moves the map so that the seat is in it, and large enough to be chosen. */
  showSeat(seatId: string): void {
    this.#view?.showSeat(seatId)
  }

  async #load(): Promise<void> {
    this.#clear()
    const loading = new AbortController()
    this.#loading = loading
    this.dataset['state'] = 'loading'
    this.#root.replaceChildren(
      h('p', { className: 'notice', role: 'status' }, 'The hall is being loaded \u2026'),
    )
    const { serviceUrl } = SeatMapElement
    const client = impatientClient(serviceUrl)
    try {
      const event = await client.getEvent(this.event, undefined, { signal: loading.signal })
      if (!loading.signal.aborted)
        this.#show(new SeatMapView({ host: this, event, client, serviceUrl }))
    } catch (error) {
      const message = await messageOf(error, serviceUrl)
      if (!loading.signal.aborted) this.#fail(message)
    }
  }

  #show(view: SeatMapView): void {
    this.#view = view
    this.#root.replaceChildren(view.element)
    view.start()
  }

  #fail(message: string): void {
    this.dataset['state'] = 'failed'
    const again = h('button', { type: 'button', className: 'primary' }, 'Try again')
    again.addEventListener('click', () => {
      void this.#load()
    })
    this.#root.replaceChildren(
      h('div', { className: 'notice', role: 'alert' }, h('p', {}, message), again),
    )
  }

  #clear(): void {
    this.#loading?.abort()
    this.#view?.stop()
    this.#view = undefined
  }
}

/** Makes the element known to the browser. */
export function defineSeatMap(serviceUrl: string): void {
  SeatMapElement.serviceUrl = serviceUrl
  if (!customElements.get('holdfast-seat-map')) {
    customElements.define('holdfast-seat-map', SeatMapElement)
  }
}
