import type { HoldfastClient, HoldfastError, HoldTicket } from '../../../client/src/index.ts'
import { Attempts } from './attempts.ts'
import type { HoldKeeper } from './kept-hold.ts'

export interface HeldSeats {
  readonly holdId: string
  readonly seatIds: readonly string[]
  /** When the hold ends, by the monotonic clock. */
  readonly endsMs: number
  /** How long the hold lasted when it was made or extended last. */
  readonly lastsMs: number
}

export type PurchaseState =
  | { readonly phase: 'none' }
  | ({ readonly phase: 'held' } & HeldSeats)
  | { readonly phase: 'expired'; readonly holdId: string; readonly seatIds: readonly string[] }
  | {
      readonly phase: 'booked'
      readonly holdId: string
      readonly bookingId: string
      readonly seatIds: readonly string[]
    }

export type Step = 'hold' | 'extend' | 'confirm' | 'release'

export interface BestSeats {
  readonly quantity: number
  readonly category?: string | undefined
}

/** Called after each change, with its cause. `resume` continues the hold of an earlier page load. */
export type PurchaseListener = (
  state: PurchaseState,
  cause: PurchaseCause,
  before: PurchaseState,
) => void

export type PurchaseCause = Step | 'resume' | 'expire' | 'new'

export interface PurchaseOptions {
  readonly client: Pick<HoldfastClient, 'holdSeats' | 'extendHold' | 'confirmHold' | 'releaseHold'>
  readonly eventId: string
  readonly keeper: HoldKeeper
  readonly onChange: PurchaseListener
  /** Milliseconds by the monotonic clock, and by the clock that survives a reload. */
  readonly nowMs?: () => number
  readonly dateMs?: () => number
}

/** Extending by this shortest possible time only returns the remaining time, because deadlines never move back. */
const TTL_MS_MIN = 100

/** A purchase, from held seats to booked seats. */
export class Purchase {
  readonly #options: PurchaseOptions
  readonly #attempts = new Attempts()
  readonly #nowMs: () => number
  readonly #dateMs: () => number
  #state: PurchaseState = { phase: 'none' }
  #token: string | undefined
  #step: Step | undefined

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
      const { bookingId, holdId, seatIds } = reply.value
      this.#end({ phase: 'booked', bookingId, holdId, seatIds }, 'confirm')
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

  /** Continues the hold that was stored before a reload, and requests its remaining time from the service. */
  async resume(): Promise<void> {
    const kept = this.#options.keeper.find()
    if (!kept) return
    const expiresInMs = kept.endsAtMs - this.#dateMs()
    if (expiresInMs <= 0) {
      this.#options.keeper.forget()
      return
    }
    this.#keep({ ...kept, expiresInMs }, 'resume')
    const resumed = this.#state
    const reply = await this.#attempts.make(`resume ${kept.holdId}`, (options) =>
      this.#options.client.extendHold(kept, { ttlMs: TTL_MS_MIN }, options),
    )
    // The customer may have acted while this request was in progress.
    if (this.#state !== resumed || this.#step) return
    if (reply.ok) this.#keep({ ...kept, ...reply.value }, 'resume')
    else this.#orLost(reply.problem)
  }

  /** Ends the hold when it has expired. Call periodically. */
  tick(): void {
    // The response to the request in progress determines the outcome.
    if (this.#state.phase !== 'held' || this.#step || this.remainingMs > 0) return
    this.#lose()
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
    return this.#do('hold', async () => {
      const reply = await this.#attempts.make(`hold ${hold?.holdId ?? ''} ${name}`, (options) =>
        this.#options.client.holdSeats(this.#options.eventId, wanted, { hold, ...options }),
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
    },
    cause: Step | 'resume',
  ): void {
    const { holdId, token, seatIds, expiresInMs } = hold
    const lastsMs = Math.max(hold.lastsMs ?? 0, expiresInMs)
    this.#token = token
    if (token !== undefined) {
      const endsAtMs = this.#dateMs() + expiresInMs
      this.#options.keeper.keep({ holdId, token, seatIds, endsAtMs, lastsMs })
    }
    const endsMs = this.#nowMs() + expiresInMs
    this.#become({ phase: 'held', holdId, seatIds, endsMs, lastsMs }, cause)
  }

  /** Ends the hold if the problem means that it is lost; otherwise it continues. */
  #orLost(problem: HoldfastError): HoldfastError {
    const isLost = ['hold-gone', 'hold-not-found', 'seats-not-available'].includes(
      problem.code ?? '',
    )
    if (isLost) this.#lose()
    return problem
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
