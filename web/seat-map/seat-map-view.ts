import type { HoldfastClient, Schemas } from '../../client/src/index.ts'
import { HoldKeeper } from './buying/kept-hold.ts'
import { seatsPerHoldMax } from './buying/limits.ts'
import { currentTheme, onThemeChange } from './drawing/current-theme.ts'
import { PITCH_NEAR } from './drawing/map-canvas.ts'
import { Hall } from './hall/hall.ts'
import { SeatBoard } from './live/seat-board.ts'
import { type Connection, SeatFollower } from './live/seat-follower.ts'
import { BestSeatsForm } from './parts/best-seats-form.ts'
import { h, setText } from './parts/dom.ts'
import { legend } from './parts/legend.ts'
import { ListSection } from './parts/list-section.ts'
import { MapSection } from './parts/map-section.ts'
import { Messages } from './parts/messages.ts'
import { PurchaseSection } from './parts/purchase-section.ts'
import { TopBar } from './parts/top-bar.ts'
import { Visit } from './visit.ts'

export interface SeatMapViewOptions {
  /** Carries what can be read of it from outside, and fires its events. */
  readonly host: HTMLElement
  readonly event: Schemas['Event']
  readonly client: HoldfastClient
  readonly serviceUrl: string
}

const TICK_MS = 250
/** Where everything has room beside the hall, in CSS pixels; as in seat-map.css. */
const WIDE = 780

/** One event on the screen: the sections of it, and what brings them together. */
export class SeatMapView {
  readonly element: HTMLElement
  readonly #options: SeatMapViewOptions
  readonly #hall: Hall
  readonly #board: SeatBoard
  readonly #visit: Visit
  readonly #bar: TopBar
  readonly #map: MapSection
  readonly #list: ListSection
  readonly #yours: PurchaseSection
  readonly #best: BestSeatsForm
  readonly #legend = h('div', { className: 'legends' })
  readonly #messages = new Messages()
  readonly #said = h('p', { className: 'unseen', ariaLive: 'polite', ariaAtomic: 'true' })
  readonly #ends: (() => void)[] = []

  constructor(options: SeatMapViewOptions) {
    this.#options = options
    const { event } = options
    const hall = new Hall(event.plan)
    const board = new SeatBoard(hall)
    this.#hall = hall
    this.#board = board
    this.#visit = this.#newVisit()
    const onChoose = (seat: number) => {
      this.#visit.choose(seat)
    }
    this.#map = new MapSection({
      hall,
      board,
      theme: currentTheme(),
      name: event.name,
      onChoose,
      say: (text) => {
        this.#say(text)
      },
    })
    this.#list = new ListSection({ hall, board, onChoose })
    this.#bar = new TopBar({
      event,
      onShow: (shown) => {
        this.#showAs(shown)
      },
    })
    this.#best = new BestSeatsForm({
      categories: hall.categories,
      seatsMax: seatsPerHoldMax,
      onAsk: (wanted) => void this.#visit.holdBest(wanted),
    })
    this.#yours = new PurchaseSection({
      hall,
      onHold: () => void this.#visit.hold(),
      onConfirm: () => void this.#visit.confirm(),
      onExtend: () => void this.#visit.extend(),
      onRelease: () => void this.#visit.release(),
      onRemove: onChoose,
      onStartAnew: () => {
        this.#visit.startAnew()
      },
    })
    this.element = this.#layout()
    this.#showAs('map')
  }

  start(): void {
    const timer = setInterval(() => {
      this.#visit.tick()
      this.#showTime()
    }, TICK_MS)
    this.#ends.push(
      () => {
        clearInterval(timer)
      },
      this.#board.listen(() => {
        this.#bar.free = this.#board.freeCount
      }),
      onThemeChange(() => {
        this.#onTheme()
      }),
      this.#followSeats(),
    )
    this.#onTheme()
    void this.#visit.resume()
  }

  stop(): void {
    for (const end of this.#ends.splice(0)) end()
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

  /** Keeps the board up to date while the page is visible, until the returned function is called. */
  #followSeats(): () => void {
    const { client, event } = this.#options
    const follower = new SeatFollower({
      client,
      eventId: event.eventId,
      board: this.#board,
      onConnection: (connection) => {
        this.#showConnection(connection)
      },
    })
    const onVisibility = () => {
      follower.isVisible = document.visibilityState === 'visible'
    }
    const onOnline = () => {
      follower.restart()
    }
    document.addEventListener('visibilitychange', onVisibility)
    addEventListener('online', onOnline)
    follower.isVisible = true
    return () => {
      document.removeEventListener('visibilitychange', onVisibility)
      removeEventListener('online', onOnline)
      follower.stop()
    }
  }

  #showConnection(connection: Connection): void {
    this.#options.host.dataset['state'] = connection
    this.#bar.connection = connection
    this.#bar.free = this.#board.freeCount
  }

  #newVisit(): Visit {
    const { host, event, client, serviceUrl } = this.#options
    const { eventId } = event
    return new Visit({
      hall: this.#hall,
      board: this.#board,
      client,
      eventId,
      keeper: new HoldKeeper(tabStorage(), { serviceUrl, eventId }),
      seatsMax: seatsPerHoldMax,
      isOnline: () => navigator.onLine,
      onChange: () => {
        this.#update()
      },
      onEvent: (type, detail) => {
        host.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }))
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
    const isWide = this.#options.host.clientWidth >= WIDE
    const hall = { className: 'hall', role: 'region', ariaLabel: 'The hall' }
    const panel = { className: 'panel', role: 'region', ariaLabel: 'Choose and book' }
    return h(
      'div',
      { className: 'frame' },
      this.#bar.element,
      h('div', hall, this.#map.element, this.#list.element),
      h(
        'div',
        panel,
        this.#messages.element,
        this.#yours.element,
        this.#best.element,
        h('details', { className: 'card', open: isWide }, h('summary', {}, 'Legend'), this.#legend),
      ),
      this.#said,
    )
  }

  #showAs(shown: 'map' | 'list'): void {
    this.#map.element.hidden = shown !== 'map'
    this.#list.element.hidden = shown !== 'list'
    this.#bar.shown = shown
  }

  #onTheme(): void {
    const theme = currentTheme()
    const { map } = this.#map
    map.theme = theme
    this.#legend.replaceChildren(...legend(this.#hall.categories, map.colours, theme))
    this.#update()
  }

  #update(): void {
    const { host } = this.#options
    const { purchase, selected } = this.#visit
    const { state, step } = purchase
    host.dataset['selected'] = String(selected.length)
    host.dataset['hold'] = state.phase
    this.#best.isBusy = step !== undefined
    this.#yours.update({ selected, purchase: state, step, colours: this.#map.map.colours })
    this.#showTime()
  }

  #showTime(): void {
    const { state, remainingMs } = this.#visit.purchase
    if (state.phase === 'held') this.#yours.showTime(remainingMs, state.lastsMs)
  }

  /** For those who do not see it. */
  #say(text: string): void {
    setText(this.#said, text)
  }
}

/** Where a browser forbids storage, even to ask for it is an error. */
function tabStorage(): Storage | undefined {
  try {
    return sessionStorage
  } catch {
    return undefined
  }
}
