import type { HoldfastClient, HoldfastError } from '../../client/src/index.ts'
import { milestonePassed, spokenTime } from './buying/countdown.ts'
import type { HoldKeeper } from './buying/kept-hold.ts'
import type { Message } from './buying/message.ts'
import { Purchase, type PurchaseCause, type PurchaseState } from './buying/purchase.ts'
import { Selection, type Toggled } from './buying/selection.ts'
import { wordsFor } from './buying/words.ts'
import type { Hall } from './hall/hall.ts'
import { describeSeat, listed, LOOK_WORDS, placeOf } from './hall/seat-words.ts'
import type { Cause, SeatBoard } from './live/seat-board.ts'

export type VisitEvent = 'hold' | 'release' | 'expire' | 'confirm'

/** What the page around is told; never the token of a hold. */
export interface VisitDetail {
  readonly holdId: string
  readonly seatIds: readonly string[]
  readonly bookingId?: string
}

export interface VisitOptions {
  readonly hall: Hall
  readonly board: SeatBoard
  readonly client: Pick<HoldfastClient, 'holdSeats' | 'extendHold' | 'confirmHold' | 'releaseHold'>
  readonly eventId: string
  readonly keeper: HoldKeeper
  readonly seatsMax: number
  readonly isOnline: () => boolean
  /** Called after each change of what is shown of it. */
  readonly onChange: () => void
  readonly onEvent: (type: VisitEvent, detail: VisitDetail) => void
  /** Shows a message, or takes away the one that there is. */
  readonly tell: (message: Message | undefined) => void
  /** Says what those who look see anyway. */
  readonly say: (text: string) => void
}

/** One visitor at one event: what they choose, hold and book, and what they are told about it. */
export class Visit {
  readonly #options: VisitOptions
  readonly #selection = new Selection()
  readonly #purchase: Purchase
  #remainingMs = Infinity

  constructor(options: VisitOptions) {
    this.#options = options
    const { client, eventId, keeper, board } = options
    this.#purchase = new Purchase({
      client,
      eventId,
      keeper,
      onChange: (state, cause, before) => {
        this.#onPurchase(state, cause, before)
      },
    })
    board.listen((_seats, cause) => {
      this.#onBoard(cause)
    })
  }

  get selected(): readonly number[] {
    return this.#selection.seats
  }

  get purchase(): Pick<Purchase, 'state' | 'step' | 'remainingMs'> {
    return this.#purchase
  }

  choose(seat: number): void {
    const { board, seatsMax, tell } = this.#options
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

  /** To be called a few times a second: looks at the clock. */
  tick(): void {
    this.#purchase.tick()
    if (this.#purchase.state.phase !== 'held') return
    const { remainingMs } = this.#purchase
    if (milestonePassed(this.#remainingMs, remainingMs) !== undefined) {
      this.#options.say(`${spokenTime(remainingMs)} left to book your seats.`)
    }
    this.#remainingMs = remainingMs
  }

  #sayChosen(seat: number, toggled: Toggled): void {
    const { hall, board, seatsMax, say } = this.#options
    switch (toggled) {
      case 'added':
      case 'removed':
        say(`${describeSeat(hall, board.looks, seat)}. ${this.selected.length} selected.`)
        return
      case 'full':
        this.#refuse(`One person may hold ${seatsMax} seats at most.`)
        return
      case 'taken':
        say(`${placeOf(hall, seat)} is ${LOOK_WORDS[board.lookOf(seat)]}.`)
    }
  }

  /** Does something about the purchase, and says what went wrong, if anything did. */
  async #run(act: () => Promise<HoldfastError | undefined>): Promise<void> {
    const { tell, onChange } = this.#options
    tell(undefined)
    const acting = act()
    onChange()
    const problem = await acting.finally(onChange)
    if (problem) this.#onProblem(problem)
    this.#letGoOfTaken()
  }

  #onProblem(problem: HoldfastError): void {
    const { hall, isOnline } = this.#options
    const nameOf = (seatId: string) => this.#nameOf(seatId)
    const text = wordsFor(problem, { isOnline: isOnline(), nameOf })
    const wanted = this.selected.length
    const lost = hall.indexesOf(problem.conflicts.map(({ seatId }) => seatId))
    const removed = this.#selection.remove(lost)
    if (removed.length === 0) {
      this.#refuse(text)
      return
    }
    this.#showSelection()
    this.#refuse(`${text} ${removed.length === 1 ? 'It is' : 'They are'} out of your selection.`, {
      label:
        wanted === 1 ? 'Hold the best seat instead' : `Hold the best ${wanted} together instead`,
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
    if (state.phase === 'booked') board.mark('yours', hall.indexesOf(state.seatIds))
    // The time is told together with the seats, and only milestones after that are worth more words.
    this.#remainingMs = this.#purchase.remainingMs
    onChange()
    this.#tell(state, cause, before)
  }

  #tell(state: PurchaseState, cause: PurchaseCause, before: PurchaseState): void {
    const { onEvent } = this.#options
    const time = spokenTime(this.#purchase.remainingMs)
    switch (cause) {
      case 'hold':
        if (state.phase !== 'held') return
        this.#announce(`Held for you for ${time}: ${this.#namesOf(state.seatIds)}.`)
        onEvent('hold', detailOf(state))
        return
      case 'extend':
        this.#announce(`You have ${time} now.`)
        return
      case 'confirm':
        if (state.phase !== 'booked') return
        this.#announce(`Booked: ${this.#namesOf(state.seatIds)}. Enjoy the evening!`)
        onEvent('confirm', { ...detailOf(state), bookingId: state.bookingId })
        return
      case 'release':
        if (before.phase !== 'held') return
        this.#announce('You let your seats go. They are free for everybody again.')
        onEvent('release', detailOf(before))
        return
      case 'expire':
        if (state.phase !== 'expired') return
        this.#refuse('Your time is up, and your seats are free for everybody again.', {
          label: 'Hold them again',
          act: () => void this.#run(() => this.#purchase.hold(state.seatIds)),
        })
        onEvent('expire', detailOf(state))
        return
      case 'resume':
      case 'new':
    }
  }

  #onBoard(cause: Cause): void {
    // Whether it is this visitor who has just taken them is told by the answer to that.
    if (cause !== 'own' && this.#purchase.step !== 'hold') this.#letGoOfTaken()
  }

  /** Takes out of the selection what somebody else has taken. */
  #letGoOfTaken(): void {
    const { board, hall } = this.#options
    const lost = this.#selection.remove(this.selected.filter((seat) => !board.isFree(seat)))
    if (lost.length === 0) return
    this.#showSelection()
    const names = listed(lost.map((seat) => placeOf(hall, seat)))
    this.#refuse(`Somebody was faster: ${names} cannot be had any more.`)
  }

  #showSelection(): void {
    this.#options.board.mark('selected', this.selected)
    this.#options.onChange()
  }

  #nameOf(seatId: string): string {
    const { hall } = this.#options
    const seat = hall.indexOf(seatId)
    return seat === undefined ? seatId : placeOf(hall, seat)
  }

  #namesOf(seatIds: readonly string[]): string {
    return listed(seatIds.map((seatId) => this.#nameOf(seatId)))
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
