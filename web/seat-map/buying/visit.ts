import type { HoldfastError, SeatsWanted } from '../../../client/src/index.ts'
import type { SeatMapTexts } from '../../texts/index.ts'
import type { Cause } from '../live/seat-board.ts'
import { isUnclear } from './attempts.ts'
import { placesOf, wantedAgain } from './cart-lines.ts'
import { checkoutDetail, checkoutUrl } from './checkout.ts'
import { Choosing } from './choosing.ts'
import { milestonePassed } from './countdown.ts'
import { HoldWatch } from './hold-watch.ts'
import { isTransient, problemText } from './problem-text.ts'
import { Purchase } from './purchase.ts'
import { PurchaseNews } from './purchase-news.ts'
import type {
  AreaWanted,
  BestSeats,
  HoldState,
  PurchaseCause,
  PurchaseState,
} from './purchase-state.ts'
import type { Message } from './visit-events.ts'
import type { VisitOptions } from './visit-options.ts'

/** The visit of a customer to one event: selects, holds and books seats, and shows messages. */
export class Visit {
  readonly #options: VisitOptions
  readonly #choosing: Choosing
  readonly #purchase: Purchase
  readonly #news: PurchaseNews
  readonly #watch: HoldWatch
  #remainingMs = Infinity
  #canHold = true
  /** Whether the last request to hold seats has asked for standing places. */
  #wantsAreas = false
  /** The best seats that the customer has asked for, if they are held. */
  #best: BestSeats | undefined
  #isExchanging = false

  constructor(options: VisitOptions) {
    this.#options = options
    const { event, board, hall } = options
    this.#purchase = new Purchase({
      ...options,
      eventId: event.eventId,
      onChange: (state, cause, before) => {
        this.#onPurchase(state, cause, before)
      },
      onCheckout: (hold) => {
        this.#onCheckout(hold)
      },
    })
    this.#news = new PurchaseNews({
      ...options,
      placesOf: (seatIds) => this.#placesOf(seatIds),
      holdAgain: (seatIds) => this.#holdAgain(seatIds),
      remainingMs: () => this.#purchase.remainingMs,
    })
    this.#choosing = new Choosing({ ...options, heldCount: () => this.#heldCount })
    this.#watch = new HoldWatch(hall, board)
    board.listen((_seats, cause) => {
      this.#onBoard(cause)
    })
  }

  get selected(): readonly number[] {
    return this.#choosing.seats
  }

  /** The selected places in standing areas. */
  get selectedAreas(): readonly AreaWanted[] {
    return this.#choosing.areas
  }

  /** How many places of a standing area can be selected. */
  mostIn(areaId: string): number {
    return this.#choosing.mostIn(areaId)
  }

  get purchase(): Pick<Purchase, 'state' | 'step' | 'remainingMs'> {
    return this.#purchase
  }

  /** Whether the next seats are held instead of the held ones. */
  get isExchanging(): boolean {
    return this.#isExchanging
  }

  /** Whether the customer can hold seats now. If not, no seat is selected. */
  set canHold(canHold: boolean) {
    if (canHold === this.#canHold) return
    this.#canHold = canHold
    if (!canHold) this.#choosing.clear()
    else this.#options.onChange()
  }

  /** Selects a seat, or deselects it. */
  choose(seat: number): void {
    const choose = () => {
      this.#choosing.toggle(seat)
    }
    if (this.#canChoose(choose)) choose()
  }

  /** Selects this many places in a standing area, or as many as there are and the customer can hold. */
  chooseArea(wanted: AreaWanted): void {
    const choose = () => {
      this.#choosing.put(wanted)
    }
    if (this.#canChoose(choose)) choose()
  }

  /** Holds the selected seats. */
  async hold(): Promise<void> {
    this.#best = undefined
    if (this.#purchase.unclear) {
      // Some of the seats may be held for this customer already.
      const { state } = this.#purchase
      await this.recover()
      const isGranted = this.#purchase.state !== state
      if (!isGranted || !this.#hasSelection) return
    }
    await this.#hold(this.#choosing.wanted)
  }

  holdBest(best: BestSeats): Promise<void> {
    const isFirst = this.#purchase.state.phase !== 'held' || this.#isExchanging
    this.#best = isFirst ? best : undefined
    return this.#hold({ bestAvailable: best })
  }

  /** Exchanges the best seats for others at once; seats that the customer has chosen, for those chosen next. */
  async otherSeats(): Promise<void> {
    const best = this.#best
    if (best) {
      const wanted = { bestAvailable: best }
      await this.#request(wanted, () => this.#purchase.exchange(wanted))
      return
    }
    this.#isExchanging = true
    this.#options.onChange()
  }

  keepSeats(): void {
    this.#isExchanging = false
    this.#options.onChange()
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

  /** Releases some of the held seats. */
  remove(seatIds: readonly string[]): Promise<void> {
    // As many other best seats would be too many.
    this.#best = undefined
    return this.#run(() => this.#purchase.remove(seatIds))
  }

  /** Continues the hold, and the request for one, from before a reload. */
  async resume(): Promise<void> {
    await this.#purchase.resume()
    await this.recover()
  }

  /** Learns what the page may have missed. Call for example when the device wakes up. */
  async recheck(): Promise<void> {
    await Promise.all([this.recover(), this.#purchase.refresh()])
  }

  /** Sends a request to hold seats without an answer again. Call when the service is reachable again. */
  async recover(): Promise<void> {
    const { unclear } = this.#purchase
    if (unclear) await this.#request(unclear, () => this.#purchase.repeat())
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

  get #texts(): SeatMapTexts['message'] {
    return this.#options.texts.message
  }

  get #hasSelection(): boolean {
    return this.selected.length + this.selectedAreas.length > 0
  }

  /** How many seats stay held while others are selected. */
  get #heldCount(): number {
    const { state } = this.#purchase
    return state.phase === 'held' && !this.#isExchanging ? state.seatIds.length : 0
  }

  #hold(wanted: SeatsWanted): Promise<void> {
    return this.#request(wanted, () =>
      this.#isExchanging ? this.#purchase.exchange(wanted) : this.#purchase.hold(wanted),
    )
  }

  async #request(wanted: SeatsWanted, act: () => Promise<HoldfastError | undefined>) {
    // A double click sends one request.
    if (this.#purchase.step) return
    this.#wantsAreas = 'areas' in wanted
    await this.#run(act, () => void this.recover())
  }

  /** Whether seats can be chosen; if not, says why. @param then what the customer wanted to choose */
  #canChoose(then: () => void): boolean {
    if (!this.#canHold) {
      this.#refuse(this.#texts.notOnSale)
      return false
    }
    if (this.#purchase.state.phase !== 'booked') return true
    // The code of the booking must not disappear because of a tap.
    this.#refuse(this.#texts.isBooked, {
      label: this.#options.texts.purchase.bookMore,
      act: () => {
        this.startAnew()
        then()
      },
    })
    return false
  }

  /** Runs a step of the purchase, and shows its problem, if any. @param again repeats it after an unclear answer */
  async #run(act: () => Promise<HoldfastError | undefined>, again?: () => void): Promise<void> {
    const { tell, onChange } = this.#options
    tell(undefined)
    const acting = act()
    onChange()
    const problem = await acting.finally(onChange)
    if (problem) this.#onProblem(problem, again)
    this.#removeTaken()
  }

  /** Deselects seats that others have taken, unless this customer may be the one who has. */
  #removeTaken(): void {
    const { step, unclear } = this.#purchase
    if (step !== 'hold' && step !== 'exchange' && !unclear) this.#choosing.removeTaken()
  }

  #onProblem(problem: HoldfastError, again?: () => void): void {
    const { hall, texts, isOnline } = this.#options
    const text = problemText(problem, {
      texts,
      isOnline: isOnline(),
      placeOf: (seatId) => this.#placesOf([seatId]).join(),
    })
    const wanted = this.selected.length
    const lost = hall.indexesOf(problem.conflicts.map(({ seatId }) => seatId))
    const removed = this.#choosing.remove(lost)
    if (removed.length === 0) {
      const action = again && isUnclear(problem) ? { label: texts.retry, act: again } : undefined
      this.#options.tell({ text, tone: 'bad', action, isTransient: isTransient(problem) })
      return
    }
    this.#refuse(`${text} ${this.#texts.deselected(removed.length)}`, {
      label: this.#texts.holdBest(wanted),
      act: () => {
        this.#choosing.remove(this.selected)
        void this.holdBest({ quantity: wanted })
      },
    })
  }

  #onPurchase(state: PurchaseState, cause: PurchaseCause, before: PurchaseState): void {
    const { hall, board, onChange } = this.#options
    const held = state.phase === 'held' ? hall.indexesOf(state.seatIds) : []
    const isHeldNow = cause === 'hold' || cause === 'exchange'
    if (isHeldNow && this.#wantsAreas) this.#choosing.clearAreas()
    if (isHeldNow || state.phase !== 'held') this.#isExchanging = false
    board.mark('mine', held)
    this.#choosing.remove(held)
    if (state.phase === 'held') this.#watch.trust(state)
    if (state.phase === 'booked') board.mark('yours', hall.indexesOf(state.seatIds))
    // The message has the remaining time, so milestones count from now on.
    this.#remainingMs = this.#purchase.remainingMs
    onChange()
    this.#news.tell(state, cause, before)
  }

  #holdAgain(seatIds: readonly string[]): Message['action'] {
    if (!this.#canHold) return undefined
    const again = wantedAgain(seatIds, this.#options.standing)
    const act = () => void this.#hold(again)
    return { label: this.#texts.holdAgain, act }
  }

  /** Lets the surrounding page sell the seats; otherwise opens the checkout, or shows the code for the box office. */
  #onCheckout(hold: HoldState): void {
    const { event, onEvent, goTo } = this.#options
    if (onEvent('checkout', checkoutDetail(hold))) return
    if (event.checkoutUrl === undefined) this.#purchase.showCode(hold.code)
    else goTo(checkoutUrl(event.checkoutUrl, hold))
  }

  #onBoard(cause: Cause): void {
    if (cause === 'own') return
    const { state } = this.#purchase
    if (state.phase === 'held' && this.#watch.isInDoubt(state)) this.#purchase.doubt()
    this.#removeTaken()
  }

  #placesOf(seatIds: readonly string[]): string[] {
    return placesOf(seatIds, this.#options)
  }

  #refuse(text: string, action?: Message['action']): void {
    this.#options.tell({ text, tone: 'bad', action })
  }
}
