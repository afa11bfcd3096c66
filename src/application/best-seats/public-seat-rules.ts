import type { FreeSeats } from '../../domain/best-seats/free-seats.ts'
import { avoidableSingleSeats, type FreeInHall } from '../../domain/best-seats/single-seats.ts'
import type { Hold } from '../../domain/hold.ts'
import type { EventId, SeatId } from '../../domain/seat.ts'
import { type Refused, refused } from '../changes/change-result.ts'
import type { AvailabilityView } from '../event-seats/event-seats.ts'
import type { HallPort } from '../ports/hall.port.ts'
import type { SeatMarksPort } from '../ports/seat-marks.port.ts'
import { FreeSeatsByView } from './free-seats-by-view.ts'

/** The request has only a part of a table that is booked as a whole. */
export interface SplitsTable {
  readonly reason: 'splits-table'
  /** The other seats of the table. */
  readonly seatIds: readonly SeatId[]
}

/** The request would leave these seats single, and another choice in the row would not. */
export interface LeavesSingleSeats {
  readonly reason: 'leaves-single-seats'
  readonly seatIds: readonly SeatId[]
}

export type SeatRuleRefusal = SplitsTable | LeavesSingleSeats

export interface PublicSeatRulesPorts {
  readonly availability: { view(eventId: EventId): Promise<AvailabilityView | undefined> }
  readonly halls: HallPort
  readonly marks: SeatMarksPort
}

export interface PublicSeatRulesOptions {
  /** Whether holds that leave a single seat are refused. Default: false. */
  readonly refusesSingleSeats?: boolean | undefined
}

/** The seats of a public hold after a request. */
export interface SeatsOfHold {
  readonly eventId: EventId
  /** The seats that the hold had before. */
  readonly ownSeatIds: readonly SeatId[]
  /** All seats that it would have. */
  readonly seatIds: readonly SeatId[]
  /** Whether the best available seats were chosen. They leave a single seat only where that is the best choice. */
  readonly isBestChoice: boolean
}

/** The seats that are to be taken, and those that are free before, although the view may have them as taken. */
interface TakenAndFreed {
  readonly taken: readonly SeatId[]
  readonly freed: readonly SeatId[]
}

/** Rules about which seats the public may take together. Sellers may take any. */
export class PublicSeatRules {
  readonly #ports: PublicSeatRulesPorts
  readonly #options: PublicSeatRulesOptions
  readonly #freeSeats = new FreeSeatsByView()

  constructor(ports: PublicSeatRulesPorts, options: PublicSeatRulesOptions) {
    this.#ports = ports
    this.#options = options
  }

  /** A hold that adds no seat is not refused. */
  async checkHold(hold: SeatsOfHold): Promise<Refused<SeatRuleRefusal> | undefined> {
    const own = new Set(hold.ownSeatIds)
    const added = hold.seatIds.filter((seatId) => !own.has(seatId))
    const marks = added.length > 0 ? await this.#ports.marks.findMarks(hold.eventId) : undefined
    if (!marks) return undefined
    const missing = marks.missingOfTables(added, hold.seatIds)
    if (missing.length > 0) return refused({ reason: 'splits-table', seatIds: missing })
    if (hold.isBestChoice) return undefined
    // The seats that the hold already has are taken in the view.
    const single = await this.#singleSeats(hold.eventId, { taken: added, freed: [] })
    return single.length > 0
      ? refused({ reason: 'leaves-single-seats', seatIds: single })
      : undefined
  }

  /**
   * Checks that the release of some seats leaves no part of a table in the hold, unless it has only a part of it, and that
   * the hold could be placed with the remaining seats without leaving a released one single. All seats may be released.
   */
  async checkRelease(
    { eventId, seatIds }: Hold,
    released: readonly SeatId[],
  ): Promise<Refused<SeatRuleRefusal> | undefined> {
    const rest = seatIds.filter((seatId) => !released.includes(seatId))
    const marks = rest.length > 0 ? await this.#ports.marks.findMarks(eventId) : undefined
    if (!marks) return undefined
    const own = new Set(seatIds)
    const whole = released.filter((seatId) => marks.tableOf(seatId)?.isSubsetOf(own) ?? false)
    const remaining = marks.missingOfTables(whole, released)
    if (remaining.length > 0) return refused({ reason: 'splits-table', seatIds: remaining })
    const single = await this.#singleSeats(eventId, { taken: rest, freed: seatIds })
    const made = single.filter((seatId) => released.includes(seatId))
    return made.length > 0 ? refused({ reason: 'leaves-single-seats', seatIds: made }) : undefined
  }

  /** Concurrent requests may still leave a single seat, because the seats around are not locked. */
  async #singleSeats(eventId: EventId, { taken, freed }: TakenAndFreed): Promise<SeatId[]> {
    if (this.#options.refusesSingleSeats !== true) return []
    const { availability, halls } = this.#ports
    const hall = await halls.findHall(eventId)
    const view = await availability.view(eventId)
    if (!hall || !view) return []
    return avoidableSingleSeats(withFreed(this.#freeSeats.of(hall, view), freed), taken)
  }
}

/** The seats as if these were free, too. */
function withFreed(free: FreeSeats, seatIds: readonly SeatId[]): FreeInHall {
  const { hall } = free
  const freed = new Set(seatIds.map((seatId) => hall.numberOf(seatId)))
  return { hall, isFree: (seat) => freed.has(seat) || free.isFree(seat) }
}
