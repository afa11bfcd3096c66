import type { HoldTicket, Money } from '../../../client/src/index.ts'
import type { HoldKeeper } from './kept-hold.ts'
import type {
  BookedSeats,
  HoldState,
  PurchaseCause,
  PurchaseListener,
  PurchaseState,
} from './purchase-state.ts'

export interface PurchaseRecordOptions {
  readonly keeper: HoldKeeper
  readonly onChange: PurchaseListener
  /** Milliseconds by the monotonic clock, and by the clock that survives a reload. */
  readonly nowMs: () => number
  readonly dateMs: () => number
}

export type Ticket = HoldTicket & { readonly token: string }

/** A hold as an answer of the service or the storage has it. */
interface HoldToKeep {
  readonly holdId: string
  readonly token?: string | undefined
  readonly seatIds: readonly string[]
  readonly expiresInMs: number
  readonly lastsMs?: number | undefined
  readonly boxOfficeCode?: string | undefined
  readonly total?: Money | undefined
}

/** The state of a purchase: reports each change, and stores the hold or its booking for a reload of the page. */
export class PurchaseRecord {
  readonly #options: PurchaseRecordOptions
  #state: PurchaseState = { phase: 'none' }
  #token: string | undefined

  constructor(options: PurchaseRecordOptions) {
    this.#options = options
  }

  get state(): PurchaseState {
    return this.#state
  }

  get remainingMs(): number {
    return this.#state.phase === 'held'
      ? Math.max(0, this.#state.endsMs - this.#options.nowMs())
      : 0
  }

  get ticket(): Ticket | undefined {
    if (this.#state.phase !== 'held' || this.#token === undefined) return undefined
    return { holdId: this.#state.holdId, token: this.#token }
  }

  /** The seats and the remaining time of the hold. */
  get held() {
    const { seatIds, lastsMs, total } =
      this.#state.phase === 'held' ? this.#state : { seatIds: [], lastsMs: 0, total: undefined }
    return { seatIds, lastsMs, total, expiresInMs: this.remainingMs }
  }

  keep(hold: HoldToKeep, cause: PurchaseCause): void {
    const { holdId, token, seatIds, expiresInMs, total } = hold
    const { keeper, nowMs, dateMs } = this.#options
    const boxOfficeCode = hold.boxOfficeCode ?? this.#boxOfficeCodeOf(holdId)
    const lastsMs = Math.max(hold.lastsMs ?? 0, expiresInMs)
    this.#token = token
    if (token !== undefined) {
      const endsAtMs = dateMs() + expiresInMs
      keeper.keep({ holdId, token, seatIds, endsAtMs, lastsMs, boxOfficeCode })
    }
    const endsMs = nowMs() + expiresInMs
    this.#become({ phase: 'held', holdId, seatIds, endsMs, lastsMs, boxOfficeCode, total }, cause)
  }

  book({ token }: HoldTicket, booked: BookedSeats, cause: PurchaseCause): void {
    const { holdId, bookingId, code, seatIds, total } = booked
    this.end({ phase: 'booked', bookingId, code, holdId, seatIds, total }, cause)
    if (token === undefined) return
    const booking = { bookingId, code, total }
    this.#options.keeper.keep({ holdId, token, seatIds, endsAtMs: 0, booking })
  }

  /** Continues as the service says. */
  follow(ticket: HoldTicket, hold: HoldState): void {
    const { holdId, bookingId, code, total, expiresInMs } = hold
    const seatIds = hold.seats.map(({ seatId }) => seatId)
    if (hold.status === 'active') {
      const { lastsMs } = this.held
      this.keep({ ...ticket, seatIds, expiresInMs, lastsMs, total }, 'read')
    } else if (hold.status === 'released') {
      this.end({ phase: 'none' }, 'released')
    } else if (bookingId !== undefined) {
      this.book(ticket, { bookingId, code, holdId, seatIds, total }, 'confirm')
    } else {
      this.lose()
    }
  }

  lose(): void {
    if (this.#state.phase !== 'held') return
    const { holdId, seatIds } = this.#state
    this.end({ phase: 'expired', holdId, seatIds }, 'expire')
  }

  end(state: PurchaseState, cause: PurchaseCause): void {
    this.#token = undefined
    this.#options.keeper.forget()
    this.#become(state, cause)
  }

  #boxOfficeCodeOf(holdId: string): string | undefined {
    const state = this.#state
    return state.phase === 'held' && state.holdId === holdId ? state.boxOfficeCode : undefined
  }

  #become(state: PurchaseState, cause: PurchaseCause): void {
    const before = this.#state
    this.#state = state
    this.#options.onChange(state, cause, before)
  }
}
