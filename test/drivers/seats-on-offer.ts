import { until } from '../../tools/until.ts'
import type { Crowd } from './crowd.ts'

/** Far more seats than a test waits for and lost answers could use up. */
const SEATS_PER_OFFER = 400

/**
 * The seats "1", "2" and so on, put on offer some at a time. A crowd of any speed finds unsold seats whenever a test
 * waits for a sale, and never buys all of them before.
 */
export class SeatsOnOffer {
  readonly #rivals: number
  #first = 1
  #tries = 0

  /** @param rivals the number of consecutive buyers that try the same seat */
  constructor(rivals: number) {
    this.#rivals = rivals
  }

  /** The number of seats that this many calls of `sell` need. */
  static seatsFor(sells: number): number {
    return (sells + 1) * SEATS_PER_OFFER
  }

  /** The seat to try next: the seats of the last offer in turn, and sometimes an earlier one. */
  readonly next = (): string => {
    const turn = Math.floor(this.#tries / this.#rivals) % SEATS_PER_OFFER
    const isLate = ++this.#tries % 16 === 0
    return String(Math.max(this.#first + turn - (isLate ? 5 : 0), 1))
  }

  /** Offers more seats; resolves when the crowd has booked this many. */
  async sell(crowd: Crowd, count: number): Promise<void> {
    const before = crowd.tally.acknowledged.length
    this.#first += SEATS_PER_OFFER
    this.#tries = 0
    await until(() => crowd.tally.acknowledged.length >= before + count)
  }
}
