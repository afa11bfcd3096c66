import { type Event, eventRecordOf, type EventSummary, type EventUpdate } from './event.ts'
import type { Cause } from './history.ts'
import type { Seat, SeatId } from './seat.ts'
import {
  type AreaId,
  type BookAs,
  placeIdsOf,
  type PlanSeat,
  seatIdsOf,
  type SeatingPlan,
} from './seating-plan.ts'
import { StandingAreas } from './standing-areas.ts'

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

/** A standing area that has another capacity, zone or category. */
export interface ChangedArea {
  readonly areaId: AreaId
  /** Its capacity in the former plan, 0 if that does not have it. */
  readonly from: number
  /** Its capacity in the new plan, 0 if that does not have it. */
  readonly to: number
}

/** How the seats of two plans of an event differ. */
export interface PlanDifferences {
  /**
   * The seats whose id the former plan has neither as a seat nor as a place, in the order of the new plan. A place that
   * becomes a seat with its id, or the reverse, is in no list.
   */
  readonly added: readonly SeatId[]
  /** The seats whose id the new plan has neither as a seat nor as a place, in the order of the former plan. */
  readonly removed: readonly SeatId[]
  readonly addedPlaces: readonly SeatId[]
  readonly removedPlaces: readonly SeatId[]
  readonly areas: readonly ChangedArea[]
  /** The seats of both plans that are different in the new one, in its order. */
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

/** Compares the seats and places of two plans. Those with the same id are the same. */
export function comparePlans(former: SeatingPlan, next: SeatingPlan): PlanDifferences {
  const [before, after] = [seatsOf(former), seatsOf(next)]
  const [placesBefore, placesAfter] = [placesOf(former), placesOf(next)]
  const isNew = (seatId: SeatId) => !before.has(seatId) && !placesBefore.has(seatId)
  const isGone = (seatId: SeatId) => !after.has(seatId) && !placesAfter.has(seatId)
  return {
    added: Array.from(after.keys()).filter(isNew),
    removed: Array.from(before.keys()).filter(isGone),
    addedPlaces: Array.from(placesAfter).filter(isNew),
    removedPlaces: Array.from(placesBefore).filter(isGone),
    areas: changedAreas(new StandingAreas(former), new StandingAreas(next)),
    changed: Array.from(after.values()).flatMap((seat) => changedSeat(before.get(seat.id), seat)),
  }
}

/** Whether one replacement may add and remove all these seats and places. */
export function isWithinReplacedMax(differences: PlanDifferences): boolean {
  const { added, removed, addedPlaces, removedPlaces } = differences
  const count = added.length + removed.length + addedPlaces.length + removedPlaces.length
  return count <= REPLACED_SEATS_MAX
}

function placesOf(plan: SeatingPlan): ReadonlySet<SeatId> {
  return new Set(new StandingAreas(plan).list.flatMap(placeIdsOf))
}

/** In the order of the new plan, and then those that it does not have. */
function changedAreas(former: StandingAreas, next: StandingAreas): ChangedArea[] {
  const removed = former.list.filter(({ id }) => !next.find(id))
  return [...next.list, ...removed].flatMap(({ id: areaId }) => {
    const [before, after] = [former.find(areaId), next.find(areaId)]
    const isSame =
      before?.capacity === after?.capacity &&
      before?.zone === after?.zone &&
      before?.category === after?.category
    return isSame ? [] : { areaId, from: before?.capacity ?? 0, to: after?.capacity ?? 0 }
  })
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

function changedSeat(before: PlacedSeat | undefined, after: PlacedSeat): ChangedSeat[] {
  const fields = before ? changedFields(before, after) : []
  return fields.length > 0 ? [{ seatId: after.id, fields }] : []
}

function changedFields(before: PlacedSeat, after: PlacedSeat): SeatField[] {
  return SEAT_FIELDS.filter((field) =>
    field === 'position'
      ? before.position.x !== after.position.x || before.position.y !== after.position.y
      : before[field] !== after[field],
  )
}
