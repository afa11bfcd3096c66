import { type Event, eventRecordOf, type EventSummary, type EventUpdate } from './event.ts'
import type { Cause } from './history.ts'
import type { Seat, SeatId } from './seat.ts'
import { type BookAs, type PlanSeat, seatIdsOf, type SeatingPlan } from './seating-plan.ts'

/**
 * The most seats that a replacement adds and removes, together. Their rows are written in one transaction, which must
 * not delay bookings. Changes of other seats are not counted: they only change the plan.
 */
export const REPLACED_SEATS_MAX = 10_000

/** What can change about a seat that both plans have. */
export const SEAT_FIELDS = [
  ...(['zone', 'row', 'number', 'category', 'position'] as const),
  ...(['accessible', 'companionOf', 'restrictedView', 'bookAs'] as const),
]

export type SeatField = (typeof SEAT_FIELDS)[number]

export interface ChangedSeat {
  readonly seatId: SeatId
  /** At least one. */
  readonly fields: readonly SeatField[]
}

/** How the seats of two plans of an event differ. */
export interface PlanDifferences {
  /** The seats that only the new plan has, in its order. */
  readonly added: readonly SeatId[]
  /** The seats that only the former plan has, in its order. */
  readonly removed: readonly SeatId[]
  /** The other seats that are different in the new plan, in its order. */
  readonly changed: readonly ChangedSeat[]
}

/** A replacement of the plan of an event: the state as it was read, the next state, and why it changes. */
export interface PlanReplacement {
  readonly from: EventSummary
  readonly to: Event
  /** They become available. */
  readonly added: readonly SeatId[]
  /** The seats that the event loses, as they were read: available, without an expired hold. */
  readonly removed: readonly Seat[]
  readonly cause: Cause
}

/** Returns the event with this plan, or the same event if it has the plan already. */
export function withPlan(event: Event, plan: SeatingPlan): Event {
  if (JSON.stringify(plan) === JSON.stringify(event.plan)) return event
  const version = event.version + 1
  return { ...event, plan, seatCount: seatIdsOf(plan).length, version, planVersion: version }
}

/** What the history records about a replacement. */
export function planUpdateOf({ to }: Pick<PlanReplacement, 'to'>): EventUpdate {
  return { changed: ['plan'], event: eventRecordOf(to) }
}

/**
 * Whether two states of an event have the same plan. An event that was deleted and created again has another time of
 * creation.
 */
export function hasSamePlan(event: EventSummary, other: EventSummary): boolean {
  return (
    event.planVersion === other.planVersion &&
    event.createdAt.getTime() === other.createdAt.getTime()
  )
}

interface PlacedSeat extends PlanSeat {
  readonly zone: string
  /** Of its zone or row. */
  readonly bookAs: BookAs | undefined
}

/** Compares the seats of two plans. Seats with the same id are the same seat. */
export function comparePlans(former: SeatingPlan, next: SeatingPlan): PlanDifferences {
  const before = seatsOf(former)
  const after = seatsOf(next)
  const differences = { added: [] as SeatId[], changed: [] as ChangedSeat[] }
  for (const [seatId, seat] of after) {
    const known = before.get(seatId)
    const fields = known ? changedFields(known, seat) : []
    if (!known) differences.added.push(seatId)
    else if (fields.length > 0) differences.changed.push({ seatId, fields })
  }
  const removed = Array.from(before.keys()).filter((seatId) => !after.has(seatId))
  return { ...differences, removed }
}

/** Whether one replacement may add and remove all these seats. */
export function isWithinReplacedMax({ added, removed }: PlanDifferences): boolean {
  return added.length + removed.length <= REPLACED_SEATS_MAX
}

function seatsOf({ zones }: SeatingPlan): ReadonlyMap<SeatId, PlacedSeat> {
  const seats = new Map<SeatId, PlacedSeat>()
  for (const zone of zones) {
    for (const row of zone.rows) {
      const shared = { zone: zone.name, bookAs: zone.bookAs ?? row.bookAs }
      for (const seat of row.seats) seats.set(seat.id, { ...seat, ...shared })
    }
  }
  return seats
}

function changedFields(before: PlacedSeat, after: PlacedSeat): SeatField[] {
  return SEAT_FIELDS.filter((field) =>
    field === 'position'
      ? before.position.x !== after.position.x || before.position.y !== after.position.y
      : before[field] !== after[field],
  )
}
