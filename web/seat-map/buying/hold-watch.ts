import type { Hall } from '../hall/hall.ts'
import type { SeatBoard } from '../live/seat-board.ts'
import type { HeldSeats } from './purchase-state.ts'

/**
 * Notices on the board that a hold may have ended: one of its seats is not held any more, or has changed since. Another
 * customer may hold it then, for example after this device has slept.
 */
export class HoldWatch {
  readonly #hall: Pick<Hall, 'indexesOf'>
  readonly #board: Pick<SeatBoard, 'isHeld' | 'versionOf'>
  #holdId: string | undefined
  /** By seat: its version when the service showed it as held. Before that, the service shows it as before the hold. */
  readonly #versions = new Map<number, number>()

  constructor(hall: Pick<Hall, 'indexesOf'>, board: Pick<SeatBoard, 'isHeld' | 'versionOf'>) {
    this.#hall = hall
    this.#board = board
  }

  /** Call with the hold when the service has just confirmed it. */
  trust(hold: Pick<HeldSeats, 'holdId' | 'seatIds'>): void {
    this.#holdId = hold.holdId
    this.#versions.clear()
    this.isInDoubt(hold)
  }

  /** Call after each change of the board. */
  isInDoubt({ holdId, seatIds }: Pick<HeldSeats, 'holdId' | 'seatIds'>): boolean {
    if (holdId !== this.#holdId) return false
    let isInDoubt = false
    for (const seat of this.#hall.indexesOf(seatIds)) {
      const seen = this.#versions.get(seat)
      const isHeld = this.#board.isHeld(seat)
      const version = this.#board.versionOf(seat)
      if (seen === undefined && isHeld) this.#versions.set(seat, version)
      if (seen !== undefined && (!isHeld || version !== seen)) isInDoubt = true
    }
    return isInDoubt
  }
}
