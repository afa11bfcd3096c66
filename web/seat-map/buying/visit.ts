import type { HoldfastError, Schemas } from '../../../client/src/index.ts'
import type { SeatMapTexts } from '../../texts/index.ts'
import type { Hall } from '../hall/hall.ts'
import { describeSeat, placeOf } from '../hall/seat-names.ts'
import type { Cause, SeatBoard } from '../live/seat-board.ts'
import { type CheckoutDetail, checkoutDetail, checkoutUrl } from './checkout.ts'
import { milestonePassed } from './countdown.ts'
import type { HoldKeeper } from './kept-hold.ts'
import { problemText } from './problem-text.ts'
import { Purchase } from './purchase.ts'
import type {
  BuyingClient,
  HeldSeats,
  HoldState,
  PurchaseCause,
  PurchaseState,
} from './purchase-state.ts'
import { Selection, type Toggled } from './selection.ts'

/** A message to the customer about the latest event. */
export interface Message {
  readonly text: string
  /** Screen readers read out a bad message at once. */
  readonly tone: 'good' | 'bad'
  /** What the customer can do about it. */
  readonly action?: { readonly label: string; readonly act: () => void } | undefined
}

export type VisitEvent = 'hold' | 'release' | 'expire' | 'confirm' | 'checkout'

/** The events for the surrounding page. They never contain the token of a hold. */
export interface VisitDetail {
  readonly holdId: string
  readonly seatIds: readonly string[]
  readonly bookingId?: string
  /** The code of the booking. */
  readonly code?: string
}

export interface VisitOptions {
  readonly texts: SeatMapTexts
  readonly hall: Hall
  readonly board: SeatBoard
  readonly client: BuyingClient
  readonly event: Pick<Schemas['Event'], 'eventId' | 'publicBooking' | 'checkoutUrl'>
  readonly keeper: HoldKeeper
  /** Returns the admission token of the shop, where the service requires one. */
  readonly admission: () => string | undefined
  readonly seatsMax: number
  readonly isOnline: () => boolean
  /** Called after each visible change. */
  readonly onChange: () => void
  /** @returns whether a listener has cancelled the event, which only `checkout` allows */
  readonly onEvent: (type: VisitEvent, detail: VisitDetail | CheckoutDetail) => boolean
  /** Opens the checkout of the shop. */
  readonly goTo: (url: string) => void
  /** Shows a message, or removes the current one. */
  readonly tell: (message: Message | undefined) => void
  /** Announces a text to screen reader users only. */
  readonly say: (text: string) => void
}

/** The visit of a customer to one event: selects, holds and books seats, and shows messages. */
export class Visit {
  readonly #options: VisitOptions
  readonly #selection = new Selection()
  readonly #purchase: Purchase
  #remainingMs = Infinity
  /** The hold whose seats were all held, according to the service. */
  #heldId: string | undefined
  #canHold = true

  constructor(options: VisitOptions) {
    this.#options = options
    const { client, event, keeper, admission, board } = options
    this.#purchase = new Purchase({
      client,
      eventId: event.eventId,
      publicBooking: event.publicBooking,
      keeper,
      admission,
      onChange: (state, cause, before) => {
        this.#onPurchase(state, cause, before)
      },
      onCheckout: (hold) => {
        this.#onCheckout(hold)
      },
    })
    board.listen((_seats, cause) => {
      this.#onBoard(cause)
    })
  }

  get #texts(): SeatMapTexts['message'] {
    return this.#options.texts.message
  }

  get selected(): readonly number[] {
    return this.#selection.seats
  }

  get purchase(): Pick<Purchase, 'state' | 'step' | 'remainingMs'> {
    return this.#purchase
  }

  /** Whether the customer can hold seats now. If not, no seat is selected. */
  set canHold(canHold: boolean) {
    if (canHold === this.#canHold) return
    this.#canHold = canHold
    if (!canHold) this.#selection.replace([])
    this.#showSelection()
  }

  /** Selects a seat, or deselects it. */
  choose(seat: number): void {
    const { board, seatsMax, tell } = this.#options
    if (!this.#canHold) {
      this.#refuse(this.#texts.notOnSale)
      return
    }
    if (this.#purchase.state.phase === 'booked') this.startAnew()
    const { state } = this.#purchase
    const toggled = this.#selection.toggle(seat, {
      isFree: board.lookOf(seat) === 'free',
      seatsMax: seatsMax - (state.phase === 'held' ? state.seatIds.length : 0),
    })
    tell(undefined)
    this.#showSelection()
    this.#sayChosen(seat, toggled)
  }

  hold(): Promise<void> {
    const { hall } = this.#options
    const seatIds = this.selected.map((seat) => hall.idOf(seat))
    return this.#run(() => this.#purchase.hold(seatIds))
  }

  holdBest(wanted: Parameters<Purchase['holdBest']>[0]): Promise<void> {
    return this.#run(() => this.#purchase.holdBest(wanted))
  }

  extend(): Promise<void> {
    return this.#run(() => this.#purchase.extend())
  }

  confirm(): Promise<void> {
    return this.#run(() => this.#purchase.confirm())
  }

  checkOut(): Promise<void> {
    return this.#run(() => this.#purchase.checkOut())
  }

  release(): Promise<void> {
    return this.#run(() => this.#purchase.release())
  }

  resume(): Promise<void> {
    return this.#purchase.resume()
  }

  startAnew(): void {
    this.#options.tell(undefined)
    this.#purchase.startAnew()
  }

  /** Announces the remaining time, and ends an expired hold. Call a few times per second. */
  tick(): void {
    this.#purchase.tick()
    if (this.#purchase.state.phase !== 'held') return
    const { remainingMs } = this.#purchase
    if (milestonePassed(this.#remainingMs, remainingMs) !== undefined) {
      this.#options.say(this.#texts.timeLeft(remainingMs))
    }
    this.#remainingMs = remainingMs
  }

  #sayChosen(seat: number, toggled: Toggled): void {
    const { board, seatsMax, say, texts } = this.#options
    switch (toggled) {
      case 'added':
      case 'removed':
        say(this.#texts.selection(describeSeat(this.#options, seat), this.selected.length))
        return
      case 'full':
        this.#refuse(this.#texts.tooMany(seatsMax))
        return
      case 'taken':
        say(this.#texts.seatIs(placeOf(this.#options, seat), texts.look[board.lookOf(seat)]))
    }
  }

  /** Runs a step of the purchase, and shows its problem, if any. */
  async #run(act: () => Promise<HoldfastError | undefined>): Promise<void> {
    const { tell, onChange } = this.#options
    tell(undefined)
    const acting = act()
    onChange()
    const problem = await acting.finally(onChange)
    if (problem) this.#onProblem(problem)
    this.#deselectTaken()
  }

  #onProblem(problem: HoldfastError): void {
    const { hall, isOnline, texts } = this.#options
    const text = problemText(problem, {
      texts,
      isOnline: isOnline(),
      placeOf: (seatId) => this.#placeOf(seatId),
    })
    const wanted = this.selected.length
    const lost = hall.indexesOf(problem.conflicts.map(({ seatId }) => seatId))
    const removed = this.#selection.remove(lost)
    if (removed.length === 0) {
      this.#refuse(text)
      return
    }
    this.#showSelection()
    this.#refuse(`${text} ${this.#texts.deselected(removed.length)}`, {
      label: this.#texts.holdBest(wanted),
      act: () => {
        this.#selection.replace([])
        this.#showSelection()
        void this.holdBest({ quantity: wanted })
      },
    })
  }

  #onPurchase(state: PurchaseState, cause: PurchaseCause, before: PurchaseState): void {
    const { hall, board, onChange } = this.#options
    const held = state.phase === 'held' ? hall.indexesOf(state.seatIds) : []
    this.#selection.remove(held)
    board.mark('selected', this.selected)
    board.mark('mine', held)
    // The change may have arrived before the response.
    if (state.phase === 'held') this.#noteHeld(state)
    if (state.phase === 'booked') board.mark('yours', hall.indexesOf(state.seatIds))
    // The message has the remaining time, so milestones count from now on.
    this.#remainingMs = this.#purchase.remainingMs
    onChange()
    this.#tell(state, cause, before)
  }

  #tell(state: PurchaseState, cause: PurchaseCause, before: PurchaseState): void {
    const { onEvent } = this.#options
    const { remainingMs } = this.#purchase
    switch (cause) {
      case 'hold':
        if (state.phase !== 'held') return
        this.#announce(this.#texts.held(remainingMs, this.#placesOf(state.seatIds)))
        onEvent('hold', detailOf(state))
        return
      case 'extend':
        this.#announce(this.#texts.extended(remainingMs))
        return
      case 'confirm':
        if (state.phase !== 'booked') return
        this.#announce(this.#texts.booked(this.#placesOf(state.seatIds)))
        onEvent('confirm', { ...detailOf(state), bookingId: state.bookingId, code: state.code })
        return
      case 'release':
        if (before.phase !== 'held') return
        this.#announce(this.#texts.released)
        onEvent('release', detailOf(before))
        return
      case 'expire':
        if (state.phase !== 'expired') return
        this.#refuse(
          this.#texts.expired,
          this.#canHold ? this.#holdAgain(state.seatIds) : undefined,
        )
        onEvent('expire', detailOf(state))
        return
      case 'checkout':
        if (state.phase !== 'held' || state.boxOfficeCode === undefined) return
        this.#announce(this.#texts.code(state.boxOfficeCode))
        return
      case 'read':
      case 'new':
    }
  }

  #holdAgain(seatIds: readonly string[]): Message['action'] {
    const act = () => void this.#run(() => this.#purchase.hold(seatIds))
    return { label: this.#texts.holdAgain, act }
  }

  /** Lets the surrounding page sell the seats; otherwise opens the checkout, or shows the code for the box office. */
  #onCheckout(hold: HoldState): void {
    const { event, onEvent, goTo } = this.#options
    if (onEvent('checkout', checkoutDetail(hold))) return
    if (event.checkoutUrl === undefined) this.#purchase.showCode(hold.code)
    else goTo(checkoutUrl(event.checkoutUrl, hold))
  }

  /** Reads the hold when the service shows that its seats are no longer held. */
  #followHold(): void {
    const { state } = this.#purchase
    if (state.phase !== 'held') return
    this.#noteHeld(state)
    // Until all of them were shown as held, the service shows them as before the hold.
    if (this.#heldId === state.holdId && !this.#isHeld(state.seatIds)) {
      void this.#purchase.refresh()
    }
  }

  #noteHeld({ holdId, seatIds }: HeldSeats): void {
    if (this.#isHeld(seatIds)) this.#heldId = holdId
  }

  #isHeld(seatIds: readonly string[]): boolean {
    const { hall, board } = this.#options
    return hall.indexesOf(seatIds).every((seat) => board.isHeld(seat))
  }

  #onBoard(cause: Cause): void {
    if (cause !== 'own') this.#followHold()
    // While a hold is being placed, only its response determines whether this customer or another has the seats.
    if (cause !== 'own' && this.#purchase.step !== 'hold') this.#deselectTaken()
  }

  /** Removes seats from the selection that another customer has taken. */
  #deselectTaken(): void {
    const { board } = this.#options
    const lost = this.#selection.remove(this.selected.filter((seat) => !board.isFree(seat)))
    if (lost.length === 0) return
    this.#showSelection()
    this.#refuse(this.#texts.taken(lost.map((seat) => placeOf(this.#options, seat))))
  }

  #showSelection(): void {
    this.#options.board.mark('selected', this.selected)
    this.#options.onChange()
  }

  #placeOf(seatId: string): string {
    const { hall } = this.#options
    const seat = hall.indexOf(seatId)
    return seat === undefined ? seatId : placeOf(this.#options, seat)
  }

  #placesOf(seatIds: readonly string[]): string[] {
    return seatIds.map((seatId) => this.#placeOf(seatId))
  }

  #announce(text: string): void {
    this.#options.tell({ text, tone: 'good' })
  }

  #refuse(text: string, action?: Message['action']): void {
    this.#options.tell({ text, tone: 'bad', action })
  }
}

function detailOf({ holdId, seatIds }: VisitDetail): VisitDetail {
  return { holdId, seatIds }
}
