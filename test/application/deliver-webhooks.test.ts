import { beforeEach, describe, expect, test } from '@jest/globals'

import type { SendResult } from '../../src/application/ports/webhook-sender.port.ts'
import type { DeliverWebhooks } from '../../src/application/webhooks/deliver-webhooks.ts'
import { changeEvent, eventRecordOf, summaryOf } from '../../src/domain/event.ts'
import { eventWithSeats } from '../builders/event-with-seats.ts'
import { availableSeat, blockedSeat, bookedSeat, heldSeat } from '../builders/seat-change.ts'
import { EVENTS_MAX, LEASE_MS, WebhookFixture } from '../drivers/webhook-fixture.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const FAILED: SendResult = { outcome: 'failed', status: 500 }
const ACCEPTED: SendResult = { outcome: 'accepted', status: 204 }

const upTo = (count: number) => Array.from({ length: count }, (_, i) => i + 1)

describe('DeliverWebhooks', () => {
  let fixture: WebhookFixture
  let instance: DeliverWebhooks
  beforeEach(async () => {
    fixture = new WebhookFixture()
    instance = fixture.instance()
    await fixture.addEvents(1)
  })

  test('sends one message for each change, with all seats of the change', async () => {
    await fixture.addWebhook()
    const seats = ['A-1', 'A-2'].map((id) => heldSeat(id, 1))
    await fixture.save(seats)
    await fixture.save(
      ['A-1', 'A-2'].map((id) => blockedSeat(id, 2)),
      { from: seats, hold: undefined },
    )
    await fixture.run(instance)

    const at = fixture.clock.now()
    const cause = { actor: 'public', requestId: 'r-1', at }
    const messages = fixture.sender.sent.map(({ message }) => message)
    expect(messages).toEqual([
      {
        eventId: 'gala',
        revision: 1,
        type: 'hold.placed',
        change: { ...cause, action: 'held', holdId: 'h-1', bookingId: undefined },
        seats: [
          { seatId: 'A-1', version: 1 },
          { seatId: 'A-2', version: 1 },
        ],
      },
      {
        eventId: 'gala',
        revision: 2,
        type: 'seats.blocked',
        change: { ...cause, action: 'blocked', holdId: undefined, bookingId: undefined },
        seats: [
          { seatId: 'A-1', version: 2 },
          { seatId: 'A-2', version: 2 },
        ],
      },
    ])
  })

  test('sends changes of the event itself, in order with those of its seats', async () => {
    await fixture.addWebhook()
    await fixture.book()
    const [from = summaryOf(eventWithSeats('gala', []))] = await fixture.events.findSummaries([
      'gala',
    ])
    const to = changeEvent(from, { name: 'Opera', status: 'closed' })
    const cause = { actor: 'office', requestId: 'r-2', at: fixture.clock.now() }
    await fixture.events.saveEvent({ from, to, cause })
    await fixture.book()
    await fixture.run(instance)

    expect(fixture.sender.revisions()).toEqual([1, 2, 3])
    expect(fixture.sender.sent[1]?.message).toEqual({
      eventId: 'gala',
      revision: 2,
      type: 'event.updated',
      change: { ...cause, action: 'event-updated' },
      seats: [],
      update: { changed: ['name', 'status'], event: eventRecordOf(to) },
    })
  })

  test('sends a change of more seats than are read at a time as one message', async () => {
    const seatIds = Array.from({ length: 1_200 }, (_, i) => `B-${i}`)
    fixture.seats.addSeats('gala', seatIds)
    await fixture.addWebhook()
    await fixture.book(3)
    await fixture.save(seatIds.map((id) => blockedSeat(id, 1)))
    await fixture.book(3)
    await fixture.run(instance)

    expect(fixture.sender.revisions()).toEqual(upTo(7))
    const counts = fixture.sender.sent.map(({ message }) => message.seats.length)
    expect(counts).toEqual([1, 1, 1, 1_200, 1, 1, 1])
  })

  test('sends the changes of an event in order, one at a time, also to several instances', async () => {
    await fixture.addWebhook()
    const others = [fixture.instance(), fixture.instance()]
    for (let round = 0; round < 15; round++) {
      await fixture.book(12)
      await Promise.all([instance, ...others].map((each) => each.execute()))
    }
    await fixture.settle()
    await fixture.run(instance)

    expect(fixture.sender.revisions()).toEqual(upTo(180))
    expect([...fixture.sender.inFlightMax.values()]).toEqual([1])
  })

  test('delivers several events of a webhook side by side, up to the maximum', async () => {
    const ids = await fixture.addEvents(8)
    await fixture.addWebhook()
    for (const id of ids) await fixture.book(20, id)
    await fixture.run(instance)

    for (const id of ids) expect(fixture.sender.revisions(id)).toEqual(upTo(20))
    expect(fixture.sender.allInFlightMax).toBe(EVENTS_MAX)
    expect([...fixture.sender.inFlightMax.values()]).toEqual(ids.map(() => 1))
  })

  test('delivers to other webhooks while one does not answer', async () => {
    await fixture.addWebhook()
    await fixture.addWebhook({ id: 'w-2' })
    fixture.sender.answer = ({ webhook }) =>
      webhook.id === 'w-1' ? new Promise(() => undefined) : ACCEPTED
    await fixture.book(5)
    await fixture.run(instance)
    await fixture.book(5)
    await fixture.run(instance)

    expect(fixture.sender.revisions('gala', 'w-1')).toEqual([1])
    expect(fixture.sender.revisions('gala', 'w-2')).toEqual(upTo(10))
  })

  test('sends no change beyond the revision that its claim has seen', async () => {
    // Later changes may be visible, but not yet as durable as the claim.
    const { webhooks } = fixture
    const claimEvents = webhooks.claimEvents.bind(webhooks)
    const saveProgress = webhooks.saveProgress.bind(webhooks)
    let latest = 2
    webhooks.claimEvents = async (query) =>
      (await claimEvents(query))
        .map((claimed) => ({ ...claimed, latest }))
        .filter(({ revision }) => revision < latest)
    webhooks.saveProgress = async (...args) => (await saveProgress(...args)) && latest
    await fixture.addWebhook()
    await fixture.book(4)
    await fixture.run(instance)
    expect(fixture.sender.revisions()).toEqual([1, 2])

    latest = 4
    fixture.clock.advance(LEASE_MS)
    await fixture.run(instance)
    expect(fixture.sender.revisions()).toEqual(upTo(4))
  })

  test('sends only the types that the webhook wants, and logs what was sent', async () => {
    await fixture.addWebhook({ types: ['booking.created'] })
    await fixture.save([blockedSeat('A-10', 1)])
    await fixture.book()
    await fixture.save([availableSeat('A-10', 2)], {
      from: [blockedSeat('A-10', 1)],
      action: 'unblocked',
    })
    await fixture.run(instance)

    expect(fixture.sender.revisions()).toEqual([2])
    expect(await fixture.log()).toMatchObject([{ revision: 2, outcome: 'delivered' }])
    expect(await fixture.webhooks.oldestPendingChange()).toBeUndefined()
  })

  test('looks only at events that this instance has changed between the periodic deliveries', async () => {
    await fixture.addEvents(2)
    await fixture.addWebhook()
    await fixture.run(instance)
    await fixture.book(1, 'gala')
    await fixture.book(1, 'event-1')
    fixture.feed.announce('gala')
    expect(fixture.changedCount).toBe(1)
    await instance.deliverChanged()
    await fixture.settle()

    expect(fixture.sender.revisions('gala')).toEqual([1])
    expect(fixture.sender.revisions('event-1')).toEqual([])
    await fixture.run(instance)
    expect(fixture.sender.revisions('event-1')).toEqual([1])

    await fixture.webhooks.deleteWebhook('w-1')
    await fixture.run(instance)
    fixture.feed.announce('gala')
    expect(fixture.changedCount).toBe(1)
  })

  describe('after a failure', () => {
    beforeEach(() => fixture.addWebhook())

    test('repeats the message after growing pauses, and sends no later one before', async () => {
      fixture.sender.answer = () => FAILED
      await fixture.book(2)
      const pausesMs: number[] = []
      let lastMs = fixture.clock.now().getTime()
      for (let second = 0; second < 7_200; second++) {
        const before = fixture.sender.sent.length
        await instance.execute()
        if (second === 0 || fixture.sender.sent.length > before) await fixture.settle()
        if (fixture.sender.sent.length > before) {
          pausesMs.push(fixture.clock.now().getTime() - lastMs)
          lastMs = fixture.clock.now().getTime()
        }
        fixture.clock.advance(1_000)
      }

      expect(new Set(fixture.sender.revisions())).toEqual(new Set([1]))
      const seconds = pausesMs.slice(1).map((ms) => ms / 1_000)
      expect(seconds).toEqual([5, 10, 20, 40, 80, 160, 320, 640, 1_280, 1_800, 1_800])
    })

    test('continues with the next change after a success', async () => {
      let failures = 3
      fixture.sender.answer = () => (failures-- > 0 ? FAILED : ACCEPTED)
      await fixture.book(3)
      for (let minute = 0; minute < 5; minute++) {
        await fixture.run(instance)
        fixture.clock.advance(60_000)
      }

      expect(fixture.sender.revisions()).toEqual([1, 1, 1, 1, 2, 3])
      const log = await fixture.log()
      expect(log.map(({ revision, attempt, outcome }) => [revision, attempt, outcome])).toEqual([
        [1, 1, 'failed'],
        [1, 2, 'failed'],
        [1, 3, 'failed'],
        [1, 4, 'delivered'],
        [2, 1, 'delivered'],
        [3, 1, 'delivered'],
      ])
      expect(fixture.observed).toEqual(log)
    })

    test('gives a change up after three days, and continues with the next one', async () => {
      fixture.sender.answer = ({ message }) => (message.revision === 1 ? FAILED : ACCEPTED)
      await fixture.book()
      fixture.clock.advance(HOUR_MS)
      await fixture.book()
      await fixture.run(instance)
      fixture.clock.advance(3 * DAY_MS - 2 * HOUR_MS)
      await fixture.run(instance)
      expect(fixture.sender.revisions()).toEqual([1, 1])
      fixture.clock.advance(HOUR_MS)
      await fixture.run(instance)

      expect(fixture.sender.revisions()).toEqual([1, 1, 1, 2])
      const log = await fixture.log()
      expect(log.map(({ outcome }) => outcome)).toEqual([
        'failed',
        'failed',
        'given-up',
        'delivered',
      ])
    })

    test('sends changes at least once, however old they are', async () => {
      await fixture.book(2)
      fixture.clock.advance(10 * DAY_MS)
      await fixture.run(instance)

      expect(fixture.sender.revisions()).toEqual([1, 2])
    })

    test('disables the webhook if its receiver no longer exists', async () => {
      fixture.sender.answer = () => ({ outcome: 'gone', status: 410 })
      await fixture.book(2)
      await fixture.run(instance)
      fixture.clock.advance(HOUR_MS)
      await fixture.run(instance)

      expect(fixture.sender.revisions()).toEqual([1])
      const disabledAt = (await fixture.webhooks.findWebhook('w-1'))?.disabledAt
      expect(disabledAt?.getTime()).toBe(fixture.clock.now().getTime() - HOUR_MS)
      expect(await fixture.log()).toMatchObject([{ outcome: 'failed', status: 410 }])
    })

    test('continues after changes that the history no longer has', async () => {
      await fixture.book(3)
      fixture.clock.advance(DAY_MS)
      await fixture.book(1)
      await fixture.seats.deleteHistory({ before: fixture.clock.now(), countMax: 100 })
      await fixture.run(instance)

      expect(fixture.sender.revisions()).toEqual([4])
    })

    test('sends a change again if the store fails after the response', async () => {
      const { webhooks } = fixture
      const saveProgress = webhooks.saveProgress.bind(webhooks)
      webhooks.saveProgress = () => Promise.reject(new Error('The store is unavailable'))
      await fixture.book(2)
      await fixture.run(instance)
      expect(fixture.errors).toHaveLength(1)
      webhooks.saveProgress = saveProgress
      await fixture.run(instance)
      expect(fixture.sender.revisions()).toEqual([1])
      fixture.clock.advance(LEASE_MS)
      await fixture.run(instance)

      expect(fixture.sender.revisions()).toEqual([1, 1, 2])
    })
  })

  describe('of several instances', () => {
    beforeEach(() => fixture.addWebhook())

    test('one takes over when another stops in a delivery, and the first then does nothing more', async () => {
      const first = Promise.withResolvers<SendResult>()
      fixture.sender.answer = () => first.promise
      await fixture.book(3)
      await fixture.run(instance)
      fixture.sender.answer = () => ACCEPTED
      const other = fixture.instance()
      await fixture.run(other)
      expect(fixture.sender.revisions()).toEqual([1])

      fixture.clock.advance(LEASE_MS)
      await fixture.run(other)
      expect(fixture.sender.revisions()).toEqual([1, 1, 2, 3])
      first.resolve(ACCEPTED)
      await fixture.settle()
      expect(fixture.sender.revisions()).toEqual([1, 1, 2, 3])
      expect(await fixture.webhooks.oldestPendingChange()).toBeUndefined()
    })

    test('one continues at once with what another leaves when it is stopped', async () => {
      fixture.sender.answer = ({ signal }) =>
        new Promise((resolve) => {
          signal?.addEventListener('abort', () => {
            resolve({ outcome: 'failed', error: 'aborted' })
          })
        })
      await fixture.book(2)
      await fixture.run(instance)
      await instance.stop()
      fixture.sender.answer = () => ACCEPTED
      await fixture.run(instance)
      expect(fixture.sender.revisions()).toEqual([1])
      await fixture.run(fixture.instance())

      expect(fixture.sender.revisions()).toEqual([1, 1, 2])
      expect((await fixture.log()).map(({ attempt }) => attempt)).toEqual([1, 1, 1])
    })
  })

  test('an instance that is stopped while it claims events releases them', async () => {
    await fixture.addWebhook()
    await fixture.book()
    const { webhooks } = fixture
    const claim = webhooks.claimEvents.bind(webhooks)
    const gate = Promise.withResolvers<undefined>()
    webhooks.claimEvents = async (query) => {
      const claimed = await claim(query)
      await gate.promise
      return claimed
    }
    const run = instance.execute()
    await fixture.settle()
    let hasStopped = false
    const stop = instance.stop().then(() => {
      hasStopped = true
    })
    await fixture.settle()
    expect(hasStopped).toBe(false)

    gate.resolve(undefined)
    await Promise.all([run, stop])
    expect(fixture.sender.sent).toHaveLength(0)
    await fixture.run(fixture.instance())
    expect(fixture.sender.revisions()).toEqual([1])
  })

  test('aborts the delivery to a webhook that was deleted, and waits for it when it is stopped', async () => {
    const sending = Promise.withResolvers<SendResult>()
    let isAborted = false
    fixture.sender.answer = ({ signal }) => {
      signal?.addEventListener('abort', () => {
        isAborted = true
      })
      return sending.promise
    }
    await fixture.addWebhook()
    await fixture.book()
    await fixture.run(instance)
    await fixture.webhooks.deleteWebhook('w-1')
    await fixture.run(instance)
    expect(isAborted).toBe(true)
    let hasStopped = false
    const stop = instance.stop().then(() => {
      hasStopped = true
    })
    await fixture.settle()
    expect(hasStopped).toBe(false)

    sending.resolve({ outcome: 'failed', error: 'aborted' })
    await stop
    expect(fixture.errors).toEqual([])
  })

  test('sends nothing to a webhook that was deleted, and signs with a rotated secret', async () => {
    await fixture.addWebhook()
    await fixture.run(instance)
    await fixture.webhooks.rotateSecret('w-1', 'whsec_new', fixture.clock.now())
    await fixture.book()
    await fixture.run(instance)
    expect(fixture.sender.sent.map(({ webhook }) => webhook.secret)).toEqual(['whsec_new'])

    await fixture.webhooks.deleteWebhook('w-1')
    await fixture.save([bookedSeat('A-100', 1)])
    await fixture.run(instance)
    expect(fixture.sender.sent).toHaveLength(1)
  })
})
