import type { Schemas } from './operations.ts'
import type { ServerSentEvent } from './server-sent-events.ts'

/** The current state of a seat. */
export interface SeatUpdate {
  readonly seatId: string
  /** Goes up with each change of the seat. */
  readonly version: number
  readonly status: 'available' | 'held' | 'booked' | 'blocked'
}

/** The current state of a standing area. */
export interface AreaUpdate {
  readonly areaId: string
  /** The number of its places. */
  readonly capacity: number
  /** How many of them are available. */
  readonly available: number
}

/** The state of the public sale, by the clock of the service. */
export type SaleState = 'not-yet-open' | 'open' | 'closed' | 'cancelled' | 'archived'

/** The current state of all seats of an event. */
export interface FollowedSeats {
  /** `snapshot` after each connect, when `taken` is complete; `changes` after that. */
  readonly kind: 'snapshot' | 'changes'
  /** Goes up with each change of the event. */
  readonly revision: number
  /** The version of the event. */
  readonly eventVersion: number
  /** The event without its plan. The same object until the event or its sale changes. */
  readonly event: Schemas['EventSummary']
  readonly sale: SaleState
  /** The seats that are not available, by id. The same map every time, kept up to date. */
  readonly taken: ReadonlyMap<string, SeatUpdate>
  /** The seats that differ from the previous message. */
  readonly changed: readonly SeatUpdate[]
  /** The standing areas of the event, by id. The same map every time, kept up to date. */
  readonly areas: ReadonlyMap<string, AreaUpdate>
}

type SeatsMessage = Pick<FollowedSeats, 'revision' | 'eventVersion'> &
  Partial<EventState> & {
    readonly seats: readonly SeatUpdate[]
    /** In a snapshot all areas, if there are any; after that those with another count. */
    readonly areas?: readonly AreaUpdate[]
  }

type EventState = Pick<FollowedSeats, 'event' | 'sale'>

/** Keeps the state of all seats of an event, from the messages of its stream. */
export class SeatsFollower {
  readonly #taken = new Map<string, SeatUpdate>()
  /** The versions seen since the last snapshot, also of seats that are available again. */
  readonly #versions = new Map<string, number>()
  readonly #areas = new Map<string, AreaUpdate>()
  /** Empty before the first message, which is a snapshot and has both. */
  #state = {} as EventState

  apply({ name, data }: ServerSentEvent): FollowedSeats {
    const { revision, eventVersion, seats, areas, event, sale } = JSON.parse(data) as SeatsMessage
    if (event && sale) this.#state = { event, sale }
    const kind = name === 'snapshot' ? 'snapshot' : 'changes'
    const changed =
      kind === 'snapshot' ? this.#replaceAll(seats) : seats.filter((seat) => this.#update(seat))
    if (kind === 'snapshot') this.#areas.clear()
    for (const area of areas ?? []) this.#areas.set(area.areaId, area)
    const state = { ...this.#state, taken: this.#taken, areas: this.#areas }
    return { kind, revision, eventVersion, ...state, changed }
  }

  /** A snapshot is right even if its versions are lower: the store may have been restored from a backup. */
  #replaceAll(seats: readonly SeatUpdate[]): SeatUpdate[] {
    const before = new Map(this.#taken)
    this.#taken.clear()
    this.#versions.clear()
    for (const seat of seats) this.#update(seat)
    const freed = Array.from(before.values())
      .filter(({ seatId }) => !this.#taken.has(seatId))
      .map((seat) => ({ ...seat, status: 'available' as const }))
    const taken = Array.from(this.#taken.values())
    return [...freed, ...taken.filter((seat) => !isSame(seat, before.get(seat.seatId)))]
  }

  /** @returns whether the seat has changed */
  #update(seat: SeatUpdate): boolean {
    const { seatId, version, status } = seat
    if (version < (this.#versions.get(seatId) ?? 0)) return false
    this.#versions.set(seatId, version)
    // An expired hold makes its seats available without a new version.
    if (status === 'available') return this.#taken.delete(seatId)
    const before = this.#taken.get(seatId)
    this.#taken.set(seatId, seat)
    return !isSame(seat, before)
  }
}

function isSame({ version, status }: SeatUpdate, other: SeatUpdate | undefined): boolean {
  return version === other?.version && status === other.status
}
