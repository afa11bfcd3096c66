import { type Money, totalOf } from '../../domain/prices.ts'
import type { EventId, SeatId } from '../../domain/seat.ts'
import { StoreUnavailableError } from '../ports/store-unavailable-error.ts'
import type { DescribeSeatsPorts } from './describe-seats.ts'

/** Returns the current total of the seats that a request has changed. Reads no plan if the event has no prices. */
export class PriceSeats {
  readonly #ports: DescribeSeatsPorts

  constructor(ports: DescribeSeatsPorts) {
    this.#ports = ports
  }

  /**
   * @returns undefined if the event has no prices, if a seat has none, and if the store is unavailable: the change is
   *   already saved, so its answer must not fail
   */
  async execute(eventId: EventId, seatIds: readonly SeatId[]): Promise<Money | undefined> {
    try {
      return await this.#total(eventId, seatIds)
    } catch (error) {
      if (error instanceof StoreUnavailableError) return undefined
      throw error
    }
  }

  async #total(eventId: EventId, seatIds: readonly SeatId[]): Promise<Money | undefined> {
    const { halls, summaries } = this.#ports
    const prices = (await summaries.findSummary(eventId))?.prices
    if (!prices) return undefined
    const hall = await halls.findHall(eventId)
    return totalOf(
      prices,
      seatIds.map((seatId) => hall?.labelOf(seatId)?.category),
    )
  }
}
