import type { SeatMapTexts } from '../../texts/index.ts'
import type { PurchaseCause, PurchaseState } from './purchase-state.ts'
import type { Message, VisitDetail, VisitEvent } from './visit-events.ts'

export interface PurchaseNewsOptions {
  readonly texts: SeatMapTexts
  readonly tell: (message: Message) => void
  readonly onEvent: (type: VisitEvent, detail: VisitDetail) => void
  /** The places of seats, as the customer knows them. */
  readonly placesOf: (seatIds: readonly string[]) => string[]
  /** What the customer can do about an expired hold. */
  readonly holdAgain: (seatIds: readonly string[]) => Message['action']
  readonly remainingMs: () => number
}

type Held = Extract<PurchaseState, { phase: 'held' }>

/** Tells the customer and the surrounding page about each change of the purchase. */
export class PurchaseNews {
  readonly #options: PurchaseNewsOptions

  constructor(options: PurchaseNewsOptions) {
    this.#options = options
  }

  tell(state: PurchaseState, cause: PurchaseCause, before: PurchaseState): void {
    switch (state.phase) {
      case 'held':
        this.#tellHeld(state, cause, before)
        return
      case 'booked':
        // After a reload, the booking itself says enough.
        if (cause === 'confirm') this.#tellBooked(state)
        return
      case 'expired':
        this.#options.tell({
          text: this.#texts.expired,
          tone: 'bad',
          action: this.#options.holdAgain(state.seatIds),
        })
        this.#options.onEvent('expire', detailOf(state))
        return
      case 'none':
        if (before.phase === 'held') this.#tellReleased(before, before.seatIds, cause)
    }
  }

  get #texts(): SeatMapTexts['message'] {
    return this.#options.texts.message
  }

  #tellHeld(state: Held, cause: PurchaseCause, before: PurchaseState): void {
    const { placesOf, remainingMs, onEvent } = this.#options
    switch (cause) {
      case 'hold':
      case 'exchange':
        this.#announce(this.#texts.held(remainingMs(), placesOf(state.seatIds)))
        onEvent('hold', detailOf(state))
        return
      case 'remove':
        if (before.phase === 'held') this.#tellReleased(before, missing(before, state), cause)
        return
      case 'extend':
        this.#announce(this.#texts.extended(remainingMs()))
        return
      case 'checkout':
        if (state.boxOfficeCode !== undefined) this.#announce(this.#texts.code(state.boxOfficeCode))
        return
      case 'confirm':
      case 'release':
      case 'read':
      case 'released':
      case 'expire':
      case 'new':
    }
  }

  #tellBooked(state: Extract<PurchaseState, { phase: 'booked' }>): void {
    const { placesOf, onEvent } = this.#options
    const { bookingId, code } = state
    this.#announce(this.#texts.booked(placesOf(state.seatIds)))
    onEvent('confirm', { ...detailOf(state), bookingId, code })
  }

  #tellReleased({ holdId }: Held, seatIds: readonly string[], cause: PurchaseCause): void {
    const { placesOf, onEvent } = this.#options
    const { released, releasedElsewhere, removed } = this.#texts
    if (cause === 'remove') this.#announce(removed(placesOf(seatIds)))
    else if (cause === 'released') this.#options.tell({ text: releasedElsewhere, tone: 'bad' })
    else this.#announce(released)
    onEvent('release', { holdId, seatIds })
  }

  #announce(text: string): void {
    this.#options.tell({ text, tone: 'good' })
  }
}

function missing(before: VisitDetail, now: VisitDetail): string[] {
  return before.seatIds.filter((seatId) => !now.seatIds.includes(seatId))
}

function detailOf({ holdId, seatIds }: VisitDetail): VisitDetail {
  return { holdId, seatIds }
}
