import { randomUUID } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'

import { newSeat, type SeatId } from '../../src/domain/seat.ts'
import { bookSeatCommand } from '../builders/book-seat-command.ts'
import type { FakeSeatRepository } from '../fakes/fake-seat-repository.ts'
import type { Instance } from './instance.ts'

const BUYERS_OF_EACH = 4

/** Buyers at several instances who all try the same seat until it is sold, then the next. */
export class Rush {
  readonly #eventId: string
  readonly #seats: FakeSeatRepository
  readonly #buyers: Promise<void>[]
  /** The seats that buyers were granted. */
  readonly #booked: SeatId[] = []
  #offered = 0
  #open = true

  constructor(eventId: string, seats: FakeSeatRepository, instances: readonly Instance[]) {
    this.#eventId = eventId
    this.#seats = seats
    // A slow store, so that two buyers can be between read and write.
    seats.beforeSave = () => nextTurn()
    this.#buyers = instances.flatMap((instance) =>
      Array.from({ length: BUYERS_OF_EACH }, () => this.#buy(instance)),
    )
  }

  get sold(): number {
    return this.#booked.length
  }

  /** Seats that were granted or written more than once. */
  get soldTwice(): SeatId[] {
    const written = this.#seats.saved.map(({ id }) => id)
    return [...repeated(this.#booked), ...repeated(written)]
  }

  /** Resolves when every buyer has finished the current seat. */
  async end(): Promise<void> {
    this.#open = false
    await Promise.all(this.#buyers)
  }

  async #buy(instance: Instance): Promise<void> {
    for (let number = 1; this.#open; number++) {
      const seatId = this.#offer(number)
      while (!(await this.#isSold(seatId, instance))) await nextTurn()
    }
  }

  #offer(number: number): SeatId {
    if (number > this.#offered) {
      this.#offered = number
      this.#seats.put(this.#eventId, newSeat(`${number}`))
    }
    return `${number}`
  }

  async #isSold(seatId: SeatId, { bookSeat }: Instance): Promise<boolean> {
    const bookingId = randomUUID()
    const command = bookSeatCommand({ eventId: this.#eventId, seatId, bookingId })
    const result = await bookSeat.execute(command)
    if (result.outcome === 'refused') return result.refusal.reason === 'booked'
    this.#booked.push(seatId)
    return true
  }
}

function repeated(ids: readonly SeatId[]): SeatId[] {
  const seen = new Set<SeatId>()
  return ids.filter((id) => seen.size === seen.add(id).size)
}
