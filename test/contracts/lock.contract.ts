import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'

import type { LockPort } from '../../src/application/ports/lock.port.ts'
import { acquireLease } from '../support/acquire-lease.ts'

export interface LockUnderTest {
  readonly lock: LockPort
  /** The same locks, seen by someone else: another process, another client. */
  readonly other: LockPort
  /** Returns when every lock taken for `SHORT_TTL_MS` has expired. */
  readonly expire: () => Promise<unknown>
  readonly close?: () => Promise<void>
}

/** Short enough to wait for where the time is real. */
export const SHORT_TTL_MS = 500
const CALLERS = 60

/** What every `LockPort` promises. */
export function lockContract(name: string, open: () => Promise<LockUnderTest>): void {
  describe(`${name}, as a lock`, () => {
    let subject: LockUnderTest
    beforeEach(async () => {
      subject = await open()
    })
    afterEach(async () => {
      await subject.close?.()
    })

    const seats = (...seatIds: string[]) => ({ eventId: 'gala', seatIds, ttlMs: 10_000 })

    test('is granted to one, and refused to everyone else until it is released', async () => {
      const { lock, other } = subject
      const lease = await acquireLease(lock, seats('A-1'))

      expect(lease).toBeDefined()
      expect(await acquireLease(lock, seats('A-1'))).toBeUndefined()
      expect(await acquireLease(other, seats('A-1'))).toBeUndefined()

      expect(await lease?.release()).toBe('released')
      expect(await acquireLease(other, seats('A-1'))).toBeDefined()
    })

    test('keeps seats apart, and events, whatever characters their ids are made of', async () => {
      const { lock } = subject
      const names = [
        ['gala', 'A-1'],
        ['gala', 'A-2'],
        ['premiere', 'A-1'],
        ['gala', 'A:1'],
        ['gala', 'A 1'],
        ['gala', '{A-1}'],
        ['gala', '%7BA-1%7D'],
        ['gala', '*'],
        ['gala', 'Ä-1'],
        ['gala', '座-1'],
        ['gala:seat', 'A-1'],
        ['gala', 'seat:A-1'],
      ] as const

      for (const [eventId, seatId] of names) {
        expect(
          await acquireLease(lock, { eventId, seatIds: [seatId], ttlMs: 10_000 }),
        ).toBeDefined()
      }
    })

    test('of several seats is granted whole or not at all', async () => {
      const { lock, other } = subject
      const lease = await acquireLease(lock, seats('A-2', 'A-3'))

      expect(await acquireLease(other, seats('A-1', 'A-2'))).toBeUndefined()
      expect(await acquireLease(other, seats('A-1'))).toBeDefined()

      expect(await lease?.release()).toBe('released')
      expect(await acquireLease(other, seats('A-3', 'A-2'))).toBeDefined()
    })

    test('that was released before cannot be released again', async () => {
      const { lock, other } = subject
      const lease = await acquireLease(lock, seats('A-1'))
      await lease?.release()
      await acquireLease(other, seats('A-1'))

      expect(await lease?.release()).toBe('lost')
      expect(await acquireLease(lock, seats('A-1'))).toBeUndefined()
    })

    test('expires, and then its owner cannot release the lock of the next', async () => {
      const { lock, other, expire } = subject
      const lease = await acquireLease(lock, { ...seats('A-1'), ttlMs: SHORT_TTL_MS })
      await expire()
      const next = await acquireLease(other, seats('A-1'))

      expect(next).toBeDefined()
      expect(await lease?.release()).toBe('lost')
      expect(await acquireLease(lock, seats('A-1'))).toBeUndefined()
      expect(await next?.release()).toBe('released')
    })

    test('tells the repetition of the request that holds it from a rival', async () => {
      const { lock, other, expire } = subject
      const held = { ...seats('A-1', 'A-2'), ttlMs: SHORT_TTL_MS, requestKey: 'k-1' }
      await lock.acquire(held)
      const reasonFor = async (requestKey?: string) => {
        const result = await other.acquire({ ...seats('A-2', 'A-3'), requestKey })
        return result.outcome === 'refused' ? result.reason : result.outcome
      }

      expect(await reasonFor('k-1')).toBe('in-flight')
      expect(await reasonFor('k-2')).toBe('locked')
      expect(await reasonFor()).toBe('locked')
      await expire()
      expect(await reasonFor('k-1')).toBe('acquired')
    })

    test('is no repetition when neither names its request', async () => {
      const { lock, other } = subject
      await lock.acquire(seats('A-1'))

      expect(await other.acquire(seats('A-1'))).toEqual({ outcome: 'refused', reason: 'locked' })
    })

    test(`is won by exactly one of ${CALLERS} who race for it`, async () => {
      const { lock, other } = subject
      const leases = await Promise.all(
        Array.from({ length: CALLERS }, (_, i) => acquireLease(i % 2 ? lock : other, seats('A-1'))),
      )

      expect(leases.filter(Boolean)).toHaveLength(1)
    })

    test(`of two seats is never shared by any of ${CALLERS} who race for overlapping pairs`, async () => {
      const { lock, other } = subject
      const pairs = Array.from({ length: CALLERS }, (_, i) => {
        const pair = [`A-${i % 6}`, `A-${(i + 1) % 6}`]
        return i % 4 < 2 ? pair : pair.reverse()
      })
      const leases = await Promise.all(
        pairs.map((pair, i) => acquireLease(i % 2 ? lock : other, seats(...pair))),
      )

      const granted = pairs.filter((_, i) => leases[i]).flat()
      expect(granted.length).toBeGreaterThan(0)
      expect(new Set(granted).size).toBe(granted.length)
    })
  })
}
