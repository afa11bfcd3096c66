import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'

import type {
  RememberedRequest,
  SeatRepositoryPort,
} from '../../src/application/ports/seat-repository.port.ts'
import type { SeatingPort } from '../../src/application/ports/seating.port.ts'
import { newSeat } from '../../src/domain/seat.ts'
import { bookedSeat as booked, seatChange as change } from '../support/seat-change.ts'

export interface RepositoryUnderTest {
  /** Without any event that the suite knows. */
  readonly repository: SeatRepositoryPort & SeatingPort
  readonly close?: () => Promise<void>
}

const CALLERS = 60
/** Other scripts, quotes, and whatever else a seating plan may name a seat. */
const ODD = `Ä 座 {*} "',\\ %00 ${'x'.repeat(100)}`

/** What every `SeatRepositoryPort` promises. */
export function seatRepositoryContract(
  name: string,
  open: () => Promise<RepositoryUnderTest>,
): void {
  describe(`${name}, as a seat repository`, () => {
    let subject: RepositoryUnderTest
    let repository: RepositoryUnderTest['repository']
    beforeEach(async () => {
      subject = await open()
      repository = subject.repository
      await repository.addSeats('gala', ['A-1', 'A-2', 'A-3', ODD])
      await repository.addSeats('premiere', ['A-1'])
    })
    afterEach(async () => {
      await subject.close?.()
    })

    test('finds seats in the order asked for, and leaves out unknown ones', async () => {
      expect(await repository.find('gala', ['A-3', 'Z-9', 'A-1', ODD])).toEqual([
        newSeat('A-3'),
        newSeat('A-1'),
        newSeat(ODD),
      ])
      expect(await repository.find('no such event', ['A-1'])).toEqual([])
    })

    test('saves the next version of a seat, with all that the booking says', async () => {
      const seat = booked('A-1', 1)

      expect(await repository.save(change([seat]))).toBe('saved')
      expect(await repository.find('gala', ['A-1'])).toEqual([seat])
    })

    test('keeps the seats of one event apart from those of another', async () => {
      await repository.save(change([booked('A-1', 1)]))

      expect(await repository.find('premiere', ['A-1'])).toEqual([newSeat('A-1')])
    })

    test.each([0, 2, 3])('refuses version %d of a seat that is at version 0', async (version) => {
      const refused = change([booked('A-1', version)])

      expect(await repository.save(refused)).toBe('conflict')
      expect(await repository.find('gala', ['A-1'])).toEqual([newSeat('A-1')])
    })

    test('refuses the same change a second time', async () => {
      const same = change([booked('A-1', 1)])
      await repository.save(same)

      expect(await repository.save(same)).toBe('conflict')
    })

    test('refuses a seat, or an event, that it does not know', async () => {
      const seats = [booked('Z-9', 1)]

      expect(await repository.save(change(seats))).toBe('conflict')
      expect(await repository.save(change(seats, { eventId: 'no such event' }))).toBe('conflict')
      expect(await repository.find('gala', ['Z-9'])).toEqual([])
    })

    test('refuses a change of nothing, and does not remember its request', async () => {
      const request = { key: 'k-1', fingerprint: '', bookingId: 'b-1' }

      expect(await repository.save(change([], { request }))).toBe('conflict')
      expect(await repository.recall('gala', 'k-1')).toBeUndefined()
    })

    test('saves several seats whole or not at all', async () => {
      await repository.save(change([booked('A-2', 1)]))

      const overlapping = [booked('A-1', 1, 'b-2'), booked('A-2', 1, 'b-2')]
      expect(await repository.save(change(overlapping))).toBe('conflict')
      expect(await repository.find('gala', ['A-1', 'A-2'])).toEqual([
        newSeat('A-1'),
        booked('A-2', 1),
      ])

      const free = [booked('A-1', 1, 'b-2'), booked('A-3', 1, 'b-2')]
      expect(await repository.save(change(free))).toBe('saved')
      expect(await repository.find('gala', ['A-1', 'A-3'])).toEqual(free)
    })

    test(`lets exactly one of ${CALLERS} racing writers through`, async () => {
      const seats = Array.from({ length: CALLERS }, (_, i) => booked('A-1', 1, `b-${i}`))
      const outcomes = await Promise.all(seats.map((seat) => repository.save(change([seat]))))

      const winners = seats.filter((_, i) => outcomes[i] === 'saved')
      expect(winners).toHaveLength(1)
      expect(await repository.find('gala', ['A-1'])).toEqual(winners)
    })

    test('frees a booked seat again, and lets it be booked by another', async () => {
      await repository.save(change([booked('A-1', 1)]))
      const free = { id: 'A-1', version: 2, status: 'available' } as const

      expect(await repository.save(change([free]))).toBe('saved')
      expect(await repository.find('gala', ['A-1'])).toEqual([free])
      expect(await repository.save(change([booked('A-1', 3, 'b-2')]))).toBe('saved')
      expect(await repository.find('gala', ['A-1'])).toEqual([booked('A-1', 3, 'b-2')])
    })

    test('adds seats that are new, and leaves alone those that are there', async () => {
      await repository.save(change([booked('A-1', 1)]))
      await repository.addSeats('gala', ['A-1', 'A-4'])

      expect(await repository.find('gala', ['A-1', 'A-4'])).toEqual([
        booked('A-1', 1),
        newSeat('A-4'),
      ])
    })

    test(`never mixes the changes of ${CALLERS} writers who race for overlapping pairs`, async () => {
      const ids = Array.from({ length: 6 }, (_, i) => `P-${i}`)
      await repository.addSeats('gala', ids)
      const pairs = Array.from({ length: CALLERS }, (_, i) => {
        const pair = [`P-${i % 6}`, `P-${(i + 1) % 6}`].map((id) => booked(id, 1, `b-${i}`))
        return i % 4 < 2 ? pair : pair.reverse()
      })
      const outcomes = await Promise.all(pairs.map((pair) => repository.save(change(pair))))

      const winners = pairs.filter((_, i) => outcomes[i] === 'saved').flat()
      expect(winners.length).toBeGreaterThanOrEqual(4)
      expect(new Set(winners.map((seat) => seat.id)).size).toBe(winners.length)
      const stored = await repository.find('gala', ids)
      const isBooked = stored.filter((seat) => seat.status === 'booked')
      expect(isBooked).toHaveLength(winners.length)
      expect(isBooked).toEqual(expect.arrayContaining(winners))
    })

    describe('of requests that may be repeated', () => {
      const request: RememberedRequest = { key: 'k-1', fingerprint: 'A-1', bookingId: 'b-1' }

      test('remembers one together with its change', async () => {
        expect(await repository.recall('gala', 'k-1')).toBeUndefined()
        await repository.save(change([booked('A-1', 1)], { request }))

        expect(await repository.recall('gala', 'k-1')).toEqual(request)
        expect(await repository.recall('gala', 'k-2')).toBeUndefined()
        expect(await repository.recall('premiere', 'k-1')).toBeUndefined()
      })

      test('does not remember one whose change was refused', async () => {
        await repository.save(change([booked('A-1', 2)], { request }))

        expect(await repository.recall('gala', 'k-1')).toBeUndefined()
      })

      test('refuses a change whose key was used for another', async () => {
        await repository.save(change([booked('A-1', 1)], { request }))
        const other = change([booked('A-2', 1, 'b-2')], {
          request: { ...request, bookingId: 'b-2' },
        })

        expect(await repository.save(other)).toBe('conflict')
        expect(await repository.find('gala', ['A-2'])).toEqual([newSeat('A-2')])
        expect(await repository.recall('gala', 'k-1')).toEqual(request)
      })

      test(`lets exactly one of ${CALLERS} through who race with one key for seats of their own`, async () => {
        const ids = Array.from({ length: CALLERS }, (_, i) => `K-${i}`)
        await repository.addSeats('gala', ids)
        const outcomes = await Promise.all(
          ids.map((id) =>
            repository.save(
              change([booked(id, 1, `b-${id}`)], {
                request: { ...request, bookingId: `b-${id}` },
              }),
            ),
          ),
        )

        const winners = ids.filter((_, i) => outcomes[i] === 'saved')
        expect(winners).toHaveLength(1)
        const stored = await repository.find('gala', ids)
        expect(stored.filter((seat) => seat.status === 'booked').map((seat) => seat.id)).toEqual(
          winners,
        )
        expect(await repository.recall('gala', 'k-1')).toMatchObject({
          bookingId: `b-${winners[0]}`,
        })
      })
    })
  })
}
