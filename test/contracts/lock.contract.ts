import { setImmediate as othersTurn } from 'node:timers/promises'

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'

import type { LockPort } from '../../src/application/ports/lock.port.ts'
import { until } from '../../tools/until.ts'
import { acquireLease } from '../drivers/acquire-lease.ts'

export interface LockUnderTest {
  readonly lock: LockPort
  /** The same locks, through another client, as from another process. */
  readonly other: LockPort
  /** Expires every lock that was acquired for `TTL_MS`. */
  readonly expire: () => Promise<unknown>
  readonly close?: () => Promise<void>
}

/** Longer than any test takes, so that locks expire only by `expire`. */
export const TTL_MS = 600_000
const CALLERS = 60

/** What every `LockPort` promises. */
export function lockContract(
  name: string,
  open: () => Promise<LockUnderTest>,
  { eventId = 'gala' } = {},
): void {
  describe(`${name}, as a lock`, () => {
    let subject: LockUnderTest
    beforeEach(async () => {
      subject = await open()
    })
    afterEach(async () => {
      await subject.close?.()
    })

    const seats = (...seatIds: string[]) => ({ eventId, seatIds, ttlMs: TTL_MS })
    const allOf = (row: string, count: number) =>
      Array.from({ length: count }, (_, i) => `${row}-${i + 1}`)

    test('is granted once, and refused until it is released', async () => {
      const { lock, other } = subject
      const lease = await acquireLease(lock, seats('A-1'))

      expect(lease).toBeDefined()
      expect(await acquireLease(lock, seats('A-1'))).toBeUndefined()
      expect(await acquireLease(other, seats('A-1'))).toBeUndefined()

      expect(await lease?.release()).toBe('released')
      expect(await acquireLease(other, seats('A-1'))).toBeDefined()
    })

    test('distinguishes seats and events, with any characters in their ids', async () => {
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

      for (const [event, seatId] of names) {
        expect(await acquireLease(lock, { ...seats(seatId), eventId: event })).toBeDefined()
      }
    })

    test('of several seats is granted for all or none', async () => {
      const { lock, other } = subject
      const lease = await acquireLease(lock, seats('A-2', 'A-3'))

      expect(await acquireLease(other, seats('A-1', 'A-2'))).toBeUndefined()
      expect(await acquireLease(other, seats('A-1'))).toBeDefined()

      expect(await lease?.release()).toBe('released')
      expect(await acquireLease(other, seats('A-3', 'A-2'))).toBeDefined()
    })

    test('of several seats leaves the others unlocked, at any position of the locked one', async () => {
      const { lock, other } = subject
      const lease = await acquireLease(lock, seats('A-2'))

      expect(await acquireLease(other, seats('A-2', 'A-1', 'A-3'))).toBeUndefined()
      expect(await acquireLease(other, seats('A-3', 'A-2', 'A-1'))).toBeUndefined()
      expect(await acquireLease(other, seats('A-1', 'A-3', 'A-2'))).toBeUndefined()
      expect(await acquireLease(other, seats('A-3', 'A-1'))).toBeDefined()
      expect(await lease?.release()).toBe('released')
    })

    test('of 1,000 seats is granted for all or none, and released for all', async () => {
      const { lock, other } = subject
      const hall = allOf('A', 1_000)
      const last = await acquireLease(other, seats('A-1000'))
      expect(await acquireLease(lock, seats(...hall))).toBeUndefined()
      await last?.release()

      const lease = await acquireLease(lock, seats(...hall))
      expect(lease).toBeDefined()
      expect(await acquireLease(other, seats('A-500'))).toBeUndefined()
      expect(await lease?.release()).toBe('released')
      expect(await acquireLease(other, seats(...hall.reverse()))).toBeDefined()
    })

    test('that was released cannot be released again', async () => {
      const { lock, other } = subject
      const lease = await acquireLease(lock, seats('A-1'))
      await lease?.release()
      await acquireLease(other, seats('A-1'))

      expect(await lease?.release()).toBe('lost')
      expect(await acquireLease(lock, seats('A-1'))).toBeUndefined()
    })

    test('expires, and then its owner cannot release the lock of the next owner', async () => {
      const { lock, other, expire } = subject
      const lease = await acquireLease(lock, seats('A-1'))
      await expire()
      const next = await acquireLease(other, seats('A-1'))

      expect(next).toBeDefined()
      expect(await lease?.release()).toBe('lost')
      expect(await acquireLease(lock, seats('A-1'))).toBeUndefined()
      expect(await next?.release()).toBe('released')
    })

    test('refuses a retry of its own request as in-flight, and other requests as locked', async () => {
      const { lock, other, expire } = subject
      const held = { ...seats('A-1', 'A-2'), idempotencyKey: 'k-1' }
      await lock.acquire(held)
      const reasonFor = async (idempotencyKey?: string) => {
        const result = await other.acquire({ ...seats('A-2', 'A-3'), idempotencyKey })
        return result.outcome === 'refused' ? result.reason : result.outcome
      }

      expect(await reasonFor('k-1')).toBe('in-flight')
      expect(await reasonFor('k-2')).toBe('locked')
      expect(await reasonFor()).toBe('locked')
      await expire()
      expect(await reasonFor('k-1')).toBe('acquired')
    })

    test('refuses a request without a key as locked', async () => {
      const { lock, other } = subject
      await lock.acquire(seats('A-1'))

      expect(await other.acquire(seats('A-1'))).toEqual({ outcome: 'refused', reason: 'locked' })
    })

    test(`is granted to exactly one of ${CALLERS} concurrent requests`, async () => {
      const { lock, other } = subject
      const leases = await Promise.all(
        Array.from({ length: CALLERS }, (_, i) => acquireLease(i % 2 ? lock : other, seats('A-1'))),
      )

      expect(leases.filter(Boolean)).toHaveLength(1)
    })

    test(`of two seats never has two owners among ${CALLERS} concurrent requests for overlapping pairs`, async () => {
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

    test(`of 2 to 6 seats never has two owners, and all of ${CALLERS} requests that keep trying succeed`, async () => {
      const { lock, other } = subject
      const row = allOf('A', 12)
      const choice = fc.shuffledSubarray(row, { minLength: 2, maxLength: 6 })
      const owned = new Set<string>()
      const ownedTwice: string[] = []
      const buy = async (from: LockPort, wanted: readonly string[]) => {
        const lease = await until(() => acquireLease(from, seats(...wanted)))
        ownedTwice.push(...wanted.filter((seatId) => owned.has(seatId)))
        for (const seatId of wanted) owned.add(seatId)
        await othersTurn()
        for (const seatId of wanted) owned.delete(seatId)
        return lease.release()
      }

      const buyers = fc.sample(choice, { numRuns: CALLERS, seed: 1 })
      const releases = await Promise.all(
        buyers.map((wanted, i) => buy(i % 2 ? lock : other, wanted)),
      )

      expect(ownedTwice).toEqual([])
      expect(new Set(releases)).toEqual(new Set(['released']))
      expect(await acquireLease(other, seats(...row))).toBeDefined()
    })

    test('of a client refuses its other requests in all events, and no other client', async () => {
      const { lock, other } = subject
      const lease = await acquireLease(lock, { ...seats('A-1'), clientId: 'ann' })
      const second = { ...seats('A-2'), clientId: 'ann' }

      expect(await other.acquire(second)).toEqual({ outcome: 'refused', reason: 'locked' })
      expect(await acquireLease(other, { ...second, eventId: 'premiere' })).toBeUndefined()
      expect(await acquireLease(other, { ...seats('A-3'), clientId: 'bob' })).toBeDefined()
      expect(await acquireLease(other, seats('A-2'))).toBeDefined()

      expect(await lease?.release()).toBe('released')
      expect(await acquireLease(other, { ...seats('A-4'), clientId: 'ann' })).toBeDefined()
    })

    test('of a client and seats is granted for all or none', async () => {
      const { lock, other } = subject
      await acquireLease(lock, { ...seats('A-2'), clientId: 'ann' })

      expect(await acquireLease(other, { ...seats('A-1'), clientId: 'ann' })).toBeUndefined()
      expect(await acquireLease(other, { ...seats('A-1', 'A-2'), clientId: 'bob' })).toBeUndefined()
      expect(await acquireLease(other, { ...seats('A-1'), clientId: 'bob' })).toBeDefined()
    })

    test('distinguishes clients, and a client from a seat with the same id, with any characters', async () => {
      const { lock } = subject
      const names = ['A-1', 'A 1', '{A-1}', '%7BA-1%7D', '*', '2001:db8::1', '座', 'client:A-1', '']

      for (const [i, clientId] of names.entries()) {
        expect(await acquireLease(lock, { ...seats(`B-${i}`), clientId })).toBeDefined()
      }
      expect(await acquireLease(lock, seats('A-1', 'client:A-1'))).toBeDefined()
    })

    test('of a client expires, and refuses a retry of its own request as in-flight', async () => {
      const { lock, other, expire } = subject
      const held = { ...seats('A-1'), clientId: 'ann', idempotencyKey: 'k-1' }
      await lock.acquire(held)

      expect(await other.acquire(held)).toEqual({ outcome: 'refused', reason: 'in-flight' })
      await expire()
      expect(await acquireLease(other, held)).toBeDefined()
    })

    test(`of a client is granted to exactly one of ${CALLERS} concurrent requests for different seats`, async () => {
      const { lock, other } = subject
      const leases = await Promise.all(
        allOf('A', CALLERS).map((seatId, i) =>
          acquireLease(i % 2 ? lock : other, { ...seats(seatId), clientId: 'ann' }),
        ),
      )

      expect(leases.filter(Boolean)).toHaveLength(1)
    })
  })
}
