import type {
  DeletedEventsPort,
  DeletedRowsQuery,
} from '../../application/ports/deleted-events.port.ts'
import type {
  EventAsRead,
  EventChange,
  EventPage,
  EventRepositoryPort,
} from '../../application/ports/event-repository.port.ts'
import { DEFAULT_EVENT_ID, defaultEvent } from '../../domain/default-event.ts'
import { defaultSeatIds } from '../../domain/default-event-plan.ts'
import type { Event, EventSummary } from '../../domain/event.ts'
import { type PlanReplacement, planUpdateOf } from '../../domain/plan-replacement.ts'
import type { EventId, SeatId } from '../../domain/seat.ts'
import { seatIdsOf } from '../../domain/seating-plan.ts'
import {
  fromEvent,
  fromEventChange,
  fromEventSummary,
  fromEventUpdate,
  toEvent,
  toEventSummary,
} from './event-rows.ts'
import { NO_START } from './event-tables.ts'
import { fromSeat } from './rows.ts'
import type { StoreThread } from './store-thread.ts'

/** The most seats that one transaction adds, so that bookings are not delayed. */
const SEATS_PER_CALL = 1_000

/** Events in the embedded SQLite database. */
export class SqliteEventRepository implements EventRepositoryPort, DeletedEventsPort {
  readonly #thread: Pick<StoreThread, 'read' | 'write'>

  constructor(thread: Pick<StoreThread, 'read' | 'write'>) {
    this.#thread = thread
  }

  async addEvent(event: Event): Promise<'added' | 'exists' | 'deleted'> {
    const { id, createdAt, plan } = event
    if (await this.#thread.write('events', 'beginEvent', fromEvent(event))) {
      await this.#addSeats(id, seatIdsOf(plan))
      if (await this.#thread.write('events', 'openEvent', id, createdAt.getTime())) return 'added'
    }
    return (await this.#thread.read('deletedEvents', 'isDeleted', id)) ? 'deleted' : 'exists'
  }

  async growDefaultEvent({
    seatCount,
    createdAt,
  }: {
    readonly seatCount: number
    readonly createdAt: Date
  }): Promise<void> {
    const [stored] = await this.findSummaries([DEFAULT_EVENT_ID])
    if (stored && stored.seatCount >= seatCount) return
    const empty = defaultEvent({ seatCount: 0, createdAt })
    await this.#thread.write('events', 'beginEvent', [...fromEventSummary(empty), null])
    const missing = { first: (stored?.seatCount ?? 0) + 1, last: seatCount }
    await this.#addSeats(empty.id, defaultSeatIds(missing))
    await this.#thread.write('events', 'growEvent', empty.id, seatCount)
  }

  async findEvent(eventId: EventId): Promise<Event | undefined> {
    const found = await this.#thread.read('events', 'findEvent', eventId)
    return found && toEvent(found)
  }

  async findSummaries(eventIds: readonly EventId[]): Promise<readonly EventSummary[]> {
    return (await this.#thread.read('events', 'findSummaries', eventIds)).map(toEventSummary)
  }

  async saveEvent(change: EventChange): Promise<'saved' | 'conflict'> {
    const rows = [fromEventSummary(change.from), fromEventSummary(change.to)] as const
    const isSaved = await this.#thread.write('events', 'saveEvent', rows, fromEventChange(change))
    return isSaved ? 'saved' : 'conflict'
  }

  async replacePlan(replacement: PlanReplacement): Promise<'saved' | 'conflict'> {
    const { from, to, added, removed, cause } = replacement
    const entry = fromEventUpdate(planUpdateOf(replacement), cause)
    const seats = { added, removed: removed.map(fromSeat) }
    const rows = [fromEventSummary(from), fromEvent(to)] as const
    const isSaved = await this.#thread.write('events', 'replacePlan', rows, seats, entry)
    return isSaved ? 'saved' : 'conflict'
  }

  async deleteEvent({ event, seats }: EventAsRead): Promise<'deleted' | 'conflict'> {
    const args = [fromEventSummary(event), [seats.revision, seats.tag]] as const
    const isDeleted = await this.#thread.write('deletedEvents', 'deleteEvent', ...args)
    return isDeleted ? 'deleted' : 'conflict'
  }

  deleteUnfinished({ begunBefore }: { readonly begunBefore: Date }): Promise<void> {
    const args = [begunBefore.getTime(), DEFAULT_EVENT_ID] as const
    return this.#thread.write('deletedEvents', 'deleteUnfinished', ...args)
  }

  deleteRows({ countMax, keysKeptSince }: DeletedRowsQuery): Promise<number> {
    return this.#thread.write('deletedEvents', 'deleteRows', countMax, keysKeptSince.getTime())
  }

  async listEvents(page: EventPage): Promise<readonly EventSummary[]> {
    const { status = null, startsFrom, startsBefore, order = 'createdAt' } = page
    const filter = {
      status,
      startsFrom: startsFrom?.getTime() ?? null,
      startsBefore: startsBefore?.getTime() ?? null,
      order,
      after: positionOf(page),
    }
    const found = await this.#thread.read('events', 'listEvents', filter, page.limit)
    return found.map(toEventSummary)
  }

  async #addSeats(eventId: EventId, seatIds: readonly SeatId[]): Promise<void> {
    for (let start = 0; start < seatIds.length; start += SEATS_PER_CALL) {
      const some = seatIds.slice(start, start + SEATS_PER_CALL)
      await this.#thread.write('events', 'addSeats', eventId, some)
    }
  }
}

/** The first position is always given, so that past events are skipped by the index. */
function positionOf({ after, order, startsFrom }: EventPage): readonly [time: number, id: string] {
  const time = order === 'startsAt' ? 'startsAt' : 'createdAt'
  if (after) return [after[time]?.getTime() ?? NO_START, after.id]
  const first = order === 'startsAt' ? startsFrom : undefined
  return [first?.getTime() ?? Number.MIN_SAFE_INTEGER, '']
}
