import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'

import type { RequestMemoryPort } from '../../src/application/ports/request-memory.port.ts'
import { bookedSeat, seatChange } from '../support/seat-change.ts'
import type { RepositoryUnderTest } from './seat-repository.contract.ts'

export interface MemoryUnderTest extends RepositoryUnderTest {
  readonly repository: RepositoryUnderTest['repository'] & RequestMemoryPort
}

const HOUR_MS = 3_600_000
const FIRST_AT_MS = Date.parse('2026-06-01T10:00:00Z')
const REQUESTS = 5

/** What every `RequestMemoryPort` promises. */
export function requestMemoryContract(name: string, open: () => Promise<MemoryUnderTest>): void {
  describe(`${name}, as a memory of requests`, () => {
    let subject: MemoryUnderTest
    let repository: MemoryUnderTest['repository']
    /** Five requests, k-0 to k-4, an hour apart. */
    beforeEach(async () => {
      subject = await open()
      repository = subject.repository
      const ids = Array.from({ length: REQUESTS }, (_, i) => `A-${i}`)
      await repository.addSeats('gala', ids)
      for (const [i, id] of ids.entries()) {
        const cause = { actor: 'public', requestId: 'r', at: hours(i) }
        const request = { key: `k-${i}`, fingerprint: id, bookingId: `b-${i}` }
        await repository.save(seatChange([bookedSeat(id, 1, `b-${i}`)], { cause, request }))
      }
    })
    afterEach(async () => {
      await subject.close?.()
    })

    const hours = (count: number) => new Date(FIRST_AT_MS + count * HOUR_MS)
    const remembered = async () => {
      const keys = Array.from({ length: REQUESTS }, (_, i) => `k-${i}`)
      const found = await Promise.all(keys.map((key) => repository.recall('gala', key)))
      return keys.filter((_, i) => found[i])
    }

    test('forgets what is older than was asked for, and nothing else', async () => {
      expect(await repository.forget({ savedBefore: hours(2), countMax: 100 })).toBe(2)
      expect(await remembered()).toEqual(['k-2', 'k-3', 'k-4'])
      expect(await repository.forget({ savedBefore: hours(2), countMax: 100 })).toBe(0)
    })

    test('forgets no more at a time than it may, the oldest first', async () => {
      expect(await repository.forget({ savedBefore: hours(9), countMax: 3 })).toBe(3)
      expect(await remembered()).toEqual(['k-3', 'k-4'])
    })

    test('leaves the bookings of forgotten requests alone', async () => {
      await repository.forget({ savedBefore: hours(9), countMax: 100 })

      expect(await repository.find('gala', ['A-0'])).toMatchObject([{ status: 'booked' }])
    })
  })
}
