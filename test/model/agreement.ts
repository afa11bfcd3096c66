import { expect } from '@jest/globals'

import type { AvailabilityView } from '../../src/application/event-seats/event-seats.ts'
import type { Booking } from '../../src/domain/booking.ts'
import { EVENT_ACTION, type SeatAction, type SeatEntry } from '../../src/domain/history.ts'
import { type Hold, holdStatusAt } from '../../src/domain/hold.ts'
import {
  currentOf,
  type HallModel,
  type ModelBooking,
  type ModelHold,
  type ModelState,
} from './hall-model.ts'
import { isActive } from './hold-rules.ts'
import { freePlaces } from './place-rules.ts'
import type { Service } from './service.ts'
import { AREA, PLACES, SEAT_IDS } from './small-hall.ts'

/** The possible last actions for each status of a seat. */
const LAST_ACTIONS: Record<ModelState['status'], readonly SeatAction[]> = {
  available: ['released', 'expired', 'cancelled', 'moved', 'unblocked'],
  held: ['held', 'extended'],
  booked: ['booked', 'confirmed', 'moved'],
  blocked: ['blocked'],
}

/** Every seat has the state and the version of the model. */
export async function agreeOnSeats(model: HallModel, { store, eventId }: Service): Promise<void> {
  const seats = await store.seats.find(eventId, SEAT_IDS)
  const expected = [...model.seats].map(([id, { state, version }]) => {
    if (state.status !== 'held') return { id, version, ...state }
    const { status, holdId, untilMs } = state
    return { id, version, status, holdId, heldUntil: new Date(untilMs) }
  })
  expect(seats).toEqual(expected)
}

/**
 * Every reader of the hall gets exactly the seats that are not available, and of the area the number of those that are.
 * @param seen the views by tag
 */
export function agreeOnAvailability(
  model: HallModel,
  view: AvailabilityView | undefined,
  seen: Map<string, string>,
): void {
  const taken = view?.unavailable.flat() ?? []
  const told = new Map(taken.map(({ id, status }) => [id, status]))
  const seats = SEAT_IDS.filter((seatId) => !PLACES.includes(seatId))
  const content: string[] = seats.map((seatId) => told.get(seatId) ?? 'available')
  expect(content).toEqual(seats.map((seatId) => model.statusOf(seatId)))
  const takenCount = content.filter((status) => status !== 'available').length
  expect(taken).toHaveLength(takenCount)
  const available = freePlaces(model).length
  expect(view?.areas).toEqual([{ areaId: AREA.areaId, capacity: AREA.capacity, available }])
  content.push(`${available} places`)
  expect(view?.revision).toBe(model.revision)

  // Views with the same tag are equal.
  const tag = view?.tag ?? ''
  expect(seen.get(tag) ?? content.join()).toBe(content.join())
  seen.set(tag, content.join())
}

/** The stored holds and bookings match the seats. */
export async function agreeOnRecords(model: HallModel, { store, clock }: Service): Promise<void> {
  const holds = await Promise.all(model.holds.map(({ id }) => store.seats.findHold(id)))
  expect(holds.map((hold) => hold && readOf(hold, clock.now()))).toEqual(
    model.holds.map((hold) => recordOf(model, hold)),
  )

  const bookings = await Promise.all(model.bookings.map(({ id }) => store.seats.findBooking(id)))
  expect(bookings.map((booking) => booking && bookingAsRead(booking))).toEqual(
    model.bookings.map(recordOfBooking),
  )
  for (const booking of model.bookings) {
    const { id } = booking
    const booked = model.seatsWhere((state) => state.status === 'booked' && state.bookingId === id)
    expect(booked.sort()).toEqual(currentOf(booking).sort())
  }
}

/** The lists of bookings have exactly those that meet the conditions. */
export async function agreeOnBookings(model: HallModel, service: Service): Promise<void> {
  const { store, eventId } = service
  const expectList = async (query: object, matches: (booking: ModelBooking) => boolean) => {
    const found = await store.seats.findBookings({ eventId, limit: 10_000, ...query })
    const expected = model.bookings.filter(matches)
    expect(found.map(({ id }) => id).sort()).toEqual(expected.map(({ id }) => id).sort())
  }
  const seatId = SEAT_IDS[model.revision % SEAT_IDS.length] ?? ''
  await expectList({ seatId }, ({ past }) => past.has(seatId))
  await expectList({ status: 'partially-cancelled' }, (booking) => {
    return booking.cancelled.length > 0 && currentOf(booking).length > 0
  })
  await expectList({ reference: 'order 1' }, ({ reference }) => reference === 'order 1')
}

function bookingAsRead(booking: Booking): unknown[] {
  const { code, seatIds, cancelledSeatIds, cancelledAt, reference } = booking
  return [code, seatIds, [...cancelledSeatIds].sort(), cancelledAt !== undefined, reference]
}

function recordOfBooking(booking: ModelBooking): unknown[] {
  const { code, seatIds, cancelled, reference } = booking
  return [code, seatIds, [...cancelled].sort(), currentOf(booking).length === 0, reference]
}

/** A hold as it is read. */
function readOf(hold: Hold, now: Date): unknown[] {
  const { code, version, seatIds, expiresAt, end } = hold
  return [code, version, holdStatusAt(hold, now), seatIds, expiresAt, end]
}

function recordOf(model: HallModel, hold: ModelHold): unknown[] {
  const { code, version, seatIds, untilMs, end } = hold
  const kind = end === 'released' ? { kind: end } : end && { kind: 'confirmed', ...end }
  const status = kind?.kind ?? (isActive(model, hold) ? 'active' : 'expired')
  return [code, version, status, seatIds, new Date(untilMs), kind]
}

/** The history has every version of every seat, and every revision. */
export async function agreeOnHistory(model: HallModel, { store, eventId }: Service): Promise<void> {
  const all = await store.seats.history({ eventId, limit: 10_000 })
  const entries = all.filter((entry) => entry.action !== EVENT_ACTION)
  const changes = [...Map.groupBy(entries, ({ revision }) => revision)]
  expect(changes.map(([revision]) => revision)).toEqual(upTo(model.revision))
  const ordinals = changes.map(([, changed]) => changed.map(({ ordinal }) => ordinal + 1))
  expect(ordinals).toEqual(changes.map(([, changed]) => upTo(changed.length)))

  const bySeat = Map.groupBy(entries, ({ seatId }) => seatId)
  const versions = SEAT_IDS.map((seatId) => bySeat.get(seatId)?.map(({ version }) => version) ?? [])
  expect(versions).toEqual(SEAT_IDS.map((seatId) => upTo(model.seats.get(seatId)?.version ?? 0)))
  for (const [seatId, { state }] of model.seats) expectToFit(state, bySeat.get(seatId)?.at(-1))
}

/** The last action of each seat matches its status. */
function expectToFit(state: ModelState, last: SeatEntry | undefined): void {
  if (!last) return
  expect(LAST_ACTIONS[state.status]).toContain(last.action)
  if (state.status === 'held') expect(last.holdId).toBe(state.holdId)
  if (state.status === 'booked') expect(last.bookingId).toBe(state.bookingId)
}

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1)
