import { beforeEach, expect, test } from '@jest/globals'

import { InMemorySeatRepository } from '../../src/adapters/memory/in-memory-seat-repository.ts'
import { InMemoryWebhookRepository } from '../../src/adapters/memory/in-memory-webhook-repository.ts'
import { DeleteOldRecords } from '../../src/application/commands/delete-old-records.ts'
import { bookedSeat, seatChange } from '../builders/seat-change.ts'
import { newDelivery, newWebhook } from '../builders/webhook.ts'
import { FakeClock } from '../fakes/fake-clock.ts'

const DAY_MS = 24 * 3_600_000
const OLD = 2_500

let store: InMemorySeatRepository
let clock: FakeClock
let webhooks: InMemoryWebhookRepository
let begunBefore: Date[]
const deletedEvents = {
  deleteUnfinished: async (query: { readonly begunBefore: Date }) =>
    void begunBefore.push(query.begunBefore),
}

beforeEach(async () => {
  store = new InMemorySeatRepository()
  webhooks = new InMemoryWebhookRepository(store)
  clock = new FakeClock()
  begunBefore = []
  for (let i = 0; i < OLD; i++) await book(`old ${i}`)
  clock.advance(1)
  await book('young')
  await book('latest')
})

async function book(id: string): Promise<void> {
  store.addSeats('gala', [id])
  const cause = { actor: 'public', requestId: 'r', at: clock.now() }
  const idempotencyRecord = { key: id, fingerprint: id, result: '{}' }
  await store.save(seatChange([bookedSeat(id, 1, id)], { cause, idempotencyRecord }))
}

async function historyOfSeats(): Promise<string[]> {
  const entries = await store.history({ eventId: 'gala', limit: OLD + 2 })
  return entries.flatMap(({ seatId }) => seatId ?? [])
}

async function keysLeft(): Promise<string[]> {
  const keys = ['old 0', `old ${OLD - 1}`, 'young']
  const found = await Promise.all(keys.map((key) => store.findIdempotencyRecord('gala', key)))
  return keys.filter((_key, index) => found[index])
}

test('deletes all idempotency records older than their period, in any number, and no newer ones', async () => {
  const deleteOld = new DeleteOldRecords(
    { retention: store, webhooks, deletedEvents, clock },
    { idempotencyRecordsKeptMs: DAY_MS, deliveriesKeptMs: DAY_MS },
  )

  clock.advance(DAY_MS - 1)
  await deleteOld.execute()
  expect(await keysLeft()).toEqual(['old 0', `old ${OLD - 1}`, 'young'])

  clock.advance(1)
  await deleteOld.execute()
  expect(await keysLeft()).toEqual(['young'])
  expect(await historyOfSeats()).toHaveLength(OLD + 2)
})

test('deletes all history older than its period, in any number, and no newer entries', async () => {
  const deleteOld = new DeleteOldRecords(
    { retention: store, webhooks, deletedEvents, clock },
    { idempotencyRecordsKeptMs: 10 * DAY_MS, historyKeptMs: DAY_MS, deliveriesKeptMs: DAY_MS },
  )

  clock.advance(DAY_MS - 1)
  await deleteOld.execute()
  expect(await historyOfSeats()).toHaveLength(OLD + 2)

  clock.advance(1)
  await deleteOld.execute()
  expect(await historyOfSeats()).toEqual(['young', 'latest'])
  expect(await keysLeft()).toEqual(['old 0', `old ${OLD - 1}`, 'young'])
})

test('deletes the log of all deliveries older than its period, in any number, and no newer ones', async () => {
  const deleteOld = new DeleteOldRecords(
    { retention: store, webhooks, deletedEvents, clock },
    { idempotencyRecordsKeptMs: 10 * DAY_MS, deliveriesKeptMs: DAY_MS },
  )
  await webhooks.addWebhook(newWebhook(), 1)
  for (let i = 0; i < OLD; i++) {
    await webhooks.addDelivery(newDelivery({ id: `old ${i}`, at: clock.now() }))
  }
  clock.advance(1)
  await webhooks.addDelivery(newDelivery({ id: 'young', at: clock.now() }))
  const logged = () => webhooks.listDeliveries({ webhookId: 'w-1', limit: OLD + 1 })

  clock.advance(DAY_MS - 1)
  await deleteOld.execute()
  expect(await logged()).toHaveLength(OLD + 1)

  clock.advance(1)
  await deleteOld.execute()
  expect(await logged()).toMatchObject([{ id: 'young' }])
  expect(await historyOfSeats()).toHaveLength(OLD + 2)
})

test('deletes events whose creation began more than a day ago and was not completed', async () => {
  const deleteOld = new DeleteOldRecords(
    { retention: store, webhooks, deletedEvents, clock },
    { idempotencyRecordsKeptMs: 10 * DAY_MS, deliveriesKeptMs: DAY_MS },
  )
  await deleteOld.execute()

  expect(begunBefore).toEqual([new Date(clock.now().getTime() - DAY_MS)])
})

test('ends after a batch when it is stopped', async () => {
  const stopping = new AbortController()
  let batches = 0
  const retention = {
    deleteIdempotencyRecordsAndHolds: async () => {
      stopping.abort()
      return ++batches < 3 ? 1_000 : 0
    },
    deleteHistory: () => Promise.reject(new Error('not expected')),
  }
  const periods = {
    idempotencyRecordsKeptMs: DAY_MS,
    historyKeptMs: DAY_MS,
    deliveriesKeptMs: DAY_MS,
  }

  await new DeleteOldRecords({ retention, webhooks, deletedEvents, clock }, periods).execute(
    stopping.signal,
  )
  expect(batches).toBe(1)
})
