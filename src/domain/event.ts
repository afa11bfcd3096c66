import type { Prices } from './prices.ts'
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

/** An event that is closed at first can be checked before its sale. */
export const NEW_EVENT_STATUSES = ['on-sale', 'closed'] as const satisfies readonly EventStatus[]

export type NewEventStatus = (typeof NEW_EVENT_STATUSES)[number]

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
  /** When the best available seats include accessible seats and their companions for all. Default: never. */
  readonly accessibleReleaseAt?: Date | undefined
  readonly prices?: Prices | undefined
}

/** An event without its plan. */
export interface EventSummary extends EventDetails {
  readonly id: EventId
  /** Incremented with each change of the event. A new event has version 1. */
  readonly version: number
  /** The version in which the event got its current plan. */
  readonly planVersion: number
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

/** In the order in which changes name them. */
const IS_DETAIL: Readonly<Record<keyof EventDetails, true>> = {
  name: true,
  status: true,
  startsAt: true,
  timeZone: true,
  saleOpensAt: true,
  saleClosesAt: true,
  prices: true,
  accessibleReleaseAt: true,
}

const EVENT_DETAILS = Object.keys(IS_DETAIL) as (keyof EventDetails)[]

export type EventField = keyof EventDetails | 'plan'

/** What a change of an event can change. */
export const EVENT_FIELDS: readonly EventField[] = [...EVENT_DETAILS, 'plan']

/** The fields of an event, except its id and plan, as JSON values: times are texts in ISO 8601. */
export interface EventRecord {
  readonly version: number
  readonly planVersion: number
  readonly name: string
  readonly status: EventStatus
  readonly startsAt?: string | undefined
  readonly timeZone?: string | undefined
  readonly saleOpensAt?: string | undefined
  readonly saleClosesAt?: string | undefined
  readonly prices?: Prices | undefined
  readonly accessibleReleaseAt?: string | undefined
  readonly createdAt: string
  readonly seatCount: number
}

/** What a change of an event did, as JSON values, so that every store can record it as a text. */
export interface EventUpdate {
  /** What is different now. */
  readonly changed: readonly EventField[]
  /** The event after the change. */
  readonly event: EventRecord
}

export type NewEvent = Omit<Event, 'version' | 'planVersion' | 'status' | 'seatCount'> & {
  /** Default: `on-sale`. */
  readonly status?: NewEventStatus | undefined
}

export function newEvent(event: NewEvent): Event {
  const seatCount = seatIdsOf(event.plan).length
  return { ...event, version: 1, planVersion: 1, status: event.status ?? 'on-sale', seatCount }
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

/**
 * All fields of an event except its plan, as a text. Callers compare it with a text of an earlier release, so the order of
 * the fields in `summaryOf` must not change, and new ones are added at the end. Those that an event does not have are
 * left out, as by the release that does not know them.
 */
export function eventStateOf(event: EventSummary): string {
  const values = Object.values(summaryOf(event))
  const last = values.findLastIndex((value) => value !== undefined)
  return JSON.stringify(values.slice(0, last + 1))
}

type AllOf<Fields> = Readonly<Record<keyof Fields, unknown>>

/** All fields of an event except its plan. */
export function summaryOf(event: EventSummary): EventSummary {
  const { id, version, planVersion, createdAt, seatCount, name, startsAt, timeZone } = event
  const { saleOpensAt, saleClosesAt, status, accessibleReleaseAt, prices } = event
  const details = { name, startsAt, timeZone, saleOpensAt, saleClosesAt, status }
  // A field that is left out is a compile error, even if it is optional.
  return {
    id,
    version,
    planVersion,
    createdAt,
    seatCount,
    ...details,
    accessibleReleaseAt,
    prices,
  } satisfies AllOf<EventSummary>
}

export function eventRecordOf(event: EventSummary): EventRecord {
  const { startsAt, saleOpensAt, saleClosesAt, accessibleReleaseAt, createdAt } = event
  return {
    version: event.version,
    planVersion: event.planVersion,
    name: event.name,
    status: event.status,
    startsAt: startsAt?.toISOString(),
    timeZone: event.timeZone,
    saleOpensAt: saleOpensAt?.toISOString(),
    saleClosesAt: saleClosesAt?.toISOString(),
    prices: event.prices,
    accessibleReleaseAt: accessibleReleaseAt?.toISOString(),
    createdAt: createdAt.toISOString(),
    seatCount: event.seatCount,
  } satisfies AllOf<EventRecord>
}

export function eventUpdateOf({ from, to }: EventTransition): EventUpdate {
  const [before, event] = [eventRecordOf(from), eventRecordOf(to)]
  const isChanged = (detail: keyof EventDetails) =>
    JSON.stringify(before[detail]) !== JSON.stringify(event[detail])
  return { changed: EVENT_DETAILS.filter(isChanged), event }
}
