import type { EventId } from './seat.ts'
import { seatIdsOf, type SeatingPlan } from './seating-plan.ts'

/**
 * - `on-sale`: between the opening and the closing time, if the event has them
 * - `closed`: the organiser has ended the sale; only sellers sell
 * - `cancelled`: the event does not take place
 * - `archived`: the event is over
 */
export const EVENT_STATUSES = ['on-sale', 'closed', 'cancelled', 'archived'] as const

export type EventStatus = (typeof EVENT_STATUSES)[number]

/** The part of an event that can be changed. */
export interface EventDetails {
  readonly name: string
  readonly startsAt?: Date | undefined
  /** The IANA time zone of the venue, such as `Europe/Berlin`. */
  readonly timeZone?: string | undefined
  /** When the public sale opens. Default: it is open. */
  readonly saleOpensAt?: Date | undefined
  /** When the public sale closes. Default: never. */
  readonly saleClosesAt?: Date | undefined
  readonly status: EventStatus
}

/** An event without its plan. */
export interface EventSummary extends EventDetails {
  readonly id: EventId
  /** Incremented with each change of the event. A new event has version 1. */
  readonly version: number
  readonly createdAt: Date
  readonly seatCount: number
}

/** A performance in one hall, or anything else with seats that are each sold once. */
export interface Event extends EventSummary {
  readonly plan: SeatingPlan
}

/** A change of an event: the state as it was read, and the next state. */
export interface EventTransition {
  readonly from: EventSummary
  readonly to: EventSummary
}

export type NewEvent = Omit<Event, 'version' | 'status' | 'seatCount'>

export function newEvent(event: NewEvent): Event {
  return { ...event, version: 1, status: 'on-sale', seatCount: seatIdsOf(event.plan).length }
}

/** Changes some details of an event; `undefined` removes one. Returns the same event if nothing is different. */
export function changeEvent(event: EventSummary, changes: Partial<EventDetails>): EventSummary {
  const changed = { ...event, ...changes }
  if (isSameEvent(changed, event)) return event
  return { ...changed, version: event.version + 1 }
}

/** Whether an event closes after it opens. */
export function hasValidSalePeriod({ saleOpensAt, saleClosesAt }: EventDetails): boolean {
  return !saleOpensAt || !saleClosesAt || saleOpensAt < saleClosesAt
}

/** Whether a stored event is unchanged since it was read. Does not compare the plans. */
export function isSameEvent(stored: EventSummary, read: EventSummary): boolean {
  return eventStateOf(stored) === eventStateOf(read)
}

/** All fields of an event except its plan, as a text. */
export function eventStateOf(event: EventSummary): string {
  return JSON.stringify(Object.values(summaryOf(event)))
}

/** All fields of an event except its plan. */
export function summaryOf(event: EventSummary): EventSummary {
  const { id, version, createdAt, seatCount, name, startsAt, timeZone } = event
  const { saleOpensAt, saleClosesAt, status } = event
  const details = { name, startsAt, timeZone, saleOpensAt, saleClosesAt, status }
  return { id, version, createdAt, seatCount, ...details }
}
