import { beforeEach, expect, test } from '@jest/globals'

import { bookSeatCommand } from '../builders/book-seat-command.ts'
import { eventWithAreas } from '../builders/event-with-areas.ts'
import { availableSeat, bookedSeat, codeOf, seatChange } from '../builders/seat-change.ts'
import { UseCaseFixture } from '../drivers/use-case-fixture.ts'

let office: UseCaseFixture

beforeEach(async () => {
  office = new UseCaseFixture()
  await office.hold('h-0', ['A-6'])
  await office.book('b-0', ['A-5'])
})

const key = { idempotencyKey: 'k-1' }
const expiresAtMs = new UseCaseFixture().clock.now().getTime() + 600_000

/** Each command with every part of its content, and what is stored for a retry. */
const COMMANDS: readonly {
  readonly name: string
  readonly execute: () => Promise<unknown>
  readonly fingerprint: string
  readonly result: string
}[] = [
  {
    name: 'book a seat',
    execute: () =>
      office.useCases.bookSeat.execute(bookSeatCommand({ ...key, reference: 'order 7' })),
    fingerprint: '{"book":["A-1"],"reference":"order 7"}',
    result: '{"bookingId":"b-1"}',
  },
  {
    name: 'book seats',
    execute: () => office.book('b-1', ['A-1', 'A-2'], { ...key, reference: 'order 7' }),
    fingerprint: '{"book":["A-1","A-2"],"reference":"order 7"}',
    result: `{"bookingId":"b-1","code":"${codeOf('b-1')}","seatIds":["A-1","A-2"]}`,
  },
  {
    name: 'book seats without a reference',
    execute: () => office.book('b-1', ['A-1', 'A-2'], key),
    fingerprint: '{"book":["A-1","A-2"]}',
    result: `{"bookingId":"b-1","code":"${codeOf('b-1')}","seatIds":["A-1","A-2"]}`,
  },
  {
    name: 'cancel a booking',
    execute: () => office.cancel('b-0', key),
    fingerprint: '{"cancel":"b-0"}',
    result: 'null',
  },
  {
    name: 'cancel a seat of a booking',
    execute: () => office.cancelSeats('b-0', ['A-5'], key),
    fingerprint: '{"cancel":"b-0","seatIds":["A-5"]}',
    result: 'null',
  },
  {
    name: 'change the reference of a booking',
    execute: () => office.changeReference('b-0', 'order 8', key),
    fingerprint: '{"rename":"b-0","reference":"order 8"}',
    result: 'null',
  },
  {
    name: 'remove the reference of a booking',
    execute: async () => {
      await office.changeReference('b-0', 'order 8')
      await office.changeReference('b-0', undefined, key)
    },
    fingerprint: '{"rename":"b-0","reference":null}',
    result: 'null',
  },
  {
    name: 'hold seats',
    execute: () => office.hold('h-1', ['A-1', 'A-2'], { ...key, ttlMs: 600_000 }),
    fingerprint: '{"hold":["A-1","A-2"],"ttlMs":600000}',
    result: `{"holdId":"h-1","code":"${codeOf('h-1')}","seatIds":["A-1","A-2"],"expiresAtMs":${expiresAtMs},"isNew":true}`,
  },
  {
    name: 'hold the best seats',
    execute: () =>
      office.useCases.holdBestSeats.execute({
        ...key,
        eventId: 'default',
        holdId: 'h-1',
        code: codeOf('h-1'),
        tokenDigest: 'token of h-1',
        actor: 'public',
        requestId: 'r-1',
        clientId: undefined,
        quantity: 1,
        category: 'Seat',
        adjacent: true,
        ttlMs: 600_000,
      }),
    fingerprint: '{"best":1,"category":"Seat","adjacent":true,"ttlMs":600000}',
    result: `{"holdId":"h-1","code":"${codeOf('h-1')}","seatIds":["5"],"expiresAtMs":${expiresAtMs},"isNew":true}`,
  },
  {
    name: 'extend a hold',
    execute: () => office.extend('h-0', { ...key, ttlMs: 1_200_000 }),
    fingerprint: '{"extend":"h-0","ttlMs":1200000}',
    result: `{"expiresAtMs":${expiresAtMs + 600_000}}`,
  },
  {
    name: 'confirm a hold',
    execute: () => office.confirm('h-0', 'b-1', { ...key, reference: 'order 7' }),
    fingerprint: '{"confirm":"h-0","reference":"order 7"}',
    result: `{"bookingId":"b-1","code":"${codeOf('h-0')}","eventId":"gala","seatIds":["A-6"]}`,
  },
  {
    name: 'release a hold',
    execute: () => office.release('h-0', key),
    fingerprint: '{"release":"h-0"}',
    result: 'null',
  },
  {
    name: 'block seats',
    execute: () => office.block(['A-1', 'A-2'], key),
    fingerprint: '{"block":["A-1","A-2"]}',
    result: 'null',
  },
  {
    name: 'unblock seats',
    execute: async () => {
      await office.block(['A-1'])
      await office.unblock(['A-1', 'A-2'], key)
    },
    fingerprint: '{"unblock":["A-1","A-2"]}',
    result: 'null',
  },
  {
    name: 'block places of an area',
    execute: async () => {
      await office.events.addEvent(eventWithAreas('show', { pit: 1 }, ['A']))
      const areas = [{ areaId: 'pit', quantity: 1 }]
      await office.block(['A'], { ...key, eventId: 'show', areas })
    },
    fingerprint: '{"block":["A"],"areas":[{"areaId":"pit","quantity":1}]}',
    result: '{"seatIds":["A","pit:1"]}',
  },
  {
    name: 'unblock places of an area',
    execute: async () => {
      await office.events.addEvent(eventWithAreas('show', { pit: 1 }))
      await office.block(['pit:1'], { eventId: 'show' })
      const areas = [{ areaId: 'pit', quantity: 1 }]
      await office.unblock([], { ...key, eventId: 'show', areas })
    },
    fingerprint: '{"unblock":[],"areas":[{"areaId":"pit","quantity":1}]}',
    result: '{"seatIds":["pit:1"]}',
  },
  {
    name: 'move seats of a booking',
    execute: () => office.move('b-0', [{ from: 'A-5', to: 'A-1' }], key),
    fingerprint: '{"move":"b-0","moves":[{"from":"A-5","to":"A-1"}],"allowsOtherCategory":true}',
    result: 'null',
  },
]

// During an update, instances of both releases read these records. A different text refuses retries as `key-reused`.
test.each(COMMANDS)(
  'the stored record of "$name" stays the same in every release',
  async ({ execute, fingerprint, result }) => {
    await execute()

    expect(office.seats.changes.at(-1)?.idempotencyRecord).toEqual({
      key: 'k-1',
      fingerprint,
      result,
    })
  },
)

/** Removes the code from the results that are stored, which older releases stored without one. */
function storeWithoutCodes(): void {
  const find = office.seats.findIdempotencyRecord.bind(office.seats)
  office.seats.findIdempotencyRecord = async (eventId, idempotencyKey) => {
    const record = await find(eventId, idempotencyKey)
    return record && { ...record, result: record.result.replace(/,"code":"\w*"/, '') }
  }
}

test.each<[string, () => Promise<unknown>]>([
  ['booking', () => office.book('b-1', ['A-1', 'A-2'], key)],
  ['holding', () => office.hold('h-1', ['A-1', 'A-2'], key)],
  ['confirming', () => office.confirm('h-0', 'b-1', key)],
])('a retry of %s gets the code, although an older release has stored none', async (_, execute) => {
  const first = await execute()
  storeWithoutCodes()

  expect(first).toMatchObject({ result: { code: expect.stringMatching(/^\w{8}$/) } })
  expect(await execute()).toEqual(first)
})

test('a request that was saved succeeds, although another one frees its seats immediately', async () => {
  office.seats.afterSave = async () => {
    office.seats.afterSave = undefined
    await office.seats.save(
      seatChange([availableSeat('A-1', 2)], { from: [bookedSeat('A-1', 1)], action: 'cancelled' }),
    )
  }

  expect(await office.book('b-1', ['A-1'], key)).toMatchObject({ outcome: 'done' })
  expect(await office.states()).toMatchObject({ 'A-1': 'available' })
})
