import { LRUCache } from 'lru-cache'

import type { EventRepositoryPort } from '../../application/ports/event-repository.port.ts'
import type { EventSummaryPort } from '../../application/ports/event-summary.port.ts'
import type { HallPort } from '../../application/ports/hall.port.ts'
import type { SeatMarksPort } from '../../application/ports/seat-marks.port.ts'
import { Hall } from '../../domain/best-seats/hall.ts'
import { type Event, type EventSummary, isSameEvent, summaryOf } from '../../domain/event.ts'
import { hasSamePlan } from '../../domain/plan-replacement.ts'
import type { EventId } from '../../domain/seat.ts'
import { SeatMarks } from '../../domain/seat-marks.ts'

/** The most seats of all cached halls together. Each takes some 130 bytes. */
const SEATS_MAX = 200_000

/** The most marked seats and events of which the marks are cached. Most events have no marked seats. */
const MARKS_MAX = 200_000

interface Entry {
  /** The state of the event that the hall belongs to. */
  readonly event: EventSummary
  readonly hall: Hall
}

interface MarksEntry {
  readonly event: EventSummary
  readonly marks: SeatMarks
}

interface Found {
  readonly event: Event
  readonly hall: Hall
  readonly marks: SeatMarks
}

interface Reading {
  readonly wanted: EventSummary
  readonly found: Promise<Found | undefined>
}

/**
 * Reads events, and caches the halls used last. A hall is built again when the plan was replaced, which this instance
 * learns from the summary of the event. Plans are not cached: they take several times the memory, and the HTTP adapter
 * caches its documents of them.
 */
export class EventCatalogue
  implements HallPort, SeatMarksPort, Pick<EventRepositoryPort, 'findEvent'>
{
  readonly #events: Pick<EventRepositoryPort, 'findEvent'>
  readonly #summaries: EventSummaryPort
  /** The hall used last is kept even if it exceeds the limit. */
  readonly #halls = new LRUCache<EventId, Entry>({
    maxSize: SEATS_MAX,
    sizeCalculation: ({ event }) => Math.min(Math.max(event.seatCount, 1), SEATS_MAX),
  })
  /** Kept for longer than the halls, because every public hold needs them. */
  readonly #marks = new LRUCache<EventId, MarksEntry>({
    maxSize: MARKS_MAX,
    sizeCalculation: ({ marks }) => Math.min(1 + marks.size, MARKS_MAX),
  })
  readonly #reading = new Map<EventId, Reading>()

  constructor(events: Pick<EventRepositoryPort, 'findEvent'>, summaries: EventSummaryPort) {
    this.#events = events
    this.#summaries = summaries
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
    const known = this.#halls.get(eventId)
    if (known && hasSamePlan(known.event, wanted)) return known.hall
    return (await this.#readOnce(wanted))?.hall
  }

  async findMarks(eventId: EventId): Promise<SeatMarks | undefined> {
    const wanted = await this.#summaries.findSummary(eventId)
    if (!wanted) return undefined
    const known = this.#marks.get(eventId)
    if (known && hasSamePlan(known.event, wanted)) return known.marks
    return (await this.#readOnce(wanted))?.marks
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

  /** A client that reads a plan will choose seats, so the hall is built while the plan is in memory. */
  async #read(eventId: EventId): Reading['found'] {
    const event = await this.#events.findEvent(eventId)
    if (!event) return undefined
    const known = this.#halls.get(eventId)
    const hall = known && hasSamePlan(known.event, event) ? known.hall : new Hall(event.plan)
    const marks = new SeatMarks(event.plan)
    const summary = summaryOf(event)
    this.#halls.set(eventId, { event: summary, hall })
    this.#marks.set(eventId, { event: summary, marks })
    return { event, hall, marks }
  }
}
