import type { HoldfastError, HoldTicket } from '../../../client/src/index.ts'
import { Attempts, type Reply } from './attempts.ts'
import type { HoldKeeper } from './kept-hold.ts'
import type {
  BestSeats,
  BuyingClient,
  HoldState,
  PurchaseCause,
  PurchaseListener,
  PurchaseState,
  Step,
} from './purchase-state.ts'

export interface PurchaseOptions {
  readonly client: BuyingClient
  readonly eventId: string
  /** Whether this customer can confirm the hold. Otherwise the shop does. */
  readonly publicBooking: boolean
  readonly keeper: HoldKeeper
  /** Returns the admission token of the shop, where the service requires one. */
  readonly admission: () => string | undefined
  readonly onChange: PurchaseListener
  /** Called with the hold that the shop is to sell, as it is now. */
  readonly onCheckout: (hold: HoldState) => void
  /** Milliseconds by the monotonic clock, and by the clock that survives a reload. */
  readonly nowMs?: () => number
  readonly dateMs?: () => number
}

/** A purchase, from held seats to booked seats. */
export class Purchase {
  readonly #options: PurchaseOptions
  readonly #attempts = new Attempts()
  readonly #nowMs: () => number
  readonly #dateMs: () => number
  #state: PurchaseState = { phase: 'none' }
  #token: string | undefined
  #step: Step | undefined
  #isReading = false

  constructor(options: PurchaseOptions) {
    this.#options = options
    this.#nowMs = options.nowMs ?? (() => performance.now())
    this.#dateMs = options.dateMs ?? (() => Date.now())
  }

  get state(): PurchaseState {
    return this.#state
  }

  /** The request in progress. */
  get step(): Step | undefined {
    return this.#step
  }

  get remainingMs(): number {
    return this.#state.phase === 'held' ? Math.max(0, this.#state.endsMs - this.#nowMs()) : 0
  }

  /** Holds these seats, in addition to those already held. @returns the problem, if any */
  hold(seatIds: readonly string[]): Promise<HoldfastError | undefined> {
    return this.#hold({ seatIds }, seatIds.join())
  }

  holdBest({ quantity, category }: BestSeats): Promise<HoldfastError | undefined> {
    const bestAvailable = { quantity, ...(category === undefined ? {} : { category }) }
    return this.#hold({ bestAvailable }, `best ${quantity} ${category ?? ''}`)
  }

  async extend(): Promise<HoldfastError | undefined> {
    const ticket = this.#ticket
    if (!ticket) return undefined
    return this.#do('extend', async () => {
      const reply = await this.#attempts.make(`extend ${ticket.holdId}`, (options) =>
        this.#options.client.extendHold(ticket, {}, options),
      )
      if (reply.ok) this.#keep({ ...this.#held(ticket), ...reply.value }, 'extend')
      return reply.ok ? undefined : this.#orLost(reply.problem)
    })
  }

  async confirm(): Promise<HoldfastError | undefined> {
    const ticket = this.#ticket
    if (!ticket) return undefined
    return this.#do('confirm', async () => {
      const reply = await this.#attempts.make(`confirm ${ticket.holdId}`, (options) =>
        this.#options.client.confirmHold(ticket, {}, options),
      )
      if (!reply.ok) return this.#orLost(reply.problem)
      const { bookingId, code, holdId, seatIds } = reply.value
      this.#end({ phase: 'booked', bookingId, code, holdId, seatIds }, 'confirm')
      return undefined
    })
  }

  async release(): Promise<HoldfastError | undefined> {
    const ticket = this.#ticket
    if (!ticket) return undefined
    return this.#do('release', async () => {
      const reply = await this.#attempts.make(`release ${ticket.holdId}`, (options) =>
        this.#options.client.releaseHold(ticket, options),
      )
      if (reply.ok) this.#end({ phase: 'none' }, 'release')
      return reply.ok ? undefined : this.#orLost(reply.problem)
    })
  }

  /** Reads the hold for the checkout of the shop, which confirms it. */
  async checkOut(): Promise<HoldfastError | undefined> {
    const ticket = this.#ticket
    if (!ticket) return undefined
    return this.#do('checkout', async () => {
      const reply = await this.#read(ticket)
      if (!reply.ok) return this.#orLost(reply.problem)
      this.#follow(ticket, reply.value)
      if (reply.value.status === 'active') this.#options.onCheckout(reply.value)
      return undefined
    })
  }

  /** Shows the code for the box office, also after a reload. */
  showCode(code: string): void {
    const ticket = this.#ticket
    if (!ticket || this.#state.phase !== 'held') return
    const expiresInMs = this.remainingMs
    this.#keep({ ...ticket, ...this.#state, expiresInMs, boxOfficeCode: code }, 'checkout')
  }

  /** Continues the hold that was stored before a reload. */
  async resume(): Promise<void> {
    const kept = this.#options.keeper.find()
    if (!kept) return
    const expiresInMs = kept.endsAtMs - this.#dateMs()
    if (expiresInMs <= 0) {
      this.#options.keeper.forget()
      await this.#resumeIfConfirmed(kept)
      return
    }
    this.#keep({ ...kept, expiresInMs }, 'read')
    await this.refresh()
  }

  /** Shows the booking that the shop has made of an expired hold. */
  async #resumeIfConfirmed(kept: HoldTicket): Promise<void> {
    if (this.#options.publicBooking) return
    const before = this.#state
    const reply = await this.#read(kept)
    if (this.#state !== before || this.#step || !reply.ok) return
    if (reply.value.status === 'confirmed') this.#follow(kept, reply.value)
  }

  /** Reads the hold, which the shop may have confirmed or released. */
  async refresh(): Promise<void> {
    const ticket = this.#ticket
    if (!ticket || this.#isReading) return
    const before = this.#state
    this.#isReading = true
    const reply = await this.#read(ticket)
    this.#isReading = false
    // The customer may have acted while this request was in progress.
    if (this.#state !== before || this.#step) return
    if (reply.ok) this.#follow(ticket, reply.value)
    else await this.#orLost(reply.problem)
  }

  /** Ends the hold when it has expired, unless the shop has just confirmed it. Call periodically. */
  tick(): void {
    // The response to the request in progress determines the outcome.
    if (this.#state.phase !== 'held' || this.#step || this.#isReading) return
    if (this.remainingMs > 0) return
    if (this.#options.publicBooking) this.#lose()
    else {
      void this.refresh().then(() => {
        this.#loseIfExpired()
      })
    }
  }

  /** Starts over after a booking or an expired hold. */
  startAnew(): void {
    if (this.#state.phase === 'held') return
    this.#become({ phase: 'none' }, 'new')
  }

  get #ticket(): (HoldTicket & { readonly holdId: string }) | undefined {
    if (this.#state.phase !== 'held' || this.#token === undefined) return undefined
    return { holdId: this.#state.holdId, token: this.#token }
  }

  #held(ticket: HoldTicket) {
    const seatIds = this.#state.phase === 'held' ? this.#state.seatIds : []
    return { ...ticket, seatIds }
  }

  #hold(
    wanted: { seatIds: readonly string[] } | { bestAvailable: BestSeats & { category?: string } },
    name: string,
  ): Promise<HoldfastError | undefined> {
    const hold = this.#ticket
    const { client, eventId, admission } = this.#options
    return this.#do('hold', async () => {
      const reply = await this.#attempts.make(`hold ${hold?.holdId ?? ''} ${name}`, (options) =>
        client.holdSeats(eventId, wanted, { hold, admission: admission(), ...options }),
      )
      if (!reply.ok)
        return reply.problem.code === 'hold-not-found' ? this.#orLost(reply.problem) : reply.problem
      this.#keep(reply.value, 'hold')
      return undefined
    })
  }

  async #do(
    step: Step,
    act: () => Promise<HoldfastError | undefined>,
  ): Promise<HoldfastError | undefined> {
    // A double click sends one request.
    if (this.#step) return undefined
    this.#step = step
    try {
      return await act()
    } finally {
      this.#step = undefined
    }
  }

  #keep(
    hold: {
      readonly holdId: string
      readonly token?: string | undefined
      readonly seatIds: readonly string[]
      readonly expiresInMs: number
      readonly lastsMs?: number
      readonly boxOfficeCode?: string | undefined
    },
    cause: Step | 'read',
  ): void {
    const { holdId, token, seatIds, expiresInMs } = hold
    const boxOfficeCode = hold.boxOfficeCode ?? this.#boxOfficeCodeOf(holdId)
    const lastsMs = Math.max(hold.lastsMs ?? 0, expiresInMs)
    this.#token = token
    if (token !== undefined) {
      const endsAtMs = this.#dateMs() + expiresInMs
      this.#options.keeper.keep({ holdId, token, seatIds, endsAtMs, lastsMs, boxOfficeCode })
    }
    const endsMs = this.#nowMs() + expiresInMs
    this.#become({ phase: 'held', holdId, seatIds, endsMs, lastsMs, boxOfficeCode }, cause)
  }

  #boxOfficeCodeOf(holdId: string): string | undefined {
    const state = this.#state
    return state.phase === 'held' && state.holdId === holdId ? state.boxOfficeCode : undefined
  }

  #read(ticket: HoldTicket): Promise<Reply<HoldState>> {
    return this.#attempts.make('read', async () => ({
      ok: true,
      value: await this.#options.client.getHold(ticket),
    }))
  }

  /** Continues as the service says. */
  #follow(ticket: HoldTicket, hold: HoldState): void {
    const { holdId, bookingId, code } = hold
    const seatIds = hold.seats.map(({ seatId }) => seatId)
    if (hold.status === 'active') {
      const { expiresInMs } = hold
      const lastsMs = this.#state.phase === 'held' ? this.#state.lastsMs : expiresInMs
      this.#keep({ ...ticket, seatIds, expiresInMs, lastsMs }, 'read')
    } else if (hold.status === 'released') {
      this.#end({ phase: 'none' }, 'release')
    } else if (bookingId !== undefined) {
      this.#end({ phase: 'booked', bookingId, code, holdId, seatIds }, 'confirm')
    } else {
      this.#lose()
    }
  }

  /** Ends the hold if the problem means that it is lost, unless the shop has confirmed it; otherwise it continues. */
  async #orLost(problem: HoldfastError): Promise<HoldfastError | undefined> {
    const ticket = this.#ticket
    if (problem.code === 'hold-gone' && ticket) {
      const reply = await this.#read(ticket)
      if (reply.ok && reply.value.status === 'confirmed') {
        this.#follow(ticket, reply.value)
        return undefined
      }
    }
    const isLost = ['hold-gone', 'hold-not-found', 'seats-not-available'].includes(
      problem.code ?? '',
    )
    if (isLost) this.#lose()
    return problem
  }

  #loseIfExpired(): void {
    if (this.#step || this.remainingMs > 0) return
    this.#lose()
  }

  #lose(): void {
    if (this.#state.phase !== 'held') return
    const { holdId, seatIds } = this.#state
    this.#end({ phase: 'expired', holdId, seatIds }, 'expire')
  }

  #end(state: PurchaseState, cause: Step | 'expire'): void {
    this.#token = undefined
    this.#options.keeper.forget()
    this.#become(state, cause)
  }

  #become(state: PurchaseState, cause: PurchaseCause): void {
    const before = this.#state
    this.#state = state
    this.#options.onChange(state, cause, before)
  }
}
