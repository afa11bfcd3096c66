import type { HoldfastClient, Schemas, Tag } from '../../client/src/index.ts'
import { h, REM_PX, setText } from '../dom.ts'
import { browserSlots } from '../streams/browser-slots.ts'
import { followWhileVisible } from '../streams/follow-while-visible.ts'
import { type Connection, StreamFollower } from '../streams/stream-follower.ts'
import type { SeatMapTexts } from '../texts/index.ts'
import { type Totals, totalsOf } from './buying/total.ts'
import type { Visit } from './buying/visit.ts'
import { PITCH_NEAR } from './drawing/camera.ts'
import { cssOf, inkOn } from './drawing/colour.ts'
import { CurrentTheme } from './drawing/current-theme.ts'
import { guardButtons, newFrame } from './frame.ts'
import { Hall } from './hall/hall.ts'
import { PriceList } from './hall/price-list.ts'
import { PERMITTED } from './live/event-sale.ts'
import { PlanWatch } from './live/plan-watch.ts'
import { PolledSeats, type SeatsMessage } from './live/polled-seats.ts'
import { recheckOnWake } from './live/recheck-on-wake.ts'
import { SeatBoard } from './live/seat-board.ts'
import { newVisit } from './new-visit.ts'
import { SaleSection } from './parts/sale-section.ts'
import { GUARD_MS, type TapGuard } from './parts/tap-guard.ts'
import { printTicket } from './parts/ticket-print.ts'
import { isUnknownEvent } from './service.ts'
import { ticketOf } from './ticket.ts'
import { ViewActions } from './view-actions.ts'
import { createParts, type ShownHall, type ViewParts } from './view-parts.ts'

export interface SeatMapViewOptions {
  /** The element with the state attributes, which dispatches the events. */
  readonly host: HTMLElement
  readonly texts: SeatMapTexts
  readonly event: Schemas['Event'] & Tag
  readonly client: HoldfastClient
  readonly serviceUrl: string
  /** Called repeatedly, with pauses, while the service has another plan than the event, or has no such event. */
  readonly onReplaced: () => void
}

/** The most seats of a hold. The bundler replaces the name with the setting of the service. */
declare const SEATS_PER_HOLD_MAX: number

/** The page retries without limit, because any failure may be temporary. */
const STREAM_RETRIES = { anyFailure: true, backoffMsMax: 15_000, retryAfterMsMax: 15_000 }

const TICK_MS = 250
/** From this width on, the panel is beside the map, in rem. The same as in seat-map.css. */
const WIDE_REM = 48.75

/** Shows one event: creates the parts and connects them. */
export class SeatMapView {
  readonly element: HTMLElement
  readonly #options: SeatMapViewOptions
  readonly #shown: ShownHall
  readonly #sale: SaleSection
  readonly #plan: PlanWatch
  readonly #visit: Visit
  readonly #actions: ViewActions
  readonly #parts: ViewParts
  readonly #said = h('p', { className: 'unseen', ariaLive: 'polite', ariaAtomic: 'true' })
  readonly #stopping = new AbortController()
  readonly #guard: TapGuard
  readonly #theme: CurrentTheme
  #connection: Connection = 'connecting'
  #phase = 'none'
  #isTouch = false
  /** Whether other buttons have just appeared where the customer has pressed one. */
  #isFresh = false

  constructor(options: SeatMapViewOptions) {
    this.#options = options
    const { event, texts, host, onReplaced } = options
    const hall = new Hall(event.plan)
    const board = new SeatBoard(hall)
    const { standing } = hall
    this.#shown = { texts, hall, standing, board, prices: new PriceList(hall, event.prices) }
    this.#sale = new SaleSection({
      ...{ texts, event, board },
      onChange: () => {
        this.#onSale()
      },
    })
    this.#plan = new PlanWatch({ shown: event, onReplaced })
    this.#visit = newVisit({
      ...{ ...options, shown: this.#shown, seatsMax: SEATS_PER_HOLD_MAX },
      signal: this.#stopping.signal,
      messages: () => this.#parts.messages,
      onChange: () => {
        this.#update()
      },
      say: (text) => {
        this.#say(text)
      },
    })
    this.#actions = new ViewActions({
      ...{ shown: this.#shown, visit: this.#visit },
      parts: () => this.#parts,
      isTouch: () => this.#isTouch,
    })
    this.#theme = new CurrentTheme({
      root: host.shadowRoot ?? host,
      onChange: () => {
        this.#onTheme()
      },
      signal: this.#stopping.signal,
    })
    this.#parts = this.#newParts()
    const dir = host.dir || 'ltr'
    this.element = newFrame(this.#parts, { texts, dir, sale: this.#sale, said: this.#said })
    this.#guard = guardButtons(this.element)
    this.element.addEventListener('pointerdown', ({ pointerType }) => {
      this.#isTouch = pointerType !== 'mouse'
    })
    this.#actions.showAs('map')
  }

  start(): void {
    const { signal } = this.#stopping
    const timer = setInterval(() => {
      this.#visit.tick()
      this.#sale.tick()
      this.#plan.tick(performance.now())
      this.#showTime()
    }, TICK_MS)
    signal.addEventListener('abort', () => {
      clearInterval(timer)
    })
    recheckOnWake(() => void this.#visit.recheck(), signal)
    for (const type of ['online', 'offline']) {
      addEventListener(
        type,
        () => {
          this.#showConnection()
        },
        { signal },
      )
    }
    this.#shown.board.listen(() => {
      this.#showFree()
      this.#sale.refresh()
    })
    this.#showFree()
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
    return this.#visit.selected.length + this.#visit.selectedAreas.length > 0
  }

  /** Shows that the plan of the event was replaced while the customer was choosing seats. */
  showReplaced(): void {
    this.#parts.messages.show({ text: this.#options.texts.message.planReplaced, tone: 'bad' })
  }

  stop(): void {
    this.#stopping.abort()
    this.#parts.list.disconnect()
    this.#parts.map.map.disconnect()
  }

  positionOf(seatId: string): { x: number; y: number } | undefined {
    const seat = this.#shown.hall.indexOf(seatId)
    if (seat === undefined) return undefined
    const { map } = this.#parts.map
    const { left, top } = map.canvas.getBoundingClientRect()
    const { x, y } = map.screenOf(seat)
    return { x: left + x, y: top + y }
  }

  stateOf(seatId: string): string | undefined {
    const seat = this.#shown.hall.indexOf(seatId)
    const { board } = this.#shown
    return seat === undefined || !board.isKnown ? undefined : board.lookOf(seat)
  }

  showSeat(seatId: string): void {
    const seat = this.#shown.hall.indexOf(seatId)
    const { map } = this.#parts.map
    if (seat === undefined) return
    if (map.pitch < PITCH_NEAR) map.camera.approach(map.screenOf(seat))
    else map.show(seat)
  }

  #newParts(): ViewParts {
    const { event, host } = this.#options
    const { theme } = this.#theme
    const isWide = host.clientWidth >= WIDE_REM * REM_PX * theme.textScale
    return createParts(this.#shown, {
      ...{ event, theme, seatsMax: SEATS_PER_HOLD_MAX, isWide },
      handlers: {
        visit: () => this.#visit,
        onChoose: (seat) => {
          this.#actions.choose(seat)
        },
        onChooseArea: (areaId) => {
          this.#actions.chooseArea(areaId)
        },
        onFilter: (filter) => {
          this.#actions.filter(filter)
        },
        onGo: (found) => {
          this.#actions.goTo(found)
        },
        onShow: (shown) => {
          this.#actions.showAs(shown)
        },
        onPrint: () => {
          const { state } = this.#visit.purchase
          const { event } = this.#sale.sale
          const ticket = { event, shown: this.#shown, total: this.#totals.ours }
          if (state.phase === 'booked') printTicket(ticketOf(state, ticket))
        },
        say: (text) => {
          this.#say(text)
        },
      },
    })
  }

  #followSeats(): void {
    const { client, event, serviceUrl } = this.#options
    const { sale } = this.#sale
    const onConnected = (headers: Headers) => {
      sale.hearTime(headers.get('Date'))
    }
    const polled = new PolledSeats({ client, event, sale })
    const follower = new StreamFollower<SeatsMessage>({
      open: (options) =>
        client.followSeats(event.eventId, { ...options, retries: STREAM_RETRIES, onConnected }),
      poll: (signal) => polled.poll(signal),
      slots: browserSlots(serviceUrl),
      onMessage: (message) => {
        this.#shown.board.apply(message)
        this.#showFree()
        this.#sale.update(message)
        this.#plan.update(message.event, performance.now())
      },
      onConnection: (connection) => {
        this.#connection = connection
        this.#showConnection()
        if (connection !== 'live' && connection !== 'delayed') return
        this.#parts.messages.recover()
        void this.#visit.recover()
      },
      onFailure: (failure) => {
        if (isUnknownEvent(failure)) this.#plan.update(undefined, performance.now())
      },
    })
    followWhileVisible(follower, this.#stopping.signal)
  }

  /** Says at once that the device is offline; the stream notices it later. */
  #showConnection(): void {
    this.#options.host.dataset['state'] = this.#connection
    this.#parts.bar.connection = navigator.onLine ? this.#connection : 'offline'
  }

  /** Shows no seat and no number before the service has told the state of the seats. */
  #showFree(): void {
    const { isKnown, freeCount } = this.#shown.board
    this.element.dataset['seats'] = isKnown ? 'known' : 'unknown'
    if (isKnown) this.#parts.bar.free = freeCount
  }

  /** Shows the event, and lets the customer choose seats only while it is on sale. */
  #onSale(): void {
    const { look, sale } = this.#sale
    const { bar, map, best, list } = this.#parts
    const { hold } = PERMITTED[sale.state]
    this.#options.host.dataset['sale'] = look
    bar.event = sale.event
    bar.showsFree = sale.state === 'open' || sale.state === 'not-yet-open'
    map.name = sale.event.name
    best.element.hidden = look !== 'open' || this.#shown.hall.seatCount === 0
    list.canChoose = hold
    this.#visit.canHold = hold
    this.#update()
  }

  #onTheme(): void {
    const { theme } = this.#theme
    const { map } = this.#parts.map
    // A page may have set the accent, and no colour for texts on it.
    const onAccent = `var(--holdfast-on-accent, ${cssOf(inkOn(theme.accent))})`
    this.element.style.setProperty('--on-accent', onAccent)
    map.theme = theme
    this.#parts.legend.update(this.#shown, map.colours, theme)
    this.#update()
  }

  get #totals(): Totals {
    const { purchase, selected, selectedAreas: areas, isExchanging } = this.#visit
    return totalsOf({ state: purchase.state, selected, areas, isExchanging }, this.#shown)
  }

  #update(): void {
    const { host } = this.#options
    const { yours, actions, best, map } = this.#parts
    const { purchase, selected, selectedAreas, isExchanging } = this.#visit
    const { state, step } = purchase
    const areaCount = selectedAreas.reduce((sum, { quantity }) => sum + quantity, 0)
    const selectedCount = selected.length + areaCount
    host.dataset['selected'] = String(selectedCount)
    host.dataset['hold'] = state.phase
    const isBusy = step !== undefined || this.#isFresh
    best.isBusy = isBusy
    const permitted = PERMITTED[this.#sale.sale.state]
    const { cart, next, isListed } = this.#totals
    const common = { purchase: state, permitted, isBusy, isExchanging }
    const cartSeats = { selected, areas: selectedAreas, colours: map.map.colours }
    yours.update({ ...common, ...cartSeats, total: cart, isListed })
    actions.update({ ...common, selectedCount, total: next })
    this.#onPhase(state.phase)
    this.#showTime()
  }

  #onPhase(phase: string): void {
    if (phase === this.#phase) return
    this.#phase = phase
    this.#guardButtons()
    this.#parts.sheet.hide()
    this.#parts.yours.element.parentElement?.scrollTo({ top: 0 })
    const { state } = this.#visit.purchase
    const seats = state.phase === 'held' ? this.#shown.hall.indexesOf(state.seatIds) : []
    // The map gets its new size first, because the panel has other content now.
    requestAnimationFrame(() => {
      requestAnimationFrame(() => {
        this.#parts.map.map.showSeats(seats)
      })
    })
  }

  #guardButtons(): void {
    if (!this.#guard.replaced(performance.now())) return
    this.#isFresh = true
    setTimeout(() => {
      this.#isFresh = false
      // The element may show another view by now.
      if (!this.#stopping.signal.aborted) this.#update()
    }, GUARD_MS)
  }

  #showTime(): void {
    const { state, remainingMs } = this.#visit.purchase
    if (state.phase !== 'held') return
    this.#parts.yours.showTime(remainingMs, state.lastsMs)
    this.#parts.actions.showTime(remainingMs)
  }

  /** Announces a text to screen reader users. */
  #say(text: string): void {
    setText(this.#said, text)
  }
}
