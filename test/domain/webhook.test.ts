import { describe, expect, test } from '@jest/globals'

import type { HistoryEntry } from '../../src/domain/history.ts'
import {
  isWorthRetrying,
  messagesOf,
  nextAttemptAt,
  rotatedSecretValidUntil,
  signingSecrets,
} from '../../src/domain/webhook.ts'
import { newWebhook } from '../builders/webhook.ts'

const NOW = new Date('2026-06-01T12:00:00Z')
const after = (ms: number) => new Date(NOW.getTime() + ms)
const DAY_MS = 86_400_000

describe('the secrets that sign', () => {
  const { secret } = newWebhook()

  test('include the previous one before its time has passed, and not at it', () => {
    const previousSecret = { value: 'whsec_before', validUntil: NOW }
    expect(signingSecrets({ secret, previousSecret }, after(-1))).toEqual([secret, 'whsec_before'])
    expect(signingSecrets({ secret, previousSecret }, NOW)).toEqual([secret])
    expect(signingSecrets({ secret }, NOW)).toEqual([secret])
  })

  test('overlap for a day', () => {
    expect(rotatedSecretValidUntil(NOW)).toEqual(after(DAY_MS))
  })
})

describe('the attempts', () => {
  test('end when a change is three days old', () => {
    expect(isWorthRetrying(NOW, after(3 * DAY_MS - 1))).toBe(true)
    expect(isWorthRetrying(NOW, after(3 * DAY_MS))).toBe(false)
  })

  test.each([
    [1, 0, 3_750],
    [1, 0.5, 5_000],
    [1, 1, 6_250],
    [2, 0.5, 10_000],
    [9, 0.5, 1_280_000],
    [10, 0.5, 1_800_000],
    [99, 0.5, 1_800_000],
  ])('after %d failures and with %d at random follow after %d ms', (attempts, random, pauseMs) => {
    expect(nextAttemptAt(attempts, NOW, random)).toEqual(after(pauseMs))
  })
})

describe('the messages of history entries', () => {
  const cause = { actor: 'shop', requestId: 'r-1', at: NOW }
  const entry = {
    ...cause,
    revision: 4,
    ordinal: 0,
    version: 2,
    action: 'held',
    holdId: 'h-1',
  } as const
  const event = {
    name: 'Gala',
    status: 'on-sale',
    version: 2,
    planVersion: 1,
    createdAt: NOW.toISOString(),
    seatCount: 2,
  } as const

  test('combine the seats of each change', () => {
    const entries: HistoryEntry[] = [
      { ...entry, seatId: 'A-1' },
      { ...entry, seatId: 'A-2', version: 7, ordinal: 1 },
      { ...entry, seatId: 'A-1', revision: 5, action: 'extended', type: 'hold.changed' },
    ]
    const change = { action: 'held', ...cause, holdId: 'h-1', bookingId: undefined }
    expect(messagesOf('gala', entries)).toEqual([
      {
        eventId: 'gala',
        revision: 4,
        type: 'hold.placed',
        change,
        seats: [
          { seatId: 'A-1', version: 2 },
          { seatId: 'A-2', version: 7 },
        ],
      },
      {
        eventId: 'gala',
        revision: 5,
        type: 'hold.changed',
        change: { ...change, action: 'extended' },
        seats: [{ seatId: 'A-1', version: 2 }],
      },
    ])
  })

  test('have the change of an event, without seats', () => {
    const update = { changed: ['name' as const], event }
    const action = 'event-updated' as const
    expect(messagesOf('gala', [{ ...cause, revision: 6, ordinal: 0, action, update }])).toEqual([
      {
        eventId: 'gala',
        revision: 6,
        type: 'event.updated',
        change: { action, ...cause },
        seats: [],
        update,
      },
    ])
  })
})
