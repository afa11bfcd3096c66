import type { FollowedSeats, SaleState, Schemas } from '../../../client/src/index.ts'
import type { SeatBoard } from './seat-board.ts'

type EventSummary = Schemas['EventSummary']

/** What the public can do. It can always release a hold. */
export interface Permitted {
  /** Select and hold seats. */
  readonly hold: boolean
  readonly extend: boolean
  /** Book held seats. */
  readonly confirm: boolean
}

const ALL: Permitted = { hold: true, extend: true, confirm: true }
const FINISH: Permitted = { hold: false, extend: false, confirm: true }
const NOTHING: Permitted = { hold: false, extend: false, confirm: false }

export const PERMITTED: Readonly<Record<SaleState, Permitted>> = {
  open: ALL,
  'not-yet-open': FINISH,
  closed: FINISH,
  cancelled: NOTHING,
  archived: NOTHING,
}

/** The state of the public sale at this time. */
export function saleStateAt(
  {
    status,
    saleOpensAt,
    saleClosesAt,
  }: Pick<EventSummary, 'status' | 'saleOpensAt' | 'saleClosesAt'>,
  nowMs: number,
): SaleState {
  if (status !== 'on-sale') return status
  if (saleOpensAt !== undefined && nowMs < Date.parse(saleOpensAt)) return 'not-yet-open'
  return saleClosesAt !== undefined && Date.parse(saleClosesAt) <= nowMs ? 'closed' : 'open'
}

/** The state of the sale as it is shown: an open sale may have no seats left. */
export type SaleLook = SaleState | 'sold-out' | 'all-taken'

/** `all-taken`: some of the seats are only held, so they may become available. */
export function saleLookOf(
  state: SaleState,
  { freeCount, heldCount }: Pick<SeatBoard, 'freeCount' | 'heldCount'>,
): SaleLook {
  if (state !== 'open' || freeCount > 0) return state
  return heldCount > 0 ? 'all-taken' : 'sold-out'
}

/** The clocks of the device, in milliseconds: a monotonic one, and the time since 1970, which may be wrong. */
export interface DeviceClocks {
  readonly monotonicMs: () => number
  readonly dateMs: () => number
}

const CLOCKS: DeviceClocks = {
  monotonicMs: () => performance.now(),
  dateMs: () => Date.now(),
}

/**
 * The sale of an event. The service says when it opens and closes. Until its first message, the state is that by the
 * clock of the device.
 */
export class EventSale {
  readonly #clocks: DeviceClocks
  #event: EventSummary
  #state: SaleState
  /** The time since 1970 minus the monotonic clock. */
  #offsetMs: number

  constructor(event: EventSummary, clocks = CLOCKS) {
    this.#clocks = clocks
    this.#event = event
    this.#state = saleStateAt(event, clocks.dateMs())
    this.#offsetMs = clocks.dateMs() - clocks.monotonicMs()
  }

  get event(): EventSummary {
    return this.#event
  }

  get state(): SaleState {
    return this.#state
  }

  /** How long until the sale opens, by the clock of the service. Undefined if it is not about to open. */
  get opensInMs(): number | undefined {
    const { saleOpensAt } = this.#event
    if (this.#state !== 'not-yet-open' || saleOpensAt === undefined) return undefined
    return Math.max(0, Date.parse(saleOpensAt) - this.#nowMs)
  }

  /** Whether the event has started, by the clock of the service. It can still be on sale. */
  get hasStarted(): boolean {
    const { startsAt } = this.#event
    return startsAt !== undefined && Date.parse(startsAt) <= this.#nowMs
  }

  /** Sets the clock by the `Date` of a response that has just arrived. */
  hearTime(date: string | null): void {
    const timeMs = Date.parse(date ?? '')
    if (!Number.isNaN(timeMs)) this.#offsetMs = timeMs - this.#clocks.monotonicMs()
  }

  /** The state of the public sale of this event now, for messages that do not have it. */
  stateOf(event: EventSummary): SaleState {
    return saleStateAt(event, this.#nowMs)
  }

  get #nowMs(): number {
    return this.#clocks.monotonicMs() + this.#offsetMs
  }

  /** @returns whether the event or its sale has changed */
  update({ event, sale }: Pick<FollowedSeats, 'event' | 'sale'>): boolean {
    if (event === this.#event && sale === this.#state) return false
    this.#event = event
    this.#state = sale
    return true
  }
}
