import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'

import type { ClientSeatsPort } from '../../src/application/ports/client-seats.port.ts'
import { type Booking, cancelSeats } from '../../src/domain/booking.ts'
import type { SeatAction } from '../../src/domain/history.ts'
import { confirmHold, type Hold, releaseHold } from '../../src/domain/hold.ts'
import type { SeatId } from '../../src/domain/seat.ts'
import { eventWithSeats } from '../builders/event-with-seats.ts'
import { bookedSeat, newBooking, newHold, seatChange } from '../builders/seat-change.ts'
import type { StoreUnderTest } from './seat-repository.contract.ts'

export interface ClientSeatsUnderTest extends StoreUnderTest {
  readonly repository: StoreUnderTest['repository'] & ClientSeatsPort
}

const NOW_MS = Date.parse('2026-06-01T10:05:00.000Z')
const msFromNow = (ms: number) => new Date(NOW_MS + ms)
const NOW = msFromNow(0)
const LATER = msFromNow(1)

/** What every `ClientSeatsPort` promises. */
export function clientSeatsContract(name: string, open: () => Promise<ClientSeatsUnderTest>): void {
  describe(`${name}, for the limits per client`, () => {
    let subject: ClientSeatsUnderTest
    let repository: ClientSeatsUnderTest['repository']
    beforeEach(async () => {
      subject = await open()
      repository = subject.repository
      await subject.events.addEvent(eventWithSeats('gala', ['A-1', 'A-2', 'pit:12']))
      await subject.events.addEvent(eventWithSeats('premiere', ['A-1', 'A-2']))
    })
    afterEach(async () => {
      await subject.close?.()
    })

    /** Saves a hold, with a change of this seat if it is named. */
    const save = async (
      hold: Hold,
      {
        from,
        action = 'held',
        seatId,
        at = NOW,
      }: { from?: Hold; action?: SeatAction; seatId?: SeatId; at?: Date } = {},
    ): Promise<Hold> => {
      const { eventId } = hold
      const stored = await repository.find(eventId, [seatId ?? 'A-1'])
      const seats = stored.map(({ id, version }) => ({ id, version: version + 1 }))
      const to = seats.map((seat) => ({ ...seat, status: 'available' as const }))
      const cause = { actor: 'public', requestId: 'r-1', at }
      const change = { eventId, from: stored, action, cause, hold: { from, to: hold } }
      expect(await repository.save(seatChange(to, change))).toBe('saved')
      return hold
    }
    /** Saves a booking, with a change of any seat. */
    const saveBooking = async (booking: Booking, former?: Booking): Promise<Booking> => {
      const { id: bookingId, eventId } = booking
      const from = await repository.find(eventId, ['A-2'])
      const to = from.map(({ id, version }) => bookedSeat(id, version + 1, bookingId))
      const change = seatChange(to, { eventId, from, booking: { from: former, to: booking } })
      expect(await repository.save(change)).toBe('saved')
      return booking
    }
    const book = (over: Partial<Booking>) =>
      saveBooking(newBooking({ clientId: 'client', ...over }))
    const count = (over: object = {}) =>
      repository.countClientSeats({ eventId: 'gala', clientId: 'client', now: NOW, ...over })

    test('counts the active holds of a client in all events', async () => {
      await save(newHold({ id: 'active', expiresAt: LATER }))
      await save(newHold({ id: 'over', expiresAt: NOW }))
      await save(newHold({ id: 'of another', clientId: 'another' }))
      await save(newHold({ id: 'of nobody', clientId: undefined }))
      const released = await save(newHold({ id: 'released' }))
      await save(releaseHold(released, NOW), { from: released })
      const confirmed = await save(newHold({ id: 'confirmed' }))
      await save(confirmHold(confirmed, 'b-1', NOW), { from: confirmed })
      await save(newHold({ id: 'elsewhere', eventId: 'premiere' }))

      expect(await repository.countHolds('client', NOW)).toBe(2)
      expect(await repository.countHolds('another', NOW)).toBe(1)
      expect(await repository.countHolds('nobody', NOW)).toBe(0)
    })

    test('counts the seats of the active holds of a client in an event', async () => {
      const seatIds = ['A-1', 'A-2']
      await save(newHold({ id: 'active', seatIds, expiresAt: LATER }))
      await save(newHold({ id: 'other', expiresAt: LATER }))
      await save(newHold({ id: 'over', seatIds, expiresAt: NOW }))
      await save(newHold({ id: 'of another', clientId: 'another' }))
      await save(newHold({ id: 'of nobody', clientId: undefined }))
      await save(newHold({ id: 'elsewhere', eventId: 'premiere' }))
      const ended = await save(newHold({ id: 'ended', seatIds }))
      await save(releaseHold(ended, NOW), { from: ended, action: 'released' })

      expect(await count()).toBe(3)
      expect(await count({ exceptHoldId: 'active' })).toBe(1)
      expect(await count({ clientId: 'another' })).toBe(1)
      expect(await count({ clientId: 'nobody' })).toBe(0)
      expect(await count({ eventId: 'no such' })).toBe(0)
    })

    test('counts the seats of its bookings, without the cancelled ones', async () => {
      const seatIds = ['A-1', 'A-2', 'A-3']
      await book({ id: 'b-1', code: 'CODE0001', seatIds })
      const partly = await book({ id: 'b-2', code: 'CODE0002', seatIds })
      await saveBooking({ ...partly, version: 2, cancelledSeatIds: ['A-1'] }, partly)
      await book({ id: 'b-3', code: 'CODE0003', clientId: 'another' })
      await book({ id: 'b-4', code: 'CODE0004', clientId: undefined })
      await book({ id: 'b-5', code: 'CODE0005', eventId: 'premiere' })
      const gone = await book({ id: 'b-6', code: 'CODE0006', seatIds })
      await saveBooking(cancelSeats(gone, gone.seatIds, NOW), gone)
      const gradually = await book({ id: 'b-7', code: 'CODE0007', seatIds })
      const almost = await saveBooking(cancelSeats(gradually, ['A-1', 'A-2'], NOW), gradually)
      await saveBooking(cancelSeats(almost, ['A-3'], NOW), almost)
      await save(newHold({ expiresAt: LATER }))

      expect(await count()).toBe(6)
      expect(await count({ clientId: 'another' })).toBe(1)
    })

    const lastRelease = (over: object = {}) =>
      repository.lastReleaseTime({
        eventId: 'gala',
        clientId: 'client',
        seatIds: ['A-1'],
        areaIds: [],
        since: msFromNow(-1_000),
        now: NOW,
        ...over,
      })

    test('finds when a client released a seat', async () => {
      const hold = await save(newHold({ seatIds: ['A-1', 'A-2'], expiresAt: LATER }))
      const rest = { ...hold, version: 2, seatIds: ['A-2'] }
      await save(rest, { from: hold, action: 'released', seatId: 'A-1', at: msFromNow(-500) })

      expect(await lastRelease()).toEqual(msFromNow(-500))
      expect(await lastRelease({ seatIds: ['A-2', 'A-1'] })).toEqual(msFromNow(-500))
      expect(await lastRelease({ seatIds: ['A-2'] })).toBeUndefined()
      expect(await lastRelease({ since: msFromNow(-500) })).toBeUndefined()
      expect(await lastRelease({ clientId: 'another' })).toBeUndefined()
      expect(await lastRelease({ eventId: 'premiere' })).toBeUndefined()
    })

    test('finds when a client released any place of a standing area', async () => {
      const area = { seatIds: [], areaIds: ['A', 'pit'] }
      const hold = await save(newHold({ seatIds: ['pit:7', 'A-1', 'pit:12'], expiresAt: LATER }))
      const rest = { ...hold, version: 2, seatIds: ['pit:7', 'A-1'] }
      const partly = { from: hold, action: 'released', at: msFromNow(-500) } as const
      await save(rest, { ...partly, seatId: 'pit:12' })

      expect(await lastRelease(area)).toEqual(msFromNow(-500))
      expect(
        await lastRelease({ ...area, areaIds: ['pi', 'pit:1', 'it', '', 'A'] }),
      ).toBeUndefined()
      expect(await lastRelease({ ...area, since: msFromNow(-500) })).toBeUndefined()
      expect(await lastRelease({ ...area, clientId: 'another' })).toBeUndefined()
      expect(await lastRelease({ ...area, eventId: 'premiere' })).toBeUndefined()
      expect(await lastRelease()).toBeUndefined()
    })

    test('finds when a hold of any place of a standing area expired', async () => {
      const expiresAt = msFromNow(-500)
      await save(newHold({ seatIds: ['A-2', 'pit:7'], expiresAt }))

      expect(await lastRelease({ areaIds: ['pit'] })).toEqual(expiresAt)
      expect(await lastRelease({ areaIds: ['lawn'] })).toBeUndefined()
    })

    test('finds when a hold of a seat expired, whether that is recorded or not', async () => {
      const expiresAt = msFromNow(-500)
      const hold = await save(newHold({ seatIds: ['A-1', 'A-2'], expiresAt }))
      expect(await lastRelease()).toEqual(expiresAt)
      expect(await lastRelease({ seatIds: ['A-2'] })).toEqual(expiresAt)
      expect(await lastRelease({ seatIds: ['A-3'] })).toBeUndefined()
      expect(await lastRelease({ since: expiresAt })).toBeUndefined()
      expect(await lastRelease({ clientId: 'another' })).toBeUndefined()

      const swept = await save({ ...hold, version: 2 }, { from: hold, action: 'expired' })
      expect(await lastRelease()).toEqual(expiresAt)

      await save(releaseHold(swept, NOW), { from: swept, action: 'extended' })
      expect(await lastRelease()).toEqual(expiresAt)
    })

    test('finds when a hold expired that was released after another had taken its seat', async () => {
      const expiresAt = msFromNow(-500)
      const hold = await save(newHold({ seatIds: ['A-1', 'pit:12'], expiresAt }))
      await save(releaseHold(hold, NOW), { from: hold, seatId: 'A-2' })

      expect(await lastRelease()).toEqual(expiresAt)
      expect(await lastRelease({ seatIds: [], areaIds: ['pit'] })).toEqual(expiresAt)
      expect(await lastRelease({ seatIds: ['A-2'] })).toBeUndefined()
      expect(await lastRelease({ since: expiresAt })).toBeUndefined()
      expect(await lastRelease({ clientId: 'another' })).toBeUndefined()
    })

    test('finds no release of a seat that is still held, or was booked from its hold', async () => {
      const hold = await save(newHold({ expiresAt: LATER }))
      expect(await lastRelease()).toBeUndefined()

      const late = await save(newHold({ id: 'h-2', expiresAt: msFromNow(-500) }))
      const confirmed = confirmHold(late, 'b-1', NOW)
      await save(confirmed, { from: late, action: 'confirmed' })
      expect(await lastRelease()).toBeUndefined()
      expect(hold.end).toBeUndefined()
    })

    test('finds the latest of several releases', async () => {
      for (const [id, ms] of [
        ['h-1', -300],
        ['h-2', -100],
        ['h-3', -200],
      ] as const) {
        const hold = await save(newHold({ id, expiresAt: LATER }))
        const at = msFromNow(ms)
        await save(releaseHold(hold, at), { from: hold, action: 'released', at })
      }

      expect(await lastRelease()).toEqual(msFromNow(-100))
    })
  })
}
