import type { Random } from './random.ts'

/** A hold of which a client knows. */
export interface KnownHold {
  readonly holdId: string
  readonly token: string
  readonly seatIds: string[]
  /** Whether requests were sent that add or release some seats. */
  isReshaped: boolean
}

/** A booking of which a client knows. */
export interface KnownBooking {
  readonly bookingId: string
  /** As far as the client knows. */
  seatIds: readonly string[]
}

/** The standing area of a hall. */
export const AREA = { areaId: 'pit', capacity: 6 }

/**
 * The most changes of one seat, and the most requests of one hall. With more, the check of a seat would take too long,
 * or most requests would be refused because the seats are sold.
 */
const CHANGES_MAX = 30
const REQUESTS_MAX = 900

/** Seats of one event that clients compete for, with what the clients know of them. */
export class Hall {
  readonly eventId: string
  /** The named seats that clients choose from. */
  readonly seatIds: string[]
  /** Whether it is a whole event. Otherwise its seats are some of the seats of the default event. */
  readonly isEvent: boolean
  readonly holds: KnownHold[] = []
  readonly bookings: KnownBooking[] = []
  /** Whether a request to replace its plan was sent. */
  isReplaced = false
  readonly #changes = new Map<string, number>()
  #requestCount = 0
  #changesMax = 0

  constructor(eventId: string, seatIds: readonly string[], options: { readonly isEvent: boolean }) {
    this.eventId = eventId
    this.seatIds = [...seatIds]
    this.isEvent = options.isEvent
  }

  get isUsedUp(): boolean {
    return this.#changesMax >= CHANGES_MAX || this.#requestCount >= REQUESTS_MAX
  }

  countRequest(): void {
    this.#requestCount++
  }

  countChanges(seatIds: readonly string[]): void {
    for (const seatId of seatIds) {
      const count = (this.#changes.get(seatId) ?? 0) + 1
      this.#changes.set(seatId, count)
      this.#changesMax = Math.max(this.#changesMax, count)
    }
  }

  /** @returns seats that are near each other, so that requests overlap in part */
  someSeats(random: Random, countMax: number): string[] {
    const count = 1 + random.below(Math.min(countMax, this.seatIds.length))
    const first = random.below(this.seatIds.length - count + 1)
    return this.seatIds.slice(first, first + count)
  }
}
