import { LRUCache } from 'lru-cache'

import type { EventRepositoryPort } from '../../application/ports/event-repository.port.ts'
import type { EventSummaryPort } from '../../application/ports/event-summary.port.ts'
import type { HallPort } from '../../application/ports/hall.port.ts'
import type { SeatMarksPort } from '../../application/ports/seat-marks.port.ts'
import type { EventAreas, StandingAreasPort } from '../../application/ports/standing-areas.port.ts'
import { Hall } from '../../domain/best-seats/hall.ts'
import { type Event, type EventSummary, isSameEvent, summaryOf } from '../../domain/event.ts'
import { hasSamePlan } from '../../domain/plan-replacement.ts'
import type { EventId } from '../../domain/seat.ts'
import { SeatMarks } from '../../domain/seat-marks.ts'
import { StandingAreas } from '../../domain/standing-areas.ts'

/** The standing areas of a plan take some 200 bytes each, and most plans have none. */
const EVENTS_MAX = 10_000

/** What was read from a plan, and the state of the event that it belongs to. */
interface Entry<Value> {
  readonly event: EventSummary
  readonly value: Value
}

interface Found {
  readonly event: Event
  readonly areas: EventAreas
  readonly marks: SeatMarks
}

interface Reading {
  readonly wanted: EventSummary
  readonly found: Promise<Found | undefined>
}

/**
 * Reads events, and caches what their plans contain: the halls used last, and the standing areas and marked seats of more
 * events. Only `findHall` builds a hall, because that takes long for a large plan and blocks the process. A hall is built
 * again when the plan was replaced, which this instance learns from the summary of the event. Plans are not cached: they
 * take several times the memory, and the HTTP adapter caches its documents of them.
 */
export class EventCatalogue
  implements HallPort, StandingAreasPort, SeatMarksPort, Pick<EventRepositoryPort, 'findEvent'>
{
  readonly #events: Pick<EventRepositoryPort, 'findEvent'>
  readonly #summaries: EventSummaryPort
  /** The hall used last is kept even if it exceeds the limit. */
  readonly #halls: LRUCache<EventId, Entry<Hall>>
  readonly #areas = new LRUCache<EventId, Entry<EventAreas>>({ max: EVENTS_MAX })
  /** Kept for longer than the halls, because every public hold needs them. */
  readonly #marks: LRUCache<EventId, Entry<SeatMarks>>
  readonly #reading = new Map<EventId, Reading>()

  /**
   * @param seatsMax the most seats of all cached halls together, and of tables and events whose marks are cached. The seat
   *   of a hall takes some 130 bytes; the places of standing areas take none
   */
  constructor(
    events: Pick<EventRepositoryPort, 'findEvent'>,
    summaries: EventSummaryPort,
    { seatsMax }: { readonly seatsMax: number },
  ) {
    this.#events = events
    this.#summaries = summaries
    this.#halls = new LRUCache({
      maxSize: seatsMax,
      sizeCalculation: ({ event: { seatCount }, value: { areas } }) =>
        Math.min(Math.max(seatCount - areas.placeCount, 1), seatsMax),
    })
    this.#marks = new LRUCache({
      maxSize: seatsMax,
      sizeCalculation: ({ value: marks }) => Math.min(1 + marks.size, seatsMax),
    })
  }

  /**
   * Reads an event. Concurrent calls share a read, because reading a large plan is slow.
   * @throws {StoreUnavailableError} when the store is unavailable
   */
  async findEvent(eventId: EventId): Promise<Event | undefined> {
    const wanted = await this.#summaries.findSummary(eventId)
    return wanted && (await this.#readOnce(wanted))?.event
  }

  async findHall(eventId: EventId): Promise<Hall | undefined> {
    const wanted = await this.#summaries.findSummary(eventId)
    if (!wanted) return undefined
    const known = samePlan(this.#halls.get(eventId), wanted)
    if (known) return known
    const found = await this.#readOnce(wanted)
    return found && this.#hallOf(found.event)
  }

  async findAreas(eventId: EventId): Promise<EventAreas | undefined> {
    const wanted = await this.#summaries.findSummary(eventId)
    if (!wanted) return undefined
    return samePlan(this.#areas.get(eventId), wanted) ?? (await this.#readOnce(wanted))?.areas
  }

  async findMarks(eventId: EventId): Promise<SeatMarks | undefined> {
    const wanted = await this.#summaries.findSummary(eventId)
    if (!wanted) return undefined
    return samePlan(this.#marks.get(eventId), wanted) ?? (await this.#readOnce(wanted))?.marks
  }

  /** A read that has begun before the event changed may not have found the change. */
  #readOnce(wanted: EventSummary): Reading['found'] {
    const { id } = wanted
    const running = this.#reading.get(id)
    if (running && isSameEvent(running.wanted, wanted)) return running.found
    const found = this.#read(id).finally(() => {
      if (this.#reading.get(id)?.found === found) this.#reading.delete(id)
    })
    this.#reading.set(id, { wanted, found })
    return found
  }

  /** Concurrent calls that share a read share its hall, too. */
  #hallOf(found: Event): Hall {
    const event = summaryOf(found)
    const known = samePlan(this.#halls.get(event.id), event)
    if (known) return known
    const hall = new Hall(found.plan)
    this.#halls.set(event.id, { event, value: hall })
    return hall
  }

  async #read(eventId: EventId): Promise<Found | undefined> {
    const found = await this.#events.findEvent(eventId)
    if (!found) return undefined
    const event = summaryOf(found)
    const areas = samePlan(this.#areas.get(eventId), event) ?? {
      planVersion: event.planVersion,
      areas: new StandingAreas(found.plan),
    }
    const marks = samePlan(this.#marks.get(eventId), event) ?? new SeatMarks(found.plan)
    this.#areas.set(eventId, { event, value: areas })
    this.#marks.set(eventId, { event, value: marks })
    return { event: found, areas, marks }
  }
}

/** Returns the value, if the event still has the plan from which it was read. */
function samePlan<Value>(entry: Entry<Value> | undefined, event: EventSummary): Value | undefined {
  return entry && hasSamePlan(entry.event, event) ? entry.value : undefined
}
