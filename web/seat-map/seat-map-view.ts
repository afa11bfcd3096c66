import type { HoldfastClient, Schemas } from '../../client/src/index.ts'
import { h, setText } from '../dom.ts'
import { browserSlots } from '../streams/browser-slots.ts'
import { followWhileVisible } from '../streams/follow-while-visible.ts'
import { StreamFollower } from '../streams/stream-follower.ts'
import type { SeatMapTexts } from '../texts/index.ts'
import { HoldKeeper, tabStorage } from './buying/kept-hold.ts'
import { Visit } from './buying/visit.ts'
import { cssOf, inkOn } from './drawing/colour.ts'
import { CurrentTheme } from './drawing/current-theme.ts'
import { PITCH_NEAR } from './drawing/map-canvas.ts'
import { Hall } from './hall/hall.ts'
import { PERMITTED } from './live/event-sale.ts'
import { PlanWatch } from './live/plan-watch.ts'
import { SeatBoard } from './live/seat-board.ts'
import { BestSeatsForm } from './parts/best-seats-form.ts'
import { Legend } from './parts/legend.ts'
import { ListSection } from './parts/list-section.ts'
import { MapSection } from './parts/map-section.ts'
import { Messages } from './parts/messages.ts'
import { PurchaseSection } from './parts/purchase-section.ts'
import { SaleSection } from './parts/sale-section.ts'
import { type Shown, TopBar } from './parts/top-bar.ts'

export interface SeatMapViewOptions {
  /** The element with the state attributes, which dispatches the events. */
  readonly host: HTMLElement
  readonly texts: SeatMapTexts
  readonly event: Schemas['Event']
  readonly client: HoldfastClient
  readonly serviceUrl: string
  /** Called repeatedly, with pauses, while the service has another plan than the event. */
  readonly onReplaced: () => void
}

/** The most seats of a hold. The bundler replaces the name with the setting of the service. */
declare const SEATS_PER_HOLD_MAX: number

/** The page retries without limit, because any failure may be temporary. */
const STREAM_RETRIES = { anyFailure: true, backoffMsMax: 15_000, retryAfterMsMax: 15_000 }

const TICK_MS = 250
/** From this width on, the panel is beside the map, in rem. The same as in seat-map.css. */
const WIDE_REM = 48.75
const REM_PX = 16

/** Shows one event: creates the sections and connects them. */
export class SeatMapView {
  readonly element: HTMLElement
  readonly #options: SeatMapViewOptions
  readonly #hall: Hall
  readonly #board: SeatBoard
  readonly #sale: SaleSection
  readonly #plan: PlanWatch
  readonly #visit: Visit
  readonly #bar: TopBar
  readonly #map: MapSection
  readonly #list: ListSection
  readonly #yours: PurchaseSection
  readonly #best: BestSeatsForm
  readonly #legend: Legend
  readonly #theme: CurrentTheme
  readonly #messages: Messages
  readonly #said = h('p', { className: 'unseen', ariaLive: 'polite', ariaAtomic: 'true' })
  readonly #stopping = new AbortController()

  constructor(options: SeatMapViewOptions) {
    this.#options = options
    const { event, texts } = options
    this.#messages = new Messages(texts)
    const hall = new Hall(event.plan)
    const board = new SeatBoard(hall)
    this.#hall = hall
    this.#board = board
    this.#sale = new SaleSection({
      texts,
      event,
      board,
      onChange: () => {
        this.#onSale()
      },
    })
    this.#plan = new PlanWatch({
      planVersion: event.planVersion,
      onReplaced: options.onReplaced,
    })
    this.#visit = this.#newVisit()
    const onChoose = (seat: number) => {
      this.#visit.choose(seat)
    }
    this.#theme = new CurrentTheme({
      root: options.host.shadowRoot ?? options.host,
      onChange: () => {
        this.#onTheme()
      },
      signal: this.#stopping.signal,
    })
    const { theme } = this.#theme
    this.#map = new MapSection({
      texts,
      hall,
      board,
      theme,
      name: event.name,
      onChoose,
      say: (text) => {
        this.#say(text)
      },
    })
    this.#list = new ListSection({ texts, hall, board, onChoose })
    this.#bar = new TopBar({
      texts,
      event,
      onShow: (shown) => {
        this.#showAs(shown)
      },
    })
    this.#best = new BestSeatsForm({
      texts,
      categories: hall.categories,
      seatsMax: SEATS_PER_HOLD_MAX,
      onAsk: (wanted) => void this.#visit.holdBest(wanted),
    })
    this.#yours = new PurchaseSection({
      texts,
      hall,
      onHold: () => void this.#visit.hold(),
      publicBooking: event.publicBooking,
      onConfirm: () => void this.#visit.confirm(),
      onCheckOut: () => void this.#visit.checkOut(),
      onExtend: () => void this.#visit.extend(),
      onRelease: () => void this.#visit.release(),
      onRemove: onChoose,
      onStartAnew: () => {
        this.#visit.startAnew()
      },
    })
    this.#legend = new Legend({
      texts,
      isOpen: options.host.clientWidth >= WIDE_REM * REM_PX * theme.textScale,
    })
    this.element = this.#layout()
    this.#showAs('map')
  }

  start(): void {
    const timer = setInterval(() => {
      this.#visit.tick()
      this.#sale.tick()
      this.#plan.tick(performance.now())
      this.#showTime()
    }, TICK_MS)
    this.#stopping.signal.addEventListener('abort', () => {
      clearInterval(timer)
    })
    this.#board.listen(() => {
      this.#bar.free = this.#board.freeCount
      this.#sale.refresh()
    })
    this.#followSeats()
    this.#onTheme()
    this.#onSale()
    void this.#visit.resume()
  }

  /** Whether a request of the customer is being processed. */
  get isBusy(): boolean {
    return this.#visit.purchase.step !== undefined
  }

  /** Whether the customer has selected seats. */
  get hasSelection(): boolean {
    return this.#visit.selected.length > 0
  }

  /** Shows that the plan of the event was replaced while the customer was choosing seats. */
  showReplaced(): void {
    this.#messages.show({ text: this.#options.texts.message.planReplaced, tone: 'bad' })
  }

  stop(): void {
    this.#stopping.abort()
    this.#list.disconnect()
    this.#map.map.disconnect()
  }

  positionOf(seatId: string): { x: number; y: number } | undefined {
    const seat = this.#hall.indexOf(seatId)
    if (seat === undefined) return undefined
    const { left, top } = this.#map.map.canvas.getBoundingClientRect()
    const { x, y } = this.#map.map.screenOf(seat)
    return { x: left + x, y: top + y }
  }

  stateOf(seatId: string): string | undefined {
    const seat = this.#hall.indexOf(seatId)
    return seat === undefined ? undefined : this.#board.lookOf(seat)
  }

  showSeat(seatId: string): void {
    const seat = this.#hall.indexOf(seatId)
    const { map } = this.#map
    if (seat === undefined) return
    if (map.pitch < PITCH_NEAR) map.approach(map.screenOf(seat))
    else map.show(seat)
  }

  #followSeats(): void {
    const { host, client, event, serviceUrl } = this.#options
    const onConnected = (headers: Headers) => {
      this.#sale.sale.hearTime(headers.get('Date'))
    }
    const follower = new StreamFollower({
      open: (options) =>
        client.followSeats(event.eventId, { ...options, retries: STREAM_RETRIES, onConnected }),
      slots: browserSlots(serviceUrl),
      onMessage: (message) => {
        this.#board.apply(message)
        this.#sale.update(message)
        this.#plan.update(message.event.planVersion, performance.now())
      },
      onConnection: (connection) => {
        host.dataset['state'] = connection
        this.#bar.connection = connection
        this.#bar.free = this.#board.freeCount
      },
    })
    followWhileVisible(follower, this.#stopping.signal)
  }

  #newVisit(): Visit {
    const { host, event, client, serviceUrl, texts } = this.#options
    const { eventId } = event
    return new Visit({
      texts,
      hall: this.#hall,
      board: this.#board,
      client,
      event,
      keeper: new HoldKeeper(tabStorage(), { serviceUrl, eventId, element: nameOf(host) }),
      // Read for each request, because the shop replaces a token before it expires.
      admission: () => host.getAttribute('admission') ?? undefined,
      seatsMax: SEATS_PER_HOLD_MAX,
      isOnline: () => navigator.onLine,
      onChange: () => {
        this.#update()
      },
      onEvent: (type, detail) => {
        const cancelable = type === 'checkout'
        const init = { detail, bubbles: true, composed: true, cancelable }
        return !host.dispatchEvent(new CustomEvent(type, init))
      },
      goTo: (url) => {
        location.assign(url)
      },
      tell: (message) => {
        if (message) this.#messages.show(message)
        else this.#messages.clear()
      },
      say: (text) => {
        this.#say(text)
      },
    })
  }

  #layout(): HTMLElement {
    const { texts, host } = this.#options
    const hall = { className: 'hall', role: 'region', ariaLabel: texts.hall }
    const panel = { className: 'panel', role: 'region', ariaLabel: texts.panel }
    return h(
      'div',
      { className: 'frame', lang: texts.locale, dir: host.dir || 'ltr' },
      this.#bar.element,
      this.#sale.element,
      h('div', hall, this.#map.element, this.#list.element),
      h(
        'div',
        panel,
        this.#messages.element,
        this.#yours.element,
        this.#best.element,
        this.#legend.element,
      ),
      this.#said,
    )
  }

  /** Shows the event, and lets the customer choose seats only while it is on sale. */
  #onSale(): void {
    const { look, sale } = this.#sale
    const { hold } = PERMITTED[sale.state]
    this.#options.host.dataset['sale'] = look
    this.#bar.event = sale.event
    this.#bar.showsFree = sale.state === 'open' || sale.state === 'not-yet-open'
    this.#map.name = sale.event.name
    this.#best.element.hidden = look !== 'open'
    this.#list.canChoose = hold
    this.#visit.canHold = hold
    this.#update()
  }

  #showAs(shown: Shown): void {
    this.#map.element.hidden = shown !== 'map'
    this.#list.element.hidden = shown !== 'list'
    this.#bar.shown = shown
  }

  #onTheme(): void {
    const { theme } = this.#theme
    const { map } = this.#map
    // A page may have set the accent, and no colour for texts on it.
    const onAccent = `var(--holdfast-on-accent, ${cssOf(inkOn(theme.accent))})`
    this.element.style.setProperty('--on-accent', onAccent)
    map.theme = theme
    this.#legend.update(this.#hall.categories, map.colours, theme)
    this.#update()
  }

  #update(): void {
    const { host } = this.#options
    const { purchase, selected } = this.#visit
    const { state, step } = purchase
    host.dataset['selected'] = String(selected.length)
    host.dataset['hold'] = state.phase
    this.#best.isBusy = step !== undefined
    const permitted = PERMITTED[this.#sale.sale.state]
    this.#yours.update({
      ...{ selected, purchase: state, step, permitted },
      colours: this.#map.map.colours,
    })
    this.#showTime()
  }

  #showTime(): void {
    const { state, remainingMs } = this.#visit.purchase
    if (state.phase === 'held') this.#yours.showTime(remainingMs, state.lastsMs)
  }

  /** Announces a text to screen reader users. */
  #say(text: string): void {
    setText(this.#said, text)
  }
}

/** The name of an element among those of its page, the same after a reload: its id, else its number if it is not the first. */
function nameOf(host: HTMLElement): string {
  if (host.id !== '') return `#${host.id}`
  const all = document.querySelectorAll(host.localName)
  return String(Math.max(0, [...all].indexOf(host)) || '')
}
