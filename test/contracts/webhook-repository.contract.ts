import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'

import type {
  ClaimQuery,
  WebhookRepositoryPort,
} from '../../src/application/ports/webhook-repository.port.ts'
import type { EventId } from '../../src/domain/seat.ts'
import { eventWithSeats } from '../builders/event-with-seats.ts'
import { bookedSeat, seatChange } from '../builders/seat-change.ts'
import { newDelivery, newWebhook } from '../builders/webhook.ts'
import type { StoreUnderTest } from './seat-repository.contract.ts'

export interface WebhooksUnderTest extends StoreUnderTest {
  /** Without any webhook. */
  readonly webhooks: WebhookRepositoryPort
}

const NOW_MS = Date.parse('2026-06-01T12:00:00.000Z')
const msFromNow = (ms: number) => new Date(NOW_MS + ms)
const NOW = msFromNow(0)
const LEASE_MS = 30_000
const SEATS = 20
const CALLERS = 8
const ODD = `Ä 座 {*} "',\\ %00`

/** What every `WebhookRepositoryPort` promises. */
export function webhookRepositoryContract(
  name: string,
  open: () => Promise<WebhooksUnderTest>,
): void {
  describe(`${name}, as a webhook repository`, () => {
    let subject: WebhooksUnderTest
    let webhooks: WebhookRepositoryPort
    let nextSeat: number
    beforeEach(async () => {
      subject = await open()
      webhooks = subject.webhooks
      nextSeat = 0
      const seatIds = Array.from({ length: SEATS }, (_, i) => `A-${i}`)
      await subject.events.addEvent(eventWithSeats('gala', seatIds))
      await subject.events.addEvent(eventWithSeats('premiere', seatIds))
    })
    afterEach(async () => {
      await subject.close?.()
    })

    /** Books one more seat of an event. */
    const change = async (eventId: EventId = 'gala', at = NOW) => {
      const number = nextSeat++
      const seat = bookedSeat(`A-${number}`, 1, `b-${eventId}-${number}`)
      const cause = { actor: 'public', requestId: 'r-1', at }
      expect(await subject.repository.save(seatChange([seat], { eventId, cause }))).toBe('saved')
    }
    const add = (over: Parameters<typeof newWebhook>[0] = {}) =>
      webhooks.addWebhook(newWebhook(over), 100)
    const claim = (over: Partial<ClaimQuery> = {}) => {
      const now = over.now ?? NOW
      const claimedUntil = new Date(now.getTime() + LEASE_MS)
      const query = { webhookId: 'w-1', claimId: 'c-1', now, claimedUntil, countMax: 10 }
      return webhooks.claimEvents({ ...query, ...over })
    }
    const claimOne = async (over: Partial<ClaimQuery> = {}) => {
      const [claimed, ...others] = await claim(over)
      if (!claimed) throw new Error('Nothing was claimed')
      expect(others).toEqual([])
      return claimed
    }

    describe('webhooks', () => {
      test('are returned as they were added, in order of creation', async () => {
        const plain = newWebhook({ id: 'w-2', createdAt: msFromNow(1) })
        const odd = newWebhook({ id: 'w-3', name: ODD, types: ['hold.placed'] })
        const last = newWebhook({ id: 'w-1', createdAt: msFromNow(1) })
        for (const webhook of [plain, odd, last]) await webhooks.addWebhook(webhook, 3)

        expect(await webhooks.listWebhooks()).toEqual([odd, last, plain])
        expect(await webhooks.findWebhook('w-3')).toEqual(odd)
        expect(await webhooks.findWebhook('w-4')).toBeUndefined()
      })

      test('are limited in number', async () => {
        expect(await webhooks.addWebhook(newWebhook({ id: 'w-1' }), 1)).toBe('added')
        expect(await webhooks.addWebhook(newWebhook({ id: 'w-2' }), 1)).toBe('full')
        expect(await webhooks.listWebhooks()).toHaveLength(1)
      })

      test('keep the previous secret after a rotation', async () => {
        await add({ secret: 'whsec_1' })
        expect(await webhooks.rotateSecret('w-1', 'whsec_2', msFromNow(1))).toBe(true)
        expect(await webhooks.rotateSecret('w-1', 'whsec_3', msFromNow(2))).toBe(true)

        expect(await webhooks.findWebhook('w-1')).toEqual(
          newWebhook({
            secret: 'whsec_3',
            previousSecret: { value: 'whsec_2', validUntil: msFromNow(2) },
          }),
        )
        expect(await webhooks.rotateSecret('w-2', 'whsec_2', NOW)).toBe(false)
      })

      test('are deleted with their log and their claims', async () => {
        await add()
        await change()
        const claimed = await claimOne()
        await webhooks.addDelivery(newDelivery())

        expect(await webhooks.deleteWebhook('w-1')).toBe(true)
        expect(await webhooks.deleteWebhook('w-1')).toBe(false)
        expect(await webhooks.listWebhooks()).toEqual([])
        expect(await webhooks.listDeliveries({ webhookId: 'w-1', limit: 10 })).toEqual([])
        const progress = { revision: 1, attempts: 0, delivery: newDelivery() }
        expect(await webhooks.saveProgress(claimed, progress)).toBeUndefined()
        await webhooks.addDelivery(newDelivery())
        expect(await webhooks.findDelivery('w-1', 'd-1')).toBeUndefined()
        expect(await claim()).toEqual([])
      })

      test('have nothing to deliver once they are disabled', async () => {
        await add()
        await change()
        await webhooks.disableWebhook('w-1', NOW)
        await webhooks.disableWebhook('w-1', msFromNow(1))

        expect(await webhooks.findWebhook('w-1')).toEqual(newWebhook({ disabledAt: NOW }))
        expect(await claim()).toEqual([])
        expect(await webhooks.oldestPendingChange()).toBeUndefined()
      })
    })

    describe('events to deliver', () => {
      test('have changes that were saved after the webhook was added', async () => {
        await change('gala')
        await add()
        expect(await claim()).toEqual([])

        await change('gala')
        await change('premiere')
        expect(new Set(await claim())).toEqual(
          new Set([
            {
              webhookId: 'w-1',
              eventId: 'gala',
              claimId: 'c-1',
              revision: 1,
              attempts: 0,
              latest: 2,
            },
            {
              webhookId: 'w-1',
              eventId: 'premiere',
              claimId: 'c-1',
              revision: 0,
              attempts: 0,
              latest: 1,
            },
          ]),
        )
      })

      test('include events that were created after the webhook', async () => {
        await add()
        await subject.events.addEvent(eventWithSeats('matinee', ['A-0']))
        await change('matinee')

        expect(await claimOne()).toMatchObject({ eventId: 'matinee', revision: 0, latest: 1 })
      })

      test('are limited to the asked events and to the maximum', async () => {
        await add()
        await change('gala')
        await change('premiere')

        expect(await claim({ eventIds: [] })).toEqual([])
        expect(await claim({ eventIds: ['no such event'] })).toEqual([])
        expect(await claimOne({ eventIds: ['premiere'] })).toMatchObject({ eventId: 'premiere' })
        await change('premiere')
        expect(await claimOne({ countMax: 1 })).toMatchObject({ eventId: 'gala' })
      })

      test('are claimed once, until the claim expires', async () => {
        await add()
        await add({ id: 'w-2' })
        await change()
        const first = await claimOne()

        expect(await claim({ claimId: 'c-2' })).toEqual([])
        expect(await claim({ claimId: 'c-2', now: msFromNow(LEASE_MS - 1) })).toEqual([])
        expect(await claimOne({ webhookId: 'w-2' })).toMatchObject({ webhookId: 'w-2' })
        const second = await claimOne({ claimId: 'c-2', now: msFromNow(LEASE_MS) })
        expect(second).toEqual({ ...first, claimId: 'c-2' })
        // The first claim is lost now.
        expect(await webhooks.saveProgress(first, { revision: 1, attempts: 0 })).toBeUndefined()
        expect(await webhooks.saveProgress(second, { revision: 1, attempts: 0 })).toBe(1)
      })

      test('continue after the saved progress', async () => {
        await add()
        for (let i = 0; i < 3; i++) await change()
        const claimed = await claimOne()

        await change()
        const claimedUntil = msFromNow(2 * LEASE_MS)
        const progress = { revision: 1, attempts: 0, claimedUntil }
        expect(await webhooks.saveProgress(claimed, progress)).toBe(4)
        expect(await claim({ claimId: 'c-2', now: msFromNow(LEASE_MS) })).toEqual([])
        expect(await webhooks.saveProgress(claimed, { revision: 2, attempts: 0 })).toBe(4)
        expect(await webhooks.saveProgress(claimed, { revision: 3, attempts: 0 })).toBeUndefined()
        expect(await claimOne()).toMatchObject({ revision: 2, latest: 4 })
      })

      test('are due again at the time of the next attempt', async () => {
        await add()
        await change()
        const claimed = await claimOne()
        const nextAttemptAt = msFromNow(5_000)
        await webhooks.saveProgress(claimed, { revision: 0, attempts: 1, nextAttemptAt })

        expect(await claim({ now: msFromNow(4_999) })).toEqual([])
        expect(await claimOne({ now: msFromNow(5_000) })).toMatchObject({
          revision: 0,
          attempts: 1,
        })
      })

      test('without a failure are due even if the clock was set back', async () => {
        await add()
        for (const [eventId, ms] of [
          ['gala', 2],
          ['premiere', 1],
        ] as const) {
          await change(eventId)
          const claimed = await claimOne({ eventIds: [eventId] })
          const nextAttemptAt = msFromNow(3_600_000 + ms)
          await webhooks.saveProgress(claimed, { revision: 1, attempts: 0, nextAttemptAt })
          await change(eventId)
        }

        expect(await claimOne({ countMax: 1 })).toMatchObject({ eventId: 'premiere', revision: 1 })
        expect(await claimOne({ countMax: 1 })).toMatchObject({ eventId: 'gala', revision: 1 })
      })

      test('are claimed in the order in which they became due', async () => {
        await add()
        for (const [eventId, ms] of [
          ['gala', -1],
          ['premiere', -2],
        ] as const) {
          await change(eventId)
          const claimed = await claimOne()
          const progress = { revision: 0, attempts: 1, nextAttemptAt: msFromNow(60_000 + ms) }
          await webhooks.saveProgress(claimed, progress)
        }
        const now = msFromNow(60_000)

        expect(await claimOne({ countMax: 1, now })).toMatchObject({ eventId: 'premiere' })
        expect(await claimOne({ countMax: 1, now })).toMatchObject({ eventId: 'gala' })
      })

      test('are gone once all changes are delivered', async () => {
        await add()
        await change()
        await webhooks.saveProgress(await claimOne(), { revision: 1, attempts: 0 })

        expect(await claim()).toEqual([])
      })

      test(`are each claimed by one of ${CALLERS} callers at the same time`, async () => {
        await add()
        await change('gala')
        await change('premiere')
        const claims = await Promise.all(
          Array.from({ length: CALLERS }, (_, i) => claim({ claimId: `c-${i}`, countMax: 1 })),
        )

        const eventIds = claims.flat().map(({ eventId }) => eventId)
        expect(eventIds.toSorted()).toEqual(['gala', 'premiere'])
      })

      test('have a time since when the oldest change is pending', async () => {
        await change('gala', msFromNow(-9))
        await add()
        expect(await webhooks.oldestPendingChange()).toBeUndefined()
        await change('gala', msFromNow(-5))
        await change('premiere', msFromNow(-7))
        await change('gala', msFromNow(-3))

        expect(await webhooks.oldestPendingChange()).toEqual(msFromNow(-7))
        const claimed = await claimOne({ eventIds: ['premiere'] })
        await webhooks.saveProgress(claimed, { revision: 1, attempts: 0 })
        expect(await webhooks.oldestPendingChange()).toEqual(msFromNow(-5))
      })
    })

    describe('the log of deliveries', () => {
      const list = (limit = 10, after?: { at: Date; id: string }) =>
        webhooks.listDeliveries({ webhookId: 'w-1', limit, after })

      test('has what was saved, newest first and in pages', async () => {
        await add()
        await add({ id: 'w-2' })
        await change()
        const failed = newDelivery({
          id: 'd-3',
          outcome: 'failed',
          status: undefined,
          error: ODD,
          attempt: 2,
        })
        const sameTime = newDelivery({ id: 'd-2' })
        const newest = newDelivery({ id: 'd-1', at: NOW, outcome: 'given-up', attempt: 0 })
        const progress = { revision: 0, attempts: 2, delivery: failed }
        await webhooks.saveProgress(await claimOne(), progress)
        for (const delivery of [newest, sameTime]) await webhooks.addDelivery(delivery)
        await webhooks.addDelivery(newDelivery({ id: 'd-4', webhookId: 'w-2' }))

        expect(await list()).toEqual([newest, failed, sameTime])
        expect(await list(2)).toEqual([newest, failed])
        expect(await list(2, newest)).toEqual([failed, sameTime])
        expect(await list(2, failed)).toEqual([sameTime])
        expect(await webhooks.findDelivery('w-1', 'd-3')).toEqual(failed)
        expect(await webhooks.findDelivery('w-2', 'd-3')).toBeUndefined()
      })

      test('loses old deliveries, the oldest first', async () => {
        await add()
        for (const [index, ms] of [3, 1, 2, 4].entries()) {
          await webhooks.addDelivery(newDelivery({ id: `d-${index}`, at: msFromNow(ms) }))
        }
        const before = msFromNow(4)

        expect(await webhooks.deleteDeliveries({ before, countMax: 2 })).toBe(2)
        expect((await list()).map(({ id }) => id)).toEqual(['d-3', 'd-0'])
        expect(await webhooks.deleteDeliveries({ before, countMax: 2 })).toBe(1)
        expect(await webhooks.deleteDeliveries({ before, countMax: 2 })).toBe(0)
        expect((await list()).map(({ id }) => id)).toEqual(['d-3'])
      })
    })
  })
}
