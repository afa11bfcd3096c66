import { isLinearizable, type Operation, type SeatMoment } from '../../model/linearizability.ts'
import {
  AVAILABLE,
  expired,
  seenAs,
  seenBookedAs,
  seenWithout,
  statusOf,
} from '../../model/seat-operations.ts'
import type { Effect, Result } from '../effects.ts'
import { RECONCILE, type Sent } from '../journal.ts'
import type { HistoryIndex } from './history-index.ts'
import type { StoredEntry, StoredEvent } from './stored-state.ts'

/** The check of a seat becomes slow with more operations, so further observations are left out. */
const OPERATIONS_MAX = 55

/** The statuses that refusals report, by code. */
const SEEN_BY_CODE: Readonly<Record<string, string>> = {
  'seat-already-booked': 'booked',
  'seat-held': 'held',
  'seat-blocked': 'blocked',
}

/** Which seats of an event were booked at some time in an interval, and by which booking. */
interface SeenEvent {
  readonly eventId: string
  readonly booked: ReadonlyMap<string, string>
  readonly name: string
  readonly start: number
  readonly end: number
}

/** Its name is short, because the check compares names often. The description is for violations. */
interface Described extends Operation {
  readonly describe: () => string
}

/** The acknowledged and stored operations of every seat, and what refusals said about it. */
export class SeatHistories {
  readonly #operations = new Map<string, Described[]>()
  readonly #observations = new Map<string, Described[]>()
  readonly #history: HistoryIndex
  #count = 0

  constructor(sent: readonly Sent[], history: HistoryIndex, events: readonly StoredEvent[]) {
    this.#history = history
    const known = new Set(events.map(({ eventId }) => eventId))
    const ofEvents = sent.filter(({ eventId = '' }) => known.has(eventId))
    for (const request of ofEvents) {
      if (request.outcome !== 'refused') this.#addEffects(request, request.eventId ?? '')
    }
    for (const event of events) this.#addFinalStates(event)
    // Before the refusals, which are many: a reconciliation is an observation of each seat.
    for (const request of ofEvents) if (request.kind === RECONCILE) this.#seeReconciled(request)
    for (const request of ofEvents) {
      if (request.outcome === 'refused') this.#observe(request, request.eventId ?? '')
    }
  }

  get seatCount(): number {
    return this.#operations.size
  }

  /** @returns the seats whose operations cannot have happened one after the other */
  violations(): string[] {
    return [...this.#operations].flatMap(([seat, operations]) => {
      const room = Math.max(0, OPERATIONS_MAX - operations.length)
      const all = [...operations, ...(this.#observations.get(seat) ?? []).slice(0, room)]
      if (isLinearizable(all, AVAILABLE)) return []
      const told = all
        .sort((a, b) => a.start - b.start)
        .map(({ describe, start, end }) => `${describe()} from ${start} to ${end}`)
      const [eventId = '', seatId = ''] = seat.split(' ')
      const stored = this.#history.ofSeat(eventId, seatId).map((entry) => JSON.stringify(entry))
      const lines = [...told, 'The history of the seat:', ...stored]
      return [`seat ${seat} has no possible order of its changes:\n${lines.join('\n')}`]
    })
  }

  #addEffects(sent: Sent, eventId: string): void {
    const entries = this.#history.of(sent.attempts)
    // A request without an answer was carried out if the history says so.
    const wasNotCarriedOut = (sent.outcome === 'unknown' || sent.repeats) && entries.length === 0
    if (!sent.effects || wasNotCarriedOut) return
    const result =
      sent.outcome === 'done' ? this.#answered(sent, entries) : this.#stored(sent, entries)
    for (const effect of sent.effects(result)) this.#add(sent, eventId, effect, result)
  }

  #answered(sent: Sent, stored: readonly StoredEntry[]): Result {
    const { holdId = sent.ofHold ?? '', bookingId = '', expiresAt } = sent.body
    const untilMs = expiresAt === undefined ? Infinity : Date.parse(expiresAt)
    return {
      seatIds: this.#seatsOf(sent, sent.body.seatIds, bookingId),
      stored,
      holdId,
      bookingId,
      untilMs,
    }
  }

  #stored(sent: Sent, stored: readonly StoredEntry[]): Result {
    const [{ holdId = '', bookingId = '' } = {}] = stored
    const changed = stored.flatMap(({ seatId }) => seatId ?? [])
    const seatIds = this.#seatsOf(sent, changed, bookingId)
    return { seatIds, stored, holdId, bookingId, untilMs: sent.startMs + (sent.ttlMs ?? 0) }
  }

  /** The seats that a request changes: those of its answer, or those of the hold or booking that it ends. */
  #seatsOf(sent: Sent, answered: readonly string[] = [], bookingId: string): readonly string[] {
    if (sent.kind === 'confirm') return this.#history.soldSeats(bookingId)
    if (sent.ofHold !== undefined) return this.#history.seatsOfHold(sent.ofHold)
    if (sent.ofBooking !== undefined) return this.#history.seatsOfBooking(sent.ofBooking)
    return answered
  }

  #add(sent: Sent, eventId: string, { seatId, apply, holdId }: Effect, { untilMs }: Result): void {
    const seat = `${eventId} ${seatId}`
    const operation = { start: sent.startMs, end: sent.endMs, apply }
    this.#push(this.#operations, seat, () => described(sent), operation)
    if (holdId === undefined || untilMs === Infinity) return
    const expiry = { start: untilMs, end: Infinity, isOptional: true }
    this.#push(this.#operations, seat, () => 'expiry', {
      ...expiry,
      apply: expired(holdId, untilMs),
    })
  }

  #observe(sent: Sent, eventId: string): void {
    const seen = sent.body.conflicts ?? []
    const { startMs: start, endMs: end } = sent
    for (const { seatId, reason } of [...seen, ...observedByCode(sent)]) {
      if (reason === 'locked') continue
      const observation = { start, end, apply: seenAs(reason) }
      const describe = () => `${described(sent)}: ${reason}`
      this.#push(this.#observations, `${eventId} ${seatId}`, describe, observation)
    }
    if (sent.code === 'hold-gone' && sent.ofHold !== undefined) this.#seeEnded(sent, sent.ofHold)
  }

  /** A hold that has ended has none of its seats. */
  #seeEnded(sent: Sent, holdId: string): void {
    const { eventId = '', startMs: start, endMs: end } = sent
    for (const seatId of this.#history.seatsOfHold(holdId)) {
      const describe = () => `${described(sent)}: without hold ${holdId}`
      const observation = { start, end, apply: seenWithout(holdId) }
      this.#push(this.#observations, `${eventId} ${seatId}`, describe, observation)
    }
  }

  #addFinalStates({ eventId, bookings }: StoredEvent): void {
    const booked = new Map(
      bookings
        .filter(({ status }) => status !== 'cancelled')
        .flatMap(({ bookingId, seatIds }) => seatIds.map((seatId) => [seatId, bookingId] as const)),
    )
    const last = { name: 'stored', start: Date.now(), end: Date.now() }
    this.#seeBooked(this.#operations, { eventId, booked, ...last })
  }

  #seeReconciled({ outcome, eventId = '', startMs: start, endMs: end, body }: Sent): void {
    if (outcome !== 'done') return
    const { unexpected = [], otherReference = [] } = body
    const booked = new Map(
      [...unexpected, ...otherReference].map(({ seatId, bookingId }) => [seatId, bookingId]),
    )
    this.#seeBooked(this.#observations, { eventId, booked, name: 'reconciled', start, end })
  }

  /** All booked seats of an event were seen. */
  #seeBooked(to: Map<string, Described[]>, { eventId, booked, name, start, end }: SeenEvent): void {
    for (const seat of [...this.#operations.keys()].filter((key) => isOf(eventId, key))) {
      const bookingId = booked.get(seat.slice(eventId.length + 1))
      const apply = bookingId === undefined ? notBooked : seenBookedAs(bookingId)
      const describe = () => `${name} as ${bookingId ?? 'not booked'}`
      this.#push(to, seat, describe, { start, end, apply })
    }
  }

  #push(
    to: Map<string, Described[]>,
    seat: string,
    describe: () => string,
    operation: Omit<Operation, 'name'>,
  ): void {
    const named = { ...operation, describe, name: `${++this.#count}` }
    const operations = to.get(seat)
    if (operations) operations.push(named)
    else to.set(seat, [named])
  }
}

/** A request with what helps to find the cause of a violation. */
function described({ kind, path, instance, attempts, outcome, body }: Sent): string {
  const { holdId = '', bookingId = '', seatIds = [], expiresAt = '' } = body
  const answer = [holdId, bookingId, seatIds.join(), expiresAt].filter((part) => part !== '')
  return `${kind} (${path}, ${attempts.join()} at ${instance}, ${outcome} ${answer.join(' ')})`
}

const isOf = (eventId: string, seat: string) => seat.startsWith(`${eventId} `)

const notBooked = (moment: SeatMoment) => (statusOf(moment) === 'booked' ? undefined : moment)

function observedByCode({ code = '', path }: Sent): { seatId: string; reason: string }[] {
  const reason = SEEN_BY_CODE[code]
  const seatId = /^\/api\/book\/(.+)$/.exec(path)?.[1]
  return reason === undefined || seatId === undefined ? [] : [{ seatId, reason }]
}
