import { bestAvailable } from '../../domain/best-seats/best-available.ts'
import type { EventId, SeatId } from '../../domain/seat.ts'
import { type Refused, refused } from '../changes/change-result.ts'
import type { AvailabilityView } from '../event-seats/event-seats.ts'
import type { HallPort } from '../ports/hall.port.ts'
import type { Choice, Contention } from './contention.ts'
import { FreeSeatsByView } from './free-seats-by-view.ts'
import { PendingSeats } from './pending-seats.ts'

export interface WantedSeats {
  readonly eventId: EventId
  readonly quantity: number
  /** Default: any category. */
  readonly category?: string | undefined
  /** The name of a zone. Default: any zone. */
  readonly zone?: string | undefined
  /** Whether the seats must be adjacent. Default: true. */
  readonly adjacent?: boolean | undefined
}

export interface ChoiceRefusal {
  readonly reason: 'unknown-event' | 'unknown-category' | 'unknown-zone' | 'none-available'
}

export interface SeatChooserPorts {
  readonly availability: { view(eventId: EventId): Promise<AvailabilityView | undefined> }
  readonly halls: HallPort
  /** Returns a number from 0 up to but not including 1. */
  readonly random: () => number
}

/**
 * Chooses the best available seats. If other seats are available, it avoids those that are unusable or that other
 * requests of this instance have chosen.
 */
export class SeatChooser {
  readonly #ports: SeatChooserPorts
  readonly #freeSeats = new FreeSeatsByView()
  readonly #pending = new PendingSeats()

  constructor(ports: SeatChooserPorts) {
    this.#ports = ports
  }

  /** The chosen seats are pending until `settle` is called. */
  async choose(
    { eventId, quantity, category, zone, adjacent }: WantedSeats,
    contention: Contention,
  ): Promise<Choice | Refused<ChoiceRefusal>> {
    const hall = await this.#ports.halls.findHall(eventId)
    if (!hall) return refused({ reason: 'unknown-event' })
    if (category !== undefined && hall.categoryNumber(category) === undefined) {
      return refused({ reason: 'unknown-category' })
    }
    if (zone !== undefined && hall.zoneNumber(zone) === undefined) {
      return refused({ reason: 'unknown-zone' })
    }
    // Seats that were pending before may be held by now, but the view may be older.
    const before = [...this.#pending.of(eventId)]
    const view = await this.#ports.availability.view(eventId)
    if (!view) return refused({ reason: 'unknown-event' })

    // Nothing is awaited from here, so requests that have waited for the same view avoid this choice.
    const free = this.#freeSeats.of(hall, view)
    const avoided = new Set([...contention.unusable, ...before, ...this.#pending.of(eventId)])
    const rank = contention.rank(this.#ports.random())
    const best = () => bestAvailable(free, { quantity, category, zone, adjacent, rank })

    const uncontested = free.without(avoided, best)
    const seatIds = uncontested ?? (avoided.size > 0 ? best() : undefined)
    if (!seatIds) return refused({ reason: 'none-available' })
    this.#pending.add(eventId, seatIds)
    return { outcome: 'chosen', seatIds, isContested: !uncontested }
  }

  /** Call when the request for the chosen seats has ended. */
  settle(eventId: EventId, seatIds: readonly SeatId[]): void {
    this.#pending.remove(eventId, seatIds)
  }
}
