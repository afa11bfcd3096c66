import type { SeatLabel } from '../../domain/best-seats/hall.ts'
import { type Money, priceOf, totalOf } from '../../domain/prices.ts'
import type { EventId, SeatId } from '../../domain/seat.ts'
import type { EventSummaryPort } from '../ports/event-summary.port.ts'
import type { HallPort } from '../ports/hall.port.ts'

export interface DescribeSeatsPorts {
  readonly halls: HallPort
  readonly summaries: EventSummaryPort
}

/** A seat, what is printed at it, and its price. */
export interface DescribedSeat extends SeatLabel {
  readonly seatId: SeatId
  /** Undefined if its category has none. */
  readonly price: number | undefined
}

export interface DescribedSeats {
  /** In the given order. */
  readonly seats: readonly DescribedSeat[]
  /** Undefined if the event has no prices, or a seat has none. */
  readonly total: Money | undefined
}

/** A seat that this instance does not know yet, or that the plan no longer has, has no label and no price. */
const NO_LABEL: SeatLabel = { zone: '', row: '', number: '', category: '' }

/** Returns the labels and the current prices of seats. */
export class DescribeSeats {
  readonly #ports: DescribeSeatsPorts

  constructor(ports: DescribeSeatsPorts) {
    this.#ports = ports
  }

  /** @throws {StoreUnavailableError} if the store is unavailable */
  async execute(eventId: EventId, seatIds: readonly SeatId[]): Promise<DescribedSeats> {
    const { halls, summaries } = this.#ports
    const hall = await halls.findHall(eventId)
    const prices = (await summaries.findSummary(eventId))?.prices
    const labels = seatIds.map((seatId) => ({ seatId, label: hall?.labelOf(seatId) }))
    return {
      seats: labels.map(({ seatId, label }) => {
        if (!label) return withoutLabel(seatId)
        return { seatId, ...label, price: priceOf(prices, label.category) }
      }),
      total: totalOf(
        prices,
        labels.map(({ label }) => label?.category),
      ),
    }
  }
}

export function withoutLabel(seatId: SeatId): DescribedSeat {
  return { seatId, ...NO_LABEL, price: undefined }
}
