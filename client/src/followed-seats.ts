import type { ServerSentEvent } from './server-sent-events.ts'

/** A seat as it has become. */
export interface SeatUpdate {
  readonly seatId: string
  /** Counts the changes of the seat. */
  readonly version: number
  readonly status: 'available' | 'held' | 'booked' | 'blocked'
}

/** The seats of an event as they are. */
export interface FollowedSeats {
  /** How many changes there were so far. */
  readonly revision: number
  /** The seats that cannot be had, by their ids; all others can. It goes on changing. */
  readonly taken: ReadonlyMap<string, SeatUpdate>
  /** What differs from the time before. */
  readonly changed: readonly SeatUpdate[]
}

interface Told {
  readonly revision: number
  readonly seats: readonly SeatUpdate[]
}

/** Makes of what a stream tells what is so. */
export class SeatsFollower {
  readonly #taken = new Map<string, SeatUpdate>()

  apply({ name, data }: ServerSentEvent): FollowedSeats {
    const { revision, seats } = JSON.parse(data) as Told
    const news = name === 'snapshot' ? [...this.#gone(seats), ...seats] : seats
    const changed = news.filter((seat) => this.#isNews(seat, name))
    for (const seat of changed) {
      if (seat.status === 'available') this.#taken.delete(seat.seatId)
      else this.#taken.set(seat.seatId, seat)
    }
    return { revision, taken: this.#taken, changed }
  }

  /** A snapshot leaves out the seats that can be had, also those that could not before. */
  #gone(seats: readonly SeatUpdate[]): SeatUpdate[] {
    const named = new Set(seats.map(({ seatId }) => seatId))
    return Array.from(this.#taken.values())
      .filter(({ seatId }) => !named.has(seatId))
      .map((seat) => ({ ...seat, status: 'available' }))
  }

  #isNews({ seatId, version, status }: SeatUpdate, name: string): boolean {
    const known = this.#taken.get(seatId)
    if (!known) return status !== 'available'
    // A snapshot is right whatever was known: the store may have been restored.
    if (name !== 'snapshot' && version < known.version) return false
    return version !== known.version || status !== known.status
  }
}
