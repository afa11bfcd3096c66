import type { HoldfastClient, Schemas, Tag } from '../../client/src/index.ts'
import { h } from '../dom.ts'
import { localeOf, type OwnSeatMapTexts, type SeatMapTexts, seatMapTexts } from '../texts/index.ts'
import tokens from '../tokens.css' with { type: 'text' }
import { languagesOf } from './languages.ts'
import { isSamePlan } from './live/plan-watch.ts'
import rules from './seat-map.css' with { type: 'text' }
import { SeatMapView } from './seat-map-view.ts'
import { isUnknownEvent, loadErrorText, pageClient } from './service.ts'

/** A constructed stylesheet, which any Content-Security-Policy of the surrounding page allows. */
const styles = new CSSStyleSheet()
styles.replaceSync(tokens + rules)

export interface SeatPosition {
  readonly x: number
  readonly y: number
}

/**
 * `<holdfast-seat-map event="demo">` shows the hall of an event, where customers select, hold and book seats.
 *
 * It fires `hold`, `release`, `expire`, `confirm` and `checkout`. Their `detail` has the `holdId` and the `seatIds`, and
 * for `confirm` the `bookingId`, but never the token of the hold. `checkout` can be cancelled. Its state is in
 * `data-state` (`loading`, `connecting`, `live`, `shared`, `delayed`, `reconnecting`, `failed`), `data-sale` (see `SaleLook`),
 * `data-selected` (the number of selected seats) and `data-hold` (`none`, `held`, `expired`, `booked`).
 */
export class SeatMapElement extends HTMLElement {
  static readonly observedAttributes = ['event', 'lang', 'dir']
  /** The URL of the service whose events are shown. */
  static serviceUrl = ''

  #view: SeatMapView | undefined
  #loading: AbortController | undefined
  #texts: SeatMapTexts = seatMapTexts('en')
  #ownTexts: OwnSeatMapTexts = {}
  readonly #root: ShadowRoot

  constructor() {
    super()
    this.#root = this.attachShadow({ mode: 'open', delegatesFocus: true })
    this.#root.adoptedStyleSheets = [styles]
    this.#adoptTexts()
  }

  /** The id of the event. */
  get event(): string {
    return this.getAttribute('event') ?? 'default'
  }

  set event(id: string) {
    this.setAttribute('event', id)
  }

  /** Texts of the page itself, which replace those of the language. Unknown names have no effect. */
  get texts(): OwnSeatMapTexts {
    return this.#ownTexts
  }

  set texts(texts: OwnSeatMapTexts) {
    this.#ownTexts = texts
    if (this.isConnected) void this.#load()
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
   * The centre of a seat in CSS pixels of the browser window, even if the seat is not visible; undefined if there is no
   * such seat. Needed because seats are drawn on a canvas and are not elements.
   */
  positionOf(seatId: string): SeatPosition | undefined {
    return this.#view?.positionOf(seatId)
  }

  /** The state of a seat for this customer: `free`, `held`, `booked`, `blocked`, `selected`, `mine` or `yours`. */
  stateOf(seatId: string): string | undefined {
    return this.#view?.stateOf(seatId)
  }

  /** Moves the map until the seat is visible, and large enough to be selected. */
  showSeat(seatId: string): void {
    this.#view?.showSeat(seatId)
  }

  /** The page may have set the property before the script that defines the element was loaded. */
  #adoptTexts(): void {
    if (!Object.hasOwn(this, 'texts')) return
    this.#ownTexts = this.texts
    Reflect.deleteProperty(this, 'texts')
  }

  async #load(): Promise<void> {
    this.#clear()
    const loading = new AbortController()
    this.#loading = loading
    this.#texts = seatMapTexts(localeOf(languagesOf(this)), this.#ownTexts)
    this.dataset['state'] = 'loading'
    this.#root.replaceChildren(
      h(
        'p',
        { className: 'notice', role: 'status', lang: this.#texts.locale },
        this.#texts.loading,
      ),
    )
    const { serviceUrl } = SeatMapElement
    const client = pageClient(serviceUrl)
    try {
      const event = await client.getEvent(this.event, undefined, { signal: loading.signal })
      if (!loading.signal.aborted) this.#show(event, client)
    } catch (error) {
      await this.#explain(error, loading.signal)
    }
  }

  /** Shows why there is no event, unless another one is being loaded by then. */
  async #explain(error: unknown, loading: AbortSignal | undefined): Promise<void> {
    const { serviceUrl } = SeatMapElement
    const message = await loadErrorText(error, { serviceUrl, texts: this.#texts })
    if (!loading?.aborted) this.#fail(message, { isUnknown: isUnknownEvent(error) })
  }

  #show(event: Schemas['Event'] & Tag, client: HoldfastClient): void {
    const { serviceUrl } = SeatMapElement
    this.#root.replaceChildren()
    const onReplaced = () => void this.#readPlan(view, event, client)
    const view = new SeatMapView({
      host: this,
      texts: this.#texts,
      event,
      client,
      serviceUrl,
      onReplaced,
    })
    this.#view = view
    this.#root.append(view.element)
    view.start()
  }

  /** Reads the event again, and shows it if it has another plan or is gone. Until then the map stays as it is. */
  async #readPlan(
    view: SeatMapView,
    shown: Schemas['Event'],
    client: HoldfastClient,
  ): Promise<void> {
    const signal = this.#loading?.signal
    let event
    try {
      event = await client.getEvent(shown.eventId, undefined, { signal })
    } catch (error) {
      // After another failure, the view asks again.
      if (!isUnknownEvent(error) || view !== this.#view || view.isBusy) return
      view.stop()
      this.#view = undefined
      await this.#explain(error, signal)
      return
    }
    // This instance of the service may have the former plan. Then the view asks again.
    if (isSamePlan(event, shown) || view !== this.#view || view.isBusy) return
    view.stop()
    this.#show(event, client)
    if (view.hasSelection) this.#view.showReplaced()
  }

  #fail(message: string, { isUnknown }: { readonly isUnknown: boolean }): void {
    this.dataset['state'] = 'failed'
    this.#retryOnline()
    const again = h('button', { type: 'button', className: 'primary' }, this.#texts.retry)
    again.addEventListener('click', () => {
      void this.#load()
    })
    // The page of another site has its own list of events.
    const isOwnPage = SeatMapElement.serviceUrl === location.origin
    const others =
      isUnknown && isOwnPage ? h('a', { href: '/' }, this.#texts.otherEvents) : undefined
    this.#root.replaceChildren(
      h(
        'div',
        { className: 'notice', role: 'alert', lang: this.#texts.locale },
        h('p', {}, message),
        others,
        again,
      ),
    )
  }

  /** Loads the event when the device is online again. */
  #retryOnline(): void {
    const { signal } = this.#loading ?? {}
    const retry = () => void this.#load()
    if (!navigator.onLine)
      addEventListener('online', retry, { once: true, ...(signal && { signal }) })
  }

  #clear(): void {
    this.#loading?.abort()
    this.#view?.stop()
    this.#view = undefined
  }
}

/** Registers the element. */
export function defineSeatMap(serviceUrl: string): void {
  SeatMapElement.serviceUrl = serviceUrl
  if (!customElements.get('holdfast-seat-map')) {
    customElements.define('holdfast-seat-map', SeatMapElement)
  }
}
