import type { InMemorySeatRepository } from '../../src/adapters/memory/in-memory-seat-repository.ts'
import type { SeatChange } from '../../src/application/ports/seat-repository.port.ts'
import { currentSeatIds } from '../../src/domain/booking.ts'
import { holdStatusAt } from '../../src/domain/hold.ts'
import * as seat from '../model/seat-operations.ts'
import { ALL_SEATS, EVENT_ID, START_MS } from './hall.ts'
import type { Asked, Effect, History } from './history.ts'
import type { Saved } from './simulated-store.ts'

/** The requests of the periodic tasks. */
export const SWEEP_ID = 'sweep'

/** The deadlines of all holds, also as seen by clocks that are behind. */
export function deadlinesOf(log: readonly Saved[], behindMs: ReadonlySet<number>): Set<number> {
  const deadlines = log.flatMap(({ change: { hold } }) =>
    hold ? [hold.to.expiresAt.getTime() - START_MS] : [],
  )
  return new Set(deadlines.flatMap((ms) => Array.from(behindMs, (behind) => ms + behind)))
}

/** The number of holds that have expired, neither released nor confirmed before. */
export function countExpired(log: readonly Saved[], nowMs: number): number {
  const holds = new Map(
    log.flatMap(({ change: { hold } }) => (hold ? [[hold.to.id, hold.to]] : [])),
  )
  const at = new Date(START_MS + nowMs)
  return holds
    .values()
    .reduce((count, hold) => count + Number(holdStatusAt(hold, at) === 'expired'), 0)
}

/**
 * Compares what the clients were told with what was saved. Adds the effects of what was saved without an answer to the
 * history.
 */
export function auditRequests(history: History, log: readonly Saved[]): string[] {
  const violations: string[] = []
  const byRequest = Map.groupBy(log, ({ change }) => change.cause.requestId)
  const known = new Set([SWEEP_ID])
  for (const asked of history.asked) {
    const saved = asked.tries.flatMap(({ requestId }) => byRequest.get(requestId) ?? [])
    for (const { requestId } of asked.tries) known.add(requestId)
    violations.push(...auditRequest(asked, saved, history))
    for (const { change, moment } of saved) {
      if (moment <= (asked.grantedAt ?? -1) && !isUnanswered(asked, change)) continue
      history.add(`${asked.name}, unknown`, effectsOf(change), moment, moment)
    }
  }
  for (const { asked, sent } of history.gone) {
    // It is not gone if no later change has moved or cancelled seats of it.
    const ofBooking = log.filter(({ change }) => change.booking?.to.id === asked.resultId)
    const isUntouched =
      ofBooking.length > 0 && ofBooking.every(({ change }) => !change.booking?.from)
    if (isUntouched && !history.isMisled(sent))
      violations.push(`${asked.name}: told gone, but ${asked.resultId} is stored`)
  }
  const untraced = [...byRequest.keys()].filter((requestId) => !known.has(requestId))
  return [...violations, ...untraced.map((id) => `a change of ${id}, which no client has sent`)]
}

function auditRequest(asked: Asked, saved: readonly Saved[], history: History): string[] {
  const { name, outcome, resultId } = asked
  const executed = saved.filter(({ change }) => change.hold ?? change.booking ?? isBlock(change))
  const violations: string[] = []
  if (executed.length > 1) violations.push(`${name}: was executed ${executed.length} times`)
  if (outcome === 'refused' && saved.some((one) => !isExcused(asked, one, history))) {
    violations.push(`${name}: was refused, but saved`)
  }
  const isStored = saved.some(({ change: { hold, booking } }) =>
    [hold?.to.id, booking?.to.id].includes(resultId),
  )
  if (resultId !== undefined && !isStored) violations.push(`${name}: ${resultId} was lost`)
  return violations
}

/** Whether the last answer was possible although an earlier try was saved: it was saved later, or read too late. */
function isExcused({ tries }: Asked, { change, moment }: Saved, history: History): boolean {
  const own = tries.find(({ requestId }) => requestId === change.cause.requestId)
  const last = tries.findLast(({ isUnknown }) => !isUnknown)
  if (!own?.isUnknown || !last) return false
  return moment > last.start || history.isMisled(last)
}

/**
 * Whether the answer that granted the request does not cover this change: a try that found its seats in its hold already
 * is not stored, so another one that came after the end of that hold has placed a new hold (docs/http.md).
 */
function isUnanswered({ resultId }: Asked, { hold }: SeatChange): boolean {
  return hold !== undefined && !hold.from && hold.to.id !== resultId
}

function isBlock({ action }: SeatChange): boolean {
  return action === 'blocked' || action === 'unblocked'
}

/** The effects of a saved change. */
function effectsOf({ action, seats, hold, booking }: SeatChange): readonly Effect[] {
  const [holdId, bookingId] = [hold?.to.id ?? '', booking?.to.id ?? '']
  const onSaved = (apply: seat.Apply): Effect[] => seats.map(({ to }) => [to.id, apply])
  const onAll = (apply: seat.Apply): Effect[] => ALL_SEATS.map((seatId) => [seatId, apply])
  switch (action) {
    case 'held':
    case 'extended':
      return onSaved(seat.held(holdId, (hold?.to.expiresAt.getTime() ?? 0) - START_MS))
    case 'released':
      return hold?.to.end ? onAll(seat.released(holdId)) : onSaved(seat.leftBy(holdId))
    case 'confirmed':
      return onSaved(seat.confirmed(holdId, bookingId))
    case 'booked':
      return onSaved(seat.booked(bookingId))
    case 'cancelled':
      return booking?.to.cancelledAt
        ? onAll(seat.cancelled(bookingId))
        : onSaved(seat.seatCancelled(bookingId))
    case 'moved':
      return seats.map(({ to }) => {
        const isLeft = to.status === 'available'
        return [to.id, isLeft ? seat.movedFrom(bookingId) : seat.movedTo(bookingId)]
      })
    case 'blocked':
      return onSaved(seat.blocked)
    case 'unblocked':
      return onSaved(seat.unblocked)
    case 'expired':
    case 'reference-changed':
      return []
  }
}

/** The stored state of each seat, as operations. */
export async function storedStates(store: InMemorySeatRepository): Promise<readonly Effect[]> {
  const stored = await store.find(EVENT_ID, ALL_SEATS)
  return stored.map((one) => [one.id, seat.storedAs(one)])
}

/** Compares the stored seats with the stored holds and bookings: a change of several is all or none. */
export async function auditStore(store: InMemorySeatRepository, nowMs: number): Promise<string[]> {
  const at = new Date(START_MS + nowMs)
  const seats = await store.find(EVENT_ID, ALL_SEATS)
  const bookings = await store.findBookings({ eventId: EVENT_ID, limit: 1_000 })
  const holds = await store.activeHolds({ eventId: EVENT_ID, at, countMax: 1_000 })
  const violations: string[] = []
  for (const stored of seats) {
    const owners = bookings.filter((booking) => currentSeatIds(booking).includes(stored.id))
    const bookingId = stored.status === 'booked' ? stored.bookingId : undefined
    if (owners.length > 1) violations.push(`${stored.id} belongs to ${owners.length} bookings`)
    if (owners[0]?.id !== bookingId) violations.push(`${stored.id} is not as in its booking`)
    const holders = holds.filter(({ seatIds }) => seatIds.includes(stored.id))
    const isHeld = stored.status === 'held' && stored.heldUntil > at
    const holdId = isHeld ? stored.holdId : undefined
    if (holders.length > 1) violations.push(`${stored.id} belongs to ${holders.length} holds`)
    if (holders[0]?.id !== holdId) violations.push(`${stored.id} is not as in its hold`)
  }
  return violations
}
