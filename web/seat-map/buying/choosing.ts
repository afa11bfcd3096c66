import type { SeatsWanted } from '../../../client/src/index.ts'
import type { SeatMapTexts } from '../../texts/index.ts'
import type { Hall } from '../hall/hall.ts'
import { describeSeat, placeOf } from '../hall/seat-names.ts'
import type { SeatBoard } from '../live/seat-board.ts'
import type { AreaWanted } from './purchase-state.ts'
import { Selection, type Toggled } from './selection.ts'
import type { Message } from './visit-events.ts'

export interface ChoosingOptions {
  readonly texts: SeatMapTexts
  readonly hall: Hall
  readonly board: SeatBoard
  readonly seatsMax: number
  /** Called after each visible change. */
  readonly onChange: () => void
  readonly tell: (message: Message | undefined) => void
  readonly say: (text: string) => void
  /** How many seats stay held, besides those that are selected. */
  readonly heldCount: () => number
}

/** The seats that the customer selects, with a message if one cannot be selected. */
export class Choosing {
  readonly #options: ChoosingOptions
  readonly #selection = new Selection()

  constructor(options: ChoosingOptions) {
    this.#options = options
  }

  get seats(): readonly number[] {
    return this.#selection.seats
  }

  get areas(): readonly AreaWanted[] {
    return this.#selection.areas
  }

  /** The selection as it is sent to the service. */
  get wanted(): SeatsWanted {
    return this.#selection.wanted((seat) => this.#options.hall.idOf(seat))
  }

  /** Selects a seat, or deselects it. */
  toggle(seat: number): void {
    const { board, tell } = this.#options
    const isFree = board.lookOf(seat) === 'free'
    const toggled = this.#selection.toggle(seat, { isFree, seatsMax: this.#most })
    tell(undefined)
    this.show()
    this.#sayToggled(seat, toggled)
  }

  /** Selects this many places in a standing area, or as many as there are and the customer can hold. */
  put({ areaId, quantity }: AreaWanted): void {
    const { tell, texts, seatsMax } = this.#options
    const most = this.mostIn(areaId)
    this.#selection.put({ areaId, quantity: Math.min(quantity, most) })
    tell(undefined)
    this.show()
    if (quantity > most) tell({ text: texts.message.tooMany(seatsMax), tone: 'bad' })
  }

  /** How many places of a standing area can be selected. */
  mostIn(areaId: string): number {
    const others = this.#selection.count - this.#selection.quantityIn(areaId)
    const available = this.#options.board.areaOf(areaId)?.available ?? 0
    return Math.max(0, Math.min(available, this.#most - others))
  }

  /** @returns the seats that were selected */
  remove(seats: readonly number[]): number[] {
    const removed = this.#selection.remove(seats)
    if (removed.length > 0) this.show()
    return removed
  }

  clearAreas(): void {
    this.#selection.clearAreas()
  }

  clear(): void {
    this.#selection.clear()
    this.show()
  }

  /** Removes seats that another customer has taken, and says so. */
  removeTaken(): void {
    const { board, tell, texts } = this.#options
    const lost = this.remove(this.seats.filter((seat) => !board.isFree(seat)))
    if (lost.length === 0) return
    const places = lost.map((seat) => placeOf(this.#options, seat))
    tell({ text: texts.message.taken(places), tone: 'bad' })
  }

  /** Shows the selection on the board. */
  show(): void {
    this.#options.board.mark('selected', this.seats)
    this.#options.onChange()
  }

  get #most(): number {
    return this.#options.seatsMax - this.#options.heldCount()
  }

  #sayToggled(seat: number, toggled: Toggled): void {
    const { board, seatsMax, say, tell, texts } = this.#options
    const { selection, tooMany, seatIs } = texts.message
    switch (toggled) {
      case 'added':
      case 'removed':
        say(selection(describeSeat(this.#options, seat), this.#selection.count))
        return
      case 'full':
        tell({ text: tooMany(seatsMax), tone: 'bad' })
        return
      case 'taken':
        say(seatIs(placeOf(this.#options, seat), texts.look[board.lookOf(seat)]))
    }
  }
}
