import { bestAvailable } from '../../domain/best-seats/best-available.ts'
import type { Hall } from '../../domain/best-seats/hall.ts'
import type { EventId, SeatId } from '../../domain/seat.ts'
import { type Refused, refused } from '../changes/change-result.ts'
import { buyerOf } from '../changes/sale-check.ts'
import type { AvailabilityView } from '../event-seats/event-seats.ts'
import type { ClockPort } from '../ports/clock.port.ts'
import type { EventSummaryPort } from '../ports/event-summary.port.ts'
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
  /** How many of the seats are accessible places, with their companions. Default: 0. */
  readonly accessible?: number | undefined
  /** Whether the seats must be adjacent. Default: true. */
  readonly adjacent?: boolean | undefined
  /** The client of a public request; undefined for sellers, who may get a part of a table that is booked as a whole. */
  readonly clientId: string | undefined
}

export interface ChoiceRefusal {
  readonly reason: 'unknown-event' | 'unknown-category' | 'unknown-zone' | 'none-available'
}

export interface SeatChooserPorts {
  readonly availability: { view(eventId: EventId): Promise<AvailabilityView | undefined> }
  readonly halls: HallPort
  readonly summaries: EventSummaryPort
  readonly clock: ClockPort
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
    { eventId, clientId, ...wanted }: WantedSeats,
    contention: Contention,
  ): Promise<Choice | Refused<ChoiceRefusal>> {
    const hall = await this.#ports.halls.findHall(eventId)
    if (!hall) return refused({ reason: 'unknown-event' })
    const unknown = unknownName(hall, wanted)
    if (unknown) return refused({ reason: unknown })
    const isReleased = await this.#arePlacesReleased(eventId, hall)
    // Seats that were pending before may be held by now, but the view may be older.
    const before = [...this.#pending.of(eventId)]
    const view = await this.#ports.availability.view(eventId)
    if (!view) return refused({ reason: 'unknown-event' })

    // Nothing is awaited from here, so requests that have waited for the same view avoid this choice.
    const free = this.#freeSeats.of(hall, view)
    const { unusable, removed } = contention
    const avoided = new Set([...removed, ...unusable, ...before, ...this.#pending.of(eventId)])
    const rank = contention.rank(this.#ports.random())
    const splitsTables = buyerOf({ clientId }) === 'seller'
    const best = () => bestAvailable(free, { ...wanted, isReleased, splitsTables, rank })

    const uncontested = free.without(avoided, best)
    const isNarrowed = avoided.size > removed.size
    const seatIds = uncontested ?? (isNarrowed ? free.without(removed, best) : undefined)
    if (!seatIds) return refused({ reason: 'none-available' })
    this.#pending.add(eventId, seatIds)
    return { outcome: 'chosen', seatIds, isContested: !uncontested }
  }

  /** Whether accessible places and companion seats are ordinary seats by now. */
  async #arePlacesReleased(eventId: EventId, { traits }: Hall): Promise<boolean> {
    if (!traits.hasPlaces) return false
    const event = await this.#ports.summaries.findSummary(eventId)
    const releaseAt = event?.accessibleReleaseAt
    return releaseAt !== undefined && releaseAt <= this.#ports.clock.now()
  }

  /** Call when the request for the chosen seats has ended. */
  settle(eventId: EventId, seatIds: readonly SeatId[]): void {
    this.#pending.remove(eventId, seatIds)
  }
}

function unknownName(
  hall: Hall,
  { category, zone }: Pick<WantedSeats, 'category' | 'zone'>,
): 'unknown-category' | 'unknown-zone' | undefined {
  if (category !== undefined && hall.categoryNumber(category) === undefined) {
    return 'unknown-category'
  }
  return zone !== undefined && hall.zoneNumber(zone) === undefined ? 'unknown-zone' : undefined
}
