import type { HoldfastError, HoldTicket, SeatsWanted } from '../../../client/src/index.ts'
import { HoldRequests, type HoldRequestsOptions } from './hold-requests.ts'
import { PurchaseRecord, type Ticket } from './purchase-record.ts'
import type { HoldState, PurchaseListener, PurchaseState, Step } from './purchase-state.ts'

export interface PurchaseOptions extends HoldRequestsOptions {
  readonly onChange: PurchaseListener
  /** Called with the hold that the shop is to sell, as it is now. */
  readonly onCheckout: (hold: HoldState) => void
  /** Milliseconds by the monotonic clock, and by the clock that survives a reload. */
  readonly nowMs?: () => number
  readonly dateMs?: () => number
}

/** A hold that is in doubt is read again after this time. */
const DOUBT_MS = 2_000
/** Ticks are further apart only if the device has slept. */
const SLEPT_MS = 10_000
/** Problems that mean that this hold, or its seats, may be lost. */
const LOST: readonly (string | undefined)[] = ['hold-gone', 'hold-not-found', 'seats-not-available']
/** Other seats can only be held after those of the hold are released. */
const NO_ROOM: readonly (string | undefined)[] = ['too-many-seats', 'too-many-seats-for-client']

type Outcome = Promise<HoldfastError | undefined>

/** A purchase, from held seats to booked seats. Each step returns its problem, if any. */
export class Purchase {
  readonly #options: PurchaseOptions
  readonly #requests: HoldRequests
  readonly #record: PurchaseRecord
  readonly #nowMs: () => number
  readonly #dateMs: () => number
  #step: Step | undefined
  #isReading = false
  /** When to read the hold again, by the monotonic clock. */
  #doubtMs = Infinity
  #tickedAtMs = Infinity

  constructor(options: PurchaseOptions) {
    this.#options = options
    this.#nowMs = options.nowMs ?? (() => performance.now())
    this.#dateMs = options.dateMs ?? (() => Date.now())
    this.#requests = new HoldRequests({ ...options, dateMs: this.#dateMs })
    this.#record = new PurchaseRecord({ ...options, nowMs: this.#nowMs, dateMs: this.#dateMs })
  }

  get state(): PurchaseState {
    return this.#record.state
  }

  /** The request in progress. */
  get step(): Step | undefined {
    return this.#step
  }

  get remainingMs(): number {
    return this.#record.remainingMs
  }

  /** What the last request to hold seats has asked for, while its outcome is unknown. */
  get unclear(): SeatsWanted | undefined {
    return this.#requests.open?.wanted
  }

  /** Sends the last request to hold seats again, with the same idempotency key, if its outcome is unknown. */
  async repeat(): Outcome {
    const request = this.#requests.open
    if (!request) return undefined
    const { wanted, hold, instead } = request
    const isHeld = hold !== undefined && hold.holdId === this.#record.ticket?.holdId
    return instead && isHeld ? this.exchange(wanted, instead) : this.hold(wanted, hold)
  }

  /** Holds seats, in addition to those already held. */
  hold(wanted: SeatsWanted, hold: HoldTicket | undefined = this.#record.ticket): Outcome {
    return this.#do('hold', async () => {
      const reply = await this.#requests.hold({ wanted, hold })
      if (reply.ok) this.#record.keep(reply.value, 'hold')
      else if (reply.problem.code === 'hold-not-found') return this.#orLost(reply.problem)
      return reply.ok ? undefined : reply.problem
    })
  }

  /** Holds other seats instead of the held ones, which are kept until then if the limits allow it. */
  exchange(wanted: SeatsWanted, instead = this.#record.held.seatIds): Outcome {
    return this.#doWithHold('exchange', async (ticket) => {
      const before: readonly string[] = this.#record.held.seatIds
      const reply = await this.#requests.hold({ wanted, hold: ticket, instead })
      if (!reply.ok) {
        const { code } = reply.problem
        // The best seats would be those just released.
        if (NO_ROOM.includes(code) && !('bestAvailable' in wanted))
          return this.#exchangeFirst(ticket, wanted)
        return code === 'hold-not-found' ? this.#orLost(reply.problem) : reply.problem
      }
      // A hold that has ended is replaced by another.
      const isSame = reply.value.holdId === ticket.holdId
      this.#record.keep(reply.value, isSame ? 'read' : 'hold')
      if (!isSame) return undefined
      const problem = await this.#releaseSome(ticket, instead, 'exchange')
      if (problem?.code === 'leaves-single-seat') {
        // The former seats cannot be released with the new ones held.
        const added = reply.value.seatIds.filter((seatId) => !before.includes(seatId))
        await this.#releaseSome(ticket, added, 'read')
      }
      return problem
    })
  }

  extend(): Outcome {
    return this.#doWithHold('extend', async (ticket) => {
      const reply = await this.#requests.extend(ticket)
      if (!reply.ok) return this.#orLost(reply.problem)
      this.#record.keep({ ...ticket, ...this.#record.held, ...reply.value, lastsMs: 0 }, 'extend')
      return undefined
    })
  }

  confirm(): Outcome {
    return this.#doWithHold('confirm', async (ticket) => {
      const reply = await this.#requests.confirm(ticket)
      if (!reply.ok) return this.#orLost(reply.problem)
      this.#record.book(ticket, reply.value, 'confirm')
      return undefined
    })
  }

  release(): Outcome {
    return this.#doWithHold('release', async (ticket) => {
      const reply = await this.#requests.release(ticket)
      if (!reply.ok) return this.#orLost(reply.problem)
      this.#record.end({ phase: 'none' }, 'release')
      return undefined
    })
  }

  /** Releases some of the held seats. */
  remove(seatIds: readonly string[]): Outcome {
    return this.#doWithHold('remove', (ticket) => this.#releaseSome(ticket, seatIds, 'remove'))
  }

  /** Reads the hold for the checkout of the shop, which confirms it. */
  checkOut(): Outcome {
    return this.#doWithHold('checkout', async (ticket) => {
      const reply = await this.#requests.read(ticket)
      if (!reply.ok) return this.#orLost(reply.problem)
      this.#record.follow(ticket, reply.value)
      if (reply.value.status === 'active') this.#options.onCheckout(reply.value)
      return undefined
    })
  }

  /** Shows the code for the box office, also after a reload. */
  showCode(code: string): void {
    const ticket = this.#record.ticket
    if (!ticket) return
    this.#record.keep({ ...ticket, ...this.#record.held, boxOfficeCode: code }, 'checkout')
  }

  /** Continues the hold, or shows the booking, that was stored before a reload. */
  async resume(): Promise<void> {
    const kept = this.#options.keeper.find()
    if (!kept) return
    if (kept.booking) {
      this.#record.book(kept, { ...kept, ...kept.booking }, 'read')
      return
    }
    const expiresInMs = kept.endsAtMs - this.#dateMs()
    if (expiresInMs > 0) {
      this.#record.keep({ ...kept, expiresInMs }, 'read')
      await this.refresh()
      return
    }
    this.#options.keeper.forget()
    const before = this.state
    const reply = await this.#requests.read(kept)
    if (this.state !== before || this.#step || !reply.ok) return
    // It was sold by the shop, or extended by another page.
    if (['confirmed', 'active'].includes(reply.value.status)) this.#record.follow(kept, reply.value)
  }

  /** Reads the hold, which others may have changed: the shop, another page, or its expiry while the device slept. */
  async refresh(): Promise<void> {
    const ticket = this.#record.ticket
    if (!ticket || this.#isReading) return
    const before = this.state
    this.#isReading = true
    const reply = await this.#requests.read(ticket)
    this.#isReading = false
    // The customer may have acted while this request was in progress.
    if (this.state !== before || this.#step) return
    this.#doubtMs = reply.ok ? Infinity : this.#nowMs() + DOUBT_MS
    if (reply.ok) this.#record.follow(ticket, reply.value)
    else if (LOST.includes(reply.problem.code)) this.#record.lose()
  }

  /** Reads the hold until the service has answered, because the map shows that it may have ended. */
  doubt(): void {
    if (this.#doubtMs < Infinity) return
    this.#doubtMs = this.#nowMs() + DOUBT_MS
    if (!this.#step) void this.refresh()
  }

  /** Ends the hold when it has expired, unless it was extended or confirmed elsewhere. Call periodically. */
  tick(): void {
    const hasSlept = this.#dateMs() - this.#tickedAtMs > SLEPT_MS
    this.#tickedAtMs = this.#dateMs()
    // The response to the request in progress determines the outcome.
    if (this.state.phase !== 'held' || this.#step || this.#isReading) return
    if (this.remainingMs === 0) {
      void this.refresh().then(() => {
        this.#loseIfExpired()
      })
    } else if (hasSlept || this.#nowMs() >= this.#doubtMs) void this.refresh()
  }

  /** Starts over after a booking or an expired hold. */
  startAnew(): void {
    if (this.state.phase === 'held') return
    this.#record.end({ phase: 'none' }, 'new')
  }

  async #exchangeFirst(ticket: Ticket, wanted: SeatsWanted): Outcome {
    const { seatIds } = this.#record.held
    const released = await this.#requests.release(ticket)
    if (!released.ok) return this.#orLost(released.problem)
    const reply = await this.#requests.hold({ wanted })
    const kept = reply.ok ? reply : await this.#requests.hold({ wanted: { seatIds } })
    if (kept.ok) this.#record.keep(kept.value, reply.ok ? 'exchange' : 'read')
    else this.#record.lose()
    return reply.ok ? undefined : reply.problem
  }

  async #releaseSome(
    ticket: Ticket,
    seatIds: readonly string[],
    cause: 'remove' | 'exchange' | 'read',
  ): Outcome {
    const reply = await this.#requests.releaseSome(ticket, seatIds)
    if (!reply.ok) return this.#orLost(reply.problem)
    if (reply.value.seatIds.length === 0) this.#record.end({ phase: 'none' }, 'release')
    else this.#record.keep({ ...ticket, ...reply.value }, cause)
    return undefined
  }

  #doWithHold(step: Step, act: (ticket: Ticket) => Outcome): Outcome {
    const ticket = this.#record.ticket
    return ticket ? this.#do(step, () => act(ticket)) : Promise.resolve(undefined)
  }

  async #do(step: Step, act: () => Outcome): Outcome {
    // A double click sends one request.
    if (this.#step) return undefined
    this.#step = step
    try {
      return await act()
    } finally {
      this.#step = undefined
    }
  }

  /** If the problem means that the hold may be lost, continues as the service says; otherwise it continues. */
  async #orLost(problem: HoldfastError): Outcome {
    const ticket = this.#record.ticket
    if (!ticket || !LOST.includes(problem.code)) return problem
    const reply = await this.#requests.read(ticket)
    if (!reply.ok) {
      this.#record.lose()
      return problem
    }
    this.#record.follow(ticket, reply.value)
    const isExplained = this.state.phase !== 'held' && problem.code !== 'seats-not-available'
    return isExplained ? undefined : problem
  }

  #loseIfExpired(): void {
    if (!this.#step && this.remainingMs === 0) this.#record.lose()
  }
}
