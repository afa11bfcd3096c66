import {
  type EventId,
  type PublicSeat,
  type SeatId,
  type SeatStatus,
  statusAt,
} from '../../domain/seat.ts'
import { PacedReading } from './paced-reading.ts'
import type { ClockPort } from '../ports/clock.port.ts'
import type { SeatChangesPort, SeatsSince, SeatsState } from '../ports/seat-changes.port.ts'
import { TakenSeats } from './taken-seats.ts'

export interface FollowedSeat {
  readonly seatId: SeatId
  readonly version: number
  readonly status: SeatStatus
}

/**
 * What a reader is told. A snapshot has all seats that are not available, and stands in the place of whatever was told
 * before. Changes have some seats as they are now; a hold that runs out makes its seats available at the version that
 * they have. The same object goes to all readers, so whoever writes it down needs to do so only once.
 */
export type SeatsMessage =
  | {
      readonly kind: 'snapshot'
      readonly eventId: EventId
      readonly revision: number
      readonly seats: readonly FollowedSeat[]
    }
  | {
      readonly kind: 'changes'
      readonly revision: number
      readonly seats: readonly FollowedSeat[]
    }

/** Who follows an event. Neither method may throw. */
export interface SeatsReader {
  next(message: SeatsMessage): void
  /** There is nothing to follow any more. */
  end(): void
}

export interface FollowedEventPorts {
  readonly changes: SeatChangesPort
  readonly clock: ClockPort
}

export interface FollowedEventOptions {
  /** After how many ticks without a reading the store is read, in case the feed has missed something. */
  readonly ticksUnreadMax: number
  /** Told when the store could not be read, once until it can be again. */
  readonly onError: (error: unknown) => void
}

/**
 * How many readers can be told something in a tick without a burden on everything else. When there are more, they are
 * told less often.
 */
const READERS_PER_TICK = 1_000

/** An event as all its readers know it. It is read from the store for all of them at once. */
export class FollowedEvent {
  readonly #eventId: EventId
  readonly #ports: FollowedEventPorts
  readonly #options: FollowedEventOptions
  readonly #reading = new PacedReading(() => this.#read())
  readonly #readers = new Set<SeatsReader>()
  readonly #taken = new TakenSeats()
  /** The state that the seats were read at; undefined before any were, and when the event is not there. */
  #state: SeatsState | undefined
  /** Made for the first reader that needs it. */
  #snapshot: SeatsMessage | undefined
  #isFailing = false

  constructor(eventId: EventId, ports: FollowedEventPorts, options: FollowedEventOptions) {
    this.#eventId = eventId
    this.#ports = ports
    this.#options = options
  }

  /** Whether the event is there. */
  get isKnown(): boolean {
    return this.#state !== undefined
  }

  /** Whether nobody follows it, nor is about to. */
  get isIdle(): boolean {
    return this.#readers.size === 0 && this.#reading.isIdle
  }

  /**
   * Gives the reader a snapshot at once, and from then on every change.
   * @returns how to leave
   */
  join(reader: SeatsReader): () => void {
    if (this.#state === undefined) {
      reader.end()
      return () => undefined
    }
    this.#readers.add(reader)
    reader.next((this.#snapshot ??= this.#snapshotAt(this.#ports.clock.now(), this.#state)))
    return () => {
      this.#readers.delete(reader)
    }
  }

  /**
   * Reads what has changed, for all who ask for it until the reading begins.
   * @throws {StoreUnavailableError} when the store cannot be reached
   */
  refresh(): Promise<void> {
    return this.#reading.next()
  }

  /** The same, for those who do not wait for it. */
  nudge(): void {
    this.refresh().catch(() => {
      // It has been reported, and the next reading makes up for it.
    })
  }

  /** Has to be called again and again. */
  tick(): void {
    this.#tellLapsed()
    const ticksUnread = this.#reading.tick(1 + Math.floor(this.#readers.size / READERS_PER_TICK))
    if (ticksUnread >= this.#options.ticksUnreadMax) this.nudge()
  }

  async #read(): Promise<void> {
    try {
      const since = await this.#ports.changes.seatsSince(this.#eventId, this.#state)
      if (since && !since.isComplete) this.#apply(since)
      else this.#replace(since)
      this.#isFailing = false
    } catch (error) {
      if (!this.#isFailing) this.#options.onError(error)
      this.#isFailing = true
      throw error
    }
  }

  #apply({ revision, tag, seats }: SeatsSince): void {
    this.#state = { revision, tag }
    const now = this.#ports.clock.now()
    for (const seat of seats) this.#taken.put(seat, now)
    this.#tellChanges(seats, now)
  }

  /** Takes what was read for all there is. */
  #replace(since: SeatsSince | undefined): void {
    this.#taken.clear()
    this.#snapshot = undefined
    this.#state = since && { revision: since.revision, tag: since.tag }
    if (!since) {
      for (const reader of this.#readers) reader.end()
      this.#readers.clear()
      return
    }
    const now = this.#ports.clock.now()
    for (const seat of since.seats) this.#taken.put(seat, now)
    if (this.#readers.size > 0) this.#tell((this.#snapshot = this.#snapshotAt(now, since)))
  }

  #tellLapsed(): void {
    const now = this.#ports.clock.now()
    this.#tellChanges(this.#taken.takeLapsed(now), now)
  }

  #tellChanges(seats: readonly PublicSeat[], now: Date): void {
    if (seats.length === 0 || this.#state === undefined) return
    this.#snapshot = undefined
    this.#tell({ kind: 'changes', revision: this.#state.revision, seats: seats.map(toldAt(now)) })
  }

  #tell(message: SeatsMessage): void {
    for (const reader of this.#readers) reader.next(message)
  }

  #snapshotAt(now: Date, { revision }: SeatsState): SeatsMessage {
    const seats = this.#taken.at(now).map(toldAt(now))
    return { kind: 'snapshot', eventId: this.#eventId, revision, seats }
  }
}

function toldAt(now: Date): (seat: PublicSeat) => FollowedSeat {
  return (seat) => ({ seatId: seat.id, version: seat.version, status: statusAt(seat, now) })
}
