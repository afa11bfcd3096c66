import type { AreaUpdate, FollowedSeats, SeatUpdate } from '../../../client/src/index.ts'
import type { Hall } from '../hall/hall.ts'

/** The state of a seat for this customer. */
export const LOOKS = ['free', 'held', 'booked', 'blocked', 'selected', 'mine', 'yours'] as const
export type Look = (typeof LOOKS)[number]
/** The index of the look of an available seat. */
export const FREE = LOOKS.indexOf('free')

const STATUSES = ['available', 'held', 'booked', 'blocked'] as const
const BOOKED = STATUSES.indexOf('booked')
const OWN = ['selected', 'mine', 'yours'] as const
type Own = (typeof OWN)[number]

/** The cause of a change: a snapshot after connecting, a change message, or this customer. */
export type Cause = 'snapshot' | 'changes' | 'own'

/** The state of a seat. Polls do not tell its version. */
type SeatState = Pick<SeatUpdate, 'seatId' | 'status'> & Partial<Pick<SeatUpdate, 'version'>>

/** A message of the service. All seats that a snapshot does not contain are available. */
export interface BoardMessage extends Pick<FollowedSeats, 'kind' | 'areas'> {
  readonly taken: ReadonlyMap<string, SeatState>
  readonly changed: readonly SeatState[]
}

/** Called with the seats that look different now, and the cause; without seats if only standing areas have changed. */
export type BoardListener = (seats: readonly number[], cause: Cause) => void

/** The current state of all seats: the state from the service, overlaid with the marks of this customer. */
export class SeatBoard {
  /** By seat: the index of its look in `LOOKS`. */
  readonly looks: Uint8Array
  readonly #hall: Hall
  readonly #statuses: Uint8Array
  /** By seat: its version according to the service; 0 if it is available, or the version is not known. */
  readonly #versions: Float64Array
  #isKnown = false
  /** The versions with which seats that this customer has booked were first seen as booked. */
  readonly #booked = new Map<number, number>()
  #areas: ReadonlyMap<string, AreaUpdate> = new Map()
  readonly #own: Readonly<Record<Own, Set<number>>> = {
    selected: new Set(),
    mine: new Set(),
    yours: new Set(),
  }
  readonly #listeners = new Set<BoardListener>()

  constructor(hall: Hall) {
    this.#hall = hall
    this.looks = new Uint8Array(hall.seatCount)
    this.#statuses = new Uint8Array(hall.seatCount)
    this.#versions = new Float64Array(hall.seatCount)
  }

  /** Calls the listener after each change, until the returned function is called. */
  listen(listener: BoardListener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Whether the service has told the state of the seats. Before that, all look free. */
  get isKnown(): boolean {
    return this.#isKnown
  }

  lookOf(seat: number): Look {
    return LOOKS[this.looks[seat] ?? 0] ?? 'free'
  }

  /** Whether the seat is available according to the service. */
  isFree(seat: number): boolean {
    return this.#statuses[seat] === 0
  }

  /** Whether the seat is held according to the service, by this customer or another. */
  isHeld(seat: number): boolean {
    return this.#statuses[seat] === 1
  }

  /** The version of a seat that is not available; 0 if it is not known. */
  versionOf(seat: number): number {
    return this.#versions[seat] ?? 0
  }

  /** Undefined if there is no such standing area, or before the first message. */
  areaOf(areaId: string): AreaUpdate | undefined {
    return this.#areas.get(areaId)
  }

  /** How many places of a standing area are available; all of them before the first message, as with seats. */
  freeIn(areaId: string): number {
    return this.areaOf(areaId)?.available ?? this.#hall.standing.area(areaId)?.capacity ?? 0
  }

  /** How many seats and standing places are available. */
  get freeCount(): number {
    let count = 0
    for (const status of this.#statuses) if (status === 0) count++
    for (const { available } of this.#areas.values()) count += available
    return count
  }

  /** How many seats are held, by this customer or others. */
  get heldCount(): number {
    let count = 0
    for (const status of this.#statuses) if (status === 1) count++
    return count
  }

  /** All seats with a mark of this customer. */
  ownSeats(): number[] {
    return OWN.flatMap((name) => [...this.#own[name]])
  }

  apply({ kind, taken, changed, areas }: BoardMessage): void {
    this.#isKnown = true
    const before = this.#statuses.slice()
    const versions = this.#versions.slice()
    if (kind === 'snapshot') {
      this.#statuses.fill(0)
      this.#versions.fill(0)
    }
    const versionOf = (seat: number, code: number) => (before[seat] === code ? versions[seat] : 0)
    for (const seat of kind === 'snapshot' ? taken.values() : changed) this.#put(seat, versionOf)
    const different = new Set<number>()
    before.forEach((status, seat) => {
      if (status !== this.#statuses[seat]) different.add(seat)
    })
    // The seats of this customer may have been taken by another without another status.
    for (const seat of this.ownSeats()) different.add(seat)
    for (const seat of this.#own.yours) this.#noteBooked(seat)
    const haveAreasChanged =
      areas.size !== this.#areas.size ||
      Array.from(areas.values()).some((area) => area !== this.#areas.get(area.areaId))
    // The client keeps its map up to date, so a copy is needed to see what has changed.
    this.#areas = new Map(areas)
    this.#changed([...different], kind, haveAreasChanged)
  }

  /** Marks these seats for the customer, and removes the mark from all others. */
  mark(own: Own, seats: readonly number[]): void {
    const before = this.#own[own]
    const now = new Set(seats)
    const changed = [...before, ...now].filter((seat) => before.has(seat) !== now.has(seat))
    before.clear()
    for (const seat of now) before.add(seat)
    if (own === 'yours') {
      this.#booked.clear()
      for (const seat of now) this.#noteBooked(seat)
    }
    this.#changed(changed, 'own')
  }

  /** @param versionOf the version of a seat, if its status is still this one */
  #put(
    { seatId, status, version }: SeatState,
    versionOf: (seat: number, code: number) => number | undefined,
  ): void {
    const seat = this.#hall.indexOf(seatId)
    const code = STATUSES.indexOf(status)
    // A newer service may have seats and states that this page does not know.
    if (seat === undefined || code === -1) return
    this.#statuses[seat] = code
    this.#versions[seat] = code === 0 ? 0 : (version ?? versionOf(seat, code) ?? 0)
  }

  #changed(seats: readonly number[], cause: Cause, haveAreasChanged = false): void {
    const visible = seats.filter((seat) => {
      const look = this.#lookNow(seat)
      if (look === this.looks[seat]) return false
      this.looks[seat] = look
      return true
    })
    // Also if no look changes: a seat that is taken while selected still looks selected.
    if (seats.length === 0 && !haveAreasChanged) return
    for (const listener of this.#listeners) listener(visible, cause)
  }

  #lookNow(seat: number): number {
    const status = this.#statuses[seat] ?? 0
    const own = OWN.findLast((name) => this.#own[name].has(seat))
    return own && (own !== 'yours' || this.#isYours(seat, status)) ? LOOKS.indexOf(own) : status
  }

  /** Whether the service has not shown that a booked seat was cancelled, which another customer may have booked since. */
  #isYours(seat: number, status: number): boolean {
    const seen = this.#booked.get(seat)
    // Before that, the service shows the seat as before the booking.
    return seen === undefined || (status === BOOKED && this.versionOf(seat) === seen)
  }

  #noteBooked(seat: number): void {
    const version = this.versionOf(seat)
    if (this.#statuses[seat] !== BOOKED || version === 0 || this.#booked.has(seat)) return
    this.#booked.set(seat, version)
  }
}
