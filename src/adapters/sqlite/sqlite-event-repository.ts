import type {
  EventPage,
  EventRepositoryPort,
} from '../../application/ports/event-repository.port.ts'
import { DEFAULT_EVENT_ID, defaultEvent } from '../../domain/default-event.ts'
import type { Event, EventSummary, EventTransition } from '../../domain/event.ts'
import type { PlanReplacement } from '../../domain/plan-replacement.ts'
import type { EventId, SeatId } from '../../domain/seat.ts'
import { seatIdsOf } from '../../domain/seating-plan.ts'
import { fromEvent, fromEventSummary, toEvent, toEventSummary } from './event-rows.ts'
import { fromSeat } from './rows.ts'
import type { StoreThread } from './store-thread.ts'

/** The most seats that one transaction adds, so that bookings are not delayed. */
const SEATS_PER_CALL = 1_000

/** Events in the embedded SQLite database. */
export class SqliteEventRepository implements EventRepositoryPort {
  readonly #thread: Pick<StoreThread, 'read' | 'write'>

  constructor(thread: Pick<StoreThread, 'read' | 'write'>) {
    this.#thread = thread
  }

  async addEvent(event: Event): Promise<'added' | 'exists'> {
    const { id, createdAt, plan } = event
    if (!(await this.#thread.write('events', 'beginEvent', fromEvent(event)))) return 'exists'
    await this.#addSeats(id, seatIdsOf(plan))
    const isOpened = await this.#thread.write('events', 'openEvent', id, createdAt.getTime())
    return isOpened ? 'added' : 'exists'
  }

  async growDefaultEvent({
    seatCount,
    createdAt,
  }: {
    readonly seatCount: number
    readonly createdAt: Date
  }): Promise<void> {
    const stored = await this.findEvent(DEFAULT_EVENT_ID)
    const event = defaultEvent({ seatCount, createdAt })
    const { id, plan } = event
    await this.#thread.write('events', 'beginEvent', [...fromEventSummary(event), null])
    const existing = new Set(stored && seatIdsOf(stored.plan))
    await this.#addSeats(
      id,
      seatIdsOf(plan).filter((seatId) => !existing.has(seatId)),
    )
    await this.#thread.write('events', 'growEvent', id, seatCount)
  }

  async findEvent(eventId: EventId): Promise<Event | undefined> {
    const found = await this.#thread.read('events', 'findEvent', eventId)
    return found && toEvent(found)
  }

  async findSummaries(eventIds: readonly EventId[]): Promise<readonly EventSummary[]> {
    return (await this.#thread.read('events', 'findSummaries', eventIds)).map(toEventSummary)
  }

  async saveEvent({ from, to }: EventTransition): Promise<'saved' | 'conflict'> {
    const rows = [fromEventSummary(from), fromEventSummary(to)] as const
    return (await this.#thread.write('events', 'saveEvent', rows)) ? 'saved' : 'conflict'
  }

  async replacePlan({ from, to, added, removed }: PlanReplacement): Promise<'saved' | 'conflict'> {
    const args = [[fromEventSummary(from), fromEvent(to)], added, removed.map(fromSeat)] as const
    return (await this.#thread.write('events', 'replacePlan', ...args)) ? 'saved' : 'conflict'
  }

  async listEvents({ after, limit }: EventPage): Promise<readonly EventSummary[]> {
    const position = after && ([after.createdAt.getTime(), after.id] as const)
    const found = await this.#thread.read('events', 'listEvents', position, limit)
    return found.map(toEventSummary)
  }

  async #addSeats(eventId: EventId, seatIds: readonly SeatId[]): Promise<void> {
    for (let start = 0; start < seatIds.length; start += SEATS_PER_CALL) {
      const some = seatIds.slice(start, start + SEATS_PER_CALL)
      await this.#thread.write('events', 'addSeats', eventId, some)
    }
  }
}
