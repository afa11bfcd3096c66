import type { StoredEntry, StoredEvent } from './stored-state.ts'

/** The history of all events, by what it is searched for. */
export class HistoryIndex {
  readonly #byRequest = new Map<string, StoredEntry[]>()
  readonly #byHold = new Map<string, StoredEntry[]>()
  readonly #bySeat = new Map<string, StoredEntry[]>()
  readonly #byBooking = new Map<string, StoredEntry[]>()

  constructor(events: readonly StoredEvent[]) {
    for (const { eventId, entry } of events.flatMap(entriesOf)) {
      add(this.#byRequest, entry.requestId, entry)
      if (entry.seatId !== undefined) add(this.#bySeat, `${eventId} ${entry.seatId}`, entry)
      if (entry.holdId !== undefined) add(this.#byHold, entry.holdId, entry)
      if (entry.bookingId !== undefined) add(this.#byBooking, entry.bookingId, entry)
    }
  }

  /** The changes of one seat of an event, in their order. */
  ofSeat(eventId: string, seatId: string): readonly StoredEntry[] {
    return this.#bySeat.get(`${eventId} ${seatId}`) ?? []
  }

  /** The changes of seats that these requests made, without the expiries that they recorded. */
  of(requestIds: readonly string[]): StoredEntry[] {
    return requestIds
      .flatMap((id) => this.#byRequest.get(id) ?? [])
      .filter(({ action }) => action !== 'expired')
  }

  /** All seats that a hold has had. */
  seatsOfHold(holdId: string): string[] {
    return seatsIn(this.#byHold.get(holdId))
  }

  /** All seats that a booking has had. */
  seatsOfBooking(bookingId: string): string[] {
    return seatsIn(this.#byBooking.get(bookingId))
  }

  /** The seats with which a booking was made. */
  soldSeats(bookingId: string): string[] {
    const sales = (this.#byBooking.get(bookingId) ?? []).filter(({ action }) => isSale(action))
    return seatsIn(sales)
  }

  /** Whether a booking was neither changed nor cancelled. */
  isUntouched(bookingId = ''): boolean {
    return this.#byBooking.get(bookingId)?.every(({ action }) => isSale(action)) ?? false
  }

  /** The ids of all requests that changed something. */
  get requestIds(): Iterable<string> {
    return this.#byRequest.keys()
  }

  entriesOf(requestId: string): readonly StoredEntry[] {
    return this.#byRequest.get(requestId) ?? []
  }
}

export function isSale(action: string): boolean {
  return action === 'booked' || action === 'confirmed'
}

function entriesOf({ eventId, history }: StoredEvent) {
  return history.map((entry) => ({ eventId, entry }))
}

function add(index: Map<string, StoredEntry[]>, key: string, entry: StoredEntry): void {
  const entries = index.get(key)
  if (entries) entries.push(entry)
  else index.set(key, [entry])
}

function seatsIn(entries: readonly StoredEntry[] = []): string[] {
  return [...new Set(entries.flatMap(({ seatId }) => seatId ?? []))]
}
