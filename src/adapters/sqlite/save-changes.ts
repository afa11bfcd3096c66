import type { Database } from './database.ts'
import type { BookingRow, ChangeRows, HoldRow, SeatRow } from './rows.ts'
import { isUnavailable } from './sqlite-errors.ts'

/** An event of a batch of changes. */
interface EventState {
  readonly eventNo: number
  readonly storedRevision: number
  /** Incremented by each saved change of seats. */
  revision: number
}

/** Whether a change was saved, or the error that affected this change only. */
export type SaveResult = boolean | Error

/** Saves changes of seats. Only this thread writes, so data read within a save stay valid until its end. */
export class SaveChanges {
  readonly #database: Database
  readonly #statements: ReturnType<typeof prepare>

  constructor(database: Database) {
    this.#database = database
    this.#statements = prepare(database)
  }

  /**
   * Saves changes in one transaction and in their order. Each change is saved in full or not at all.
   * @throws {Error} when the database is unavailable; nothing is saved then
   */
  save(changes: readonly ChangeRows[]): readonly SaveResult[] {
    try {
      return this.#saveTogether(changes)
    } catch (error) {
      if (isUnavailable(error) || !(error instanceof Error)) throw error
      // One of the changes causes an error, so each is saved on its own.
      if (changes.length === 1) return [error]
      return changes.map((change) => this.save([change])[0] ?? error)
    }
  }

  #saveTogether(changes: readonly ChangeRows[]): readonly boolean[] {
    return this.#database.transaction(() => {
      const events = new Map<string, EventState | undefined>()
      const saved = changes.map((change) => {
        const event = this.#findEvent(change.eventId, events)
        if (!event || !this.#fits(event, change) || !this.#addBooking(event, change)) return false
        this.#write(event, change)
        return true
      })
      for (const event of events.values()) {
        if (event && event.revision > event.storedRevision) {
          this.#statements.writeRevision(event.eventNo, event.revision)
        }
      }
      return saved
    })
  }

  #findEvent(eventId: string, known: Map<string, EventState | undefined>): EventState | undefined {
    if (known.has(eventId)) return known.get(eventId)
    const found = this.#statements.findEvent.get(eventId)
    const event = found && { eventNo: found[0], storedRevision: found[1], revision: found[1] }
    known.set(eventId, event)
    return event
  }

  /** Whether all rows are unchanged since they were read, and no hold or request exists that is to be added. */
  #fits({ eventNo }: EventState, { seats, hold, booking, request }: ChangeRows): boolean {
    const changesSomething = seats.length > 0 || hold?.[0] != null || booking?.[0] != null
    return (
      changesSomething &&
      seats.every(([from]) => this.#isSameSeat(eventNo, from)) &&
      (hold === null || this.#isSameHold(...hold)) &&
      (booking?.[0] == null || this.#isSameBooking(booking[0])) &&
      (request === null || this.#statements.findRequest.get(eventNo, request[0]) === undefined)
    )
  }

  #isSameSeat(eventNo: number, [seatId, ...state]: SeatRow): boolean {
    return isSame(this.#statements.findSeat.get(eventNo, seatId), state)
  }

  #isSameHold(from: HoldRow | null, [holdId]: HoldRow): boolean {
    const found = this.#statements.findHold.get(holdId)
    if (from === null) return found === undefined
    const [, , , version, seatIds, , , , expiresAt, , endKind, bookingId] = from
    return isSame(found, [version, seatIds, expiresAt, endKind, bookingId])
  }

  #isSameBooking(from: BookingRow): boolean {
    const [bookingId, , , version, seatIds, cancelledSeatIds, , reference, , cancelledAt] = from
    const found = this.#statements.findBooking.get(bookingId)
    return isSame(found, [version, seatIds, cancelledSeatIds, reference, cancelledAt])
  }

  /**
   * Adds the booking of a change, if it is new. The insert itself finds another booking with its id or code, so this
   * must be the first write of the change: if it fails, nothing has to be undone.
   * @returns false if there is another one
   */
  #addBooking({ eventNo }: EventState, { booking }: ChangeRows): boolean {
    if (booking?.[0] !== null) return true
    const [bookingId, , ...values] = booking[1]
    return this.#statements.addBooking(bookingId, eventNo, ...values) === 1
  }

  #write(event: EventState, { seats, cause, hold, booking, request }: ChangeRows): void {
    const { eventNo } = event
    const statements = this.#statements
    if (hold) {
      const [holdId, , ...values] = hold[1]
      statements.writeHold(holdId, eventNo, ...values)
    }
    if (booking?.[0]) {
      const [bookingId, , , ...values] = booking[1]
      const [version, seatIds, cancelledSeatIds, , reference, , cancelledAt] = values
      statements.changeBooking(
        bookingId,
        version,
        seatIds,
        cancelledSeatIds,
        reference,
        cancelledAt,
      )
    }
    if (request) statements.addRequest(eventNo, ...request, cause[6])
    if (seats.length === 0) return

    event.revision++
    seats.forEach(([, seat], ordinal) => {
      const [seatId, version] = seat
      const changed = statements.changeSeat(eventNo, ...seat)
      if (changed !== 1) throw new Error(`Seat "${seatId}" is not at version ${version - 1}`)
      statements.addHistory(eventNo, event.revision, ordinal, seatId, version, ...cause)
    })
  }
}

type Value = string | number | null

function isSame(found: readonly Value[] | undefined, read: readonly Value[]): boolean {
  return found?.every((value, index) => value === read[index]) ?? false
}

function prepare(database: Database) {
  return {
    /** Finds an open event by its id. */
    findEvent: database.query<readonly [eventNo: number, revision: number]>(`
      select event_no, coalesce(revision, 0)
      from events left join revisions using (event_no)
      where event_id = ? and is_open`),

    findSeat: database.query<readonly Value[]>(`
      select version, hold_id, held_until, booking_id, blocked
      from seats where event_no = ? and seat_id = ? and not removed`),

    /** Finds the changeable columns of a hold. */
    findHold: database.query<readonly Value[]>(`
      select version, seat_ids, expires_at, end_kind, booking_id from holds where hold_id = ?`),

    /** Finds the changeable columns of a booking. */
    findBooking: database.query<readonly Value[]>(`
      select version, seat_ids, cancelled_seat_ids, reference, cancelled_at from bookings where booking_id = ?`),

    findRequest: database.query<readonly [found: 1]>(`
      select 1 from requests where event_no = ? and key = ?`),

    /** Inserts a hold, or updates its changeable columns. */
    writeHold: database.command(`
      insert into holds (
        hold_id, event_no, code, version, seat_ids, token_digest, client_id, held_at, expires_at, expires_at_max,
        end_kind, booking_id
      )
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      on conflict do update set version = excluded.version, seat_ids = excluded.seat_ids,
        expires_at = excluded.expires_at, end_kind = excluded.end_kind, booking_id = excluded.booking_id`),

    /** Inserts a booking, unless there is one with its id, or with its code in the event. */
    addBooking: database.command(`
      insert into bookings (
        booking_id, event_no, code, version, seat_ids, cancelled_seat_ids, booked_at, reference, client_id, cancelled_at
      )
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      on conflict do nothing`),

    /** Updates the changeable columns of a booking. */
    changeBooking: database.command(`
      update bookings set version = ?2, seat_ids = ?3, cancelled_seat_ids = ?4, reference = ?5, cancelled_at = ?6
      where booking_id = ?1`),

    addRequest: database.command(`
      insert into requests (event_no, key, fingerprint, result, saved_at) values (?, ?, ?, ?, ?)`),

    /** Updates a seat to the version after the stored one. */
    changeSeat: database.command(`
      update seats set version = ?3, hold_id = ?4, held_until = ?5, booking_id = ?6, blocked = ?7
      where event_no = ?1 and seat_id = ?2 and version = ?3 - 1`),

    addHistory: database.command(`
      insert into history (
        event_no, revision, ordinal, seat_id, version, action, type, hold_id, booking_id, actor, request_id, at
      )
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`),

    writeRevision: database.command(`
      insert into revisions (event_no, revision) values (?, ?)
      on conflict do update set revision = excluded.revision`),
  }
}
