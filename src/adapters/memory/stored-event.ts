import { randomUUID } from 'node:crypto'

import type { HistoryQuery } from '../../application/ports/seat-history.port.ts'
import type { SeatChange } from '../../application/ports/seat-repository.port.ts'
import type { SeatsState, SeatsUpdate } from '../../application/ports/seats-since.port.ts'
import type { EventUpdate } from '../../domain/event.ts'
import {
  type Cause,
  EVENT_ACTION,
  type HistoryEntry,
  type SeatEntry,
} from '../../domain/history.ts'
import type { PlanReplacement } from '../../domain/plan-replacement.ts'
import { isSameSeat, newSeat, type Seat, type SeatId } from '../../domain/seat.ts'

/** The seats and the history of one event. */
export class StoredEvent {
  /** Distinguishes its states from those of an earlier event with the same id, and from those before a restart. */
  readonly tag = randomUUID()
  readonly seats = new Map<SeatId, Seat>()
  /** The seats that are no longer in the plan. They keep their version. */
  readonly #removed = new Map<SeatId, Seat>()
  /** Ordered by revision. */
  readonly #history: HistoryEntry[] = []
  #revision = 0

  /** The number of changes so far. */
  get revision(): number {
    return this.#revision
  }

  /** Adds seats that are available. Existing seats are unchanged. */
  addSeats(seatIds: Iterable<SeatId>): void {
    for (const seatId of seatIds) {
      if (this.seats.has(seatId)) continue
      this.seats.set(seatId, this.#removed.get(seatId) ?? newSeat(seatId))
      this.#removed.delete(seatId)
    }
  }

  /** @returns false, without a change, if a removed seat is stored differently */
  replaceSeats({ added, removed }: Pick<PlanReplacement, 'added' | 'removed'>): boolean {
    if (!removed.every((seat) => isSameSeat(this.seats.get(seat.id), seat))) return false
    for (const { id, version } of removed) {
      this.seats.delete(id)
      this.#removed.set(id, { id, version: version + 1, status: 'available' })
    }
    this.addSeats(added)
    return true
  }

  /** Stores the seats of a change, and records them in the history. */
  apply({ seats, action, type, cause, hold, booking }: SeatChange): void {
    if (seats.length === 0 || action === 'reference-changed') return
    const revision = ++this.#revision
    const { actor, requestId, at } = cause
    const [holdId, bookingId] = [hold?.to.id, booking?.to.id]
    seats.forEach(({ to: seat }, ordinal) => {
      const { id: seatId, version } = seat
      const entry = { revision, ordinal, seatId, version, action, type, holdId, bookingId }
      this.seats.set(seatId, seat)
      this.#history.push({ ...entry, actor, requestId, at })
    })
  }

  /** Records a change of the event itself in the history. */
  recordUpdate(update: EventUpdate, cause: Cause): void {
    this.#history.push({
      revision: ++this.#revision,
      ordinal: 0,
      action: EVENT_ACTION,
      update,
      ...cause,
    })
  }

  /** @param tag the tag of all states of this event */
  seatsSince(tag: string, since: SeatsState | undefined): SeatsUpdate {
    const state = { revision: this.#revision, tag }
    if (since?.tag !== tag || !this.#hasHistorySince(since.revision)) {
      const everChanged = this.seats.values().filter(({ version }) => version > 0)
      return { ...state, isComplete: true, seats: everChanged.toArray() }
    }
    const changed = new Set<SeatId>()
    for (const entry of latestFirst(this.#history)) {
      if (entry.revision <= since.revision) break
      if (entry.seatId !== undefined) changed.add(entry.seatId)
    }
    // A reader may know a removed seat as taken.
    const seats = Array.from(changed).flatMap(
      (seatId) => this.seats.get(seatId) ?? this.#removed.get(seatId) ?? [],
    )
    return { ...state, isComplete: false, seats }
  }

  /** Whether the event was at this revision, and the history still has all later changes. */
  #hasHistorySince(revision: number): boolean {
    const [first] = this.#history
    return revision <= this.#revision && (first === undefined || first.revision <= revision + 1)
  }

  historyFrom({ seatId, from, limit }: Omit<HistoryQuery, 'eventId'>): HistoryEntry[] {
    const { revision = 0, ordinal = 0 } = from ?? {}
    return this.#history
      .values()
      .filter((entry) => seatId === undefined || entry.seatId === seatId)
      .filter(
        (entry) =>
          entry.revision > revision || (entry.revision === revision && entry.ordinal >= ordinal),
      )
      .take(limit)
      .toArray()
  }

  /** The bookings that this seat belongs or belonged to. */
  bookingsOf(seatId: SeatId): ReadonlySet<string> {
    const seat = this.seats.get(seatId)
    const ids = this.#seatEntries()
      .filter((entry) => entry.seatId === seatId)
      .map(({ bookingId = '' }) => bookingId)
    return new Set([...ids, seat?.status === 'booked' ? seat.bookingId : ''])
  }

  /** The entries by which these seats were released or expired. */
  releasesOf(isWanted: (seatId: SeatId) => boolean): SeatEntry[] {
    return this.#seatEntries()
      .filter(
        ({ seatId, action }) => isWanted(seatId) && (action === 'released' || action === 'expired'),
      )
      .toArray()
  }

  #seatEntries(): IteratorObject<SeatEntry> {
    return this.#history.values().filter((entry) => entry.action !== EVENT_ACTION)
  }

  /** Deletes the oldest entries, all of a change or none, and keeps the latest change. @returns the number of entries */
  deleteHistory({
    before,
    countMax,
  }: {
    readonly before: Date
    readonly countMax: number
  }): number {
    const history = this.#history
    const kept = history.findIndex(
      (entry) => entry.at >= before || entry.revision === this.#revision,
    )
    const last = history[Math.min(kept, countMax) - 1]?.revision ?? 0
    const whole = history.findIndex((entry) => entry.revision > last)
    return whole > 0 ? history.splice(0, whole).length : 0
  }
}

function* latestFirst<T>(items: readonly T[]): Iterable<T> {
  for (let index = items.length - 1; index >= 0; index--) yield items[index] as T
}
