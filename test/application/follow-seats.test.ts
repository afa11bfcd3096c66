import { beforeEach, describe, expect, test } from '@jest/globals'

import { paceByTicks } from '../../src/adapters/system/paced-refresh.ts'
import type { SeatsMessage, SeatsReader } from '../../src/application/event-seats/seats-message.ts'
import type { SeatsState, SeatsUpdate } from '../../src/application/ports/seats-since.port.ts'
import { FollowSeats } from '../../src/application/queries/follow-seats.ts'
import type { EventDetails } from '../../src/domain/event.ts'
import { until } from '../../tools/until.ts'
import { eventWithAreas } from '../builders/event-with-areas.ts'
import { eventWithSeats } from '../builders/event-with-seats.ts'
import { bookedSeat, seatChange } from '../builders/seat-change.ts'
import { MINUTE_MS, UseCaseFixture } from '../drivers/use-case-fixture.ts'

const TICKS_WITHOUT_MAX = 10

let office: UseCaseFixture
/** The state that is passed to each read of the store. */
let readings: (SeatsState | undefined)[]
/** Replaces the result of the store. */
let answer: (() => Promise<SeatsUpdate | undefined>) | undefined
let listening: number
let errors: unknown[]
let followSeats: FollowSeats
beforeEach(() => {
  office = new UseCaseFixture()
  readings = []
  answer = undefined
  listening = 0
  errors = []
  followSeats = new FollowSeats(
    {
      clock: office.clock,
      areas: office.catalogue,
      summaries: office.keptEvents,
      pace: paceByTicks({ ticksWithoutMax: TICKS_WITHOUT_MAX }),
      seatsSince: {
        seatsSince: async (eventId, since) => {
          readings.push(since)
          return answer ? answer() : office.seats.seatsSince(eventId, since)
        },
      },
      feed: {
        listen: (eventId, onChange) => {
          listening++
          const unlisten = office.feed.listen(eventId, onChange)
          return () => {
            listening--
            unlisten()
          }
        },
      },
    },
    (error) => void errors.push(error),
  )
})

class Reader implements SeatsReader {
  readonly messages: SeatsMessage[] = []
  ended = false
  leave: () => void = () => undefined

  next(message: SeatsMessage): void {
    this.messages.push(message)
  }

  end(): void {
    this.ended = true
  }
}

/** Lets all running tasks finish. */
const settle = () => new Promise(setImmediate)

async function tick(times = 1): Promise<void> {
  for (let i = 0; i < times; i++) {
    followSeats.advance()
    await settle()
  }
}

/** A reader that has joined, after all its reads have finished. */
async function follow(eventId = 'gala'): Promise<Reader> {
  const reader = new Reader()
  const found = followSeats.execute(eventId)
  await tick()
  const event = await found
  if (!event) throw new Error(`There is no ${eventId}`)
  reader.leave = event.join(reader)
  await tick(2)
  return reader
}

describe('a reader', () => {
  test('gets a snapshot of the unavailable seats, then changes', async () => {
    await office.hold('h-1', ['A-1'])
    await office.book('b-1', ['A-2'])
    await office.cancel('b-1')
    await office.block(['A-3'])
    const { messages } = await follow()
    await office.book('b-2', ['A-4', 'A-5'])
    await settle()
    await tick()
    await office.cancel('b-2')
    await settle()

    const snapshot = messages[0]
    expect(snapshot).toMatchObject({ kind: 'snapshot', eventId: 'gala', revision: 4 })
    expect(new Set(snapshot?.seats)).toEqual(
      new Set([
        { seatId: 'A-1', version: 1, status: 'held' },
        { seatId: 'A-3', version: 1, status: 'blocked' },
      ]),
    )
    expect(messages.slice(1)).toEqual([
      {
        kind: 'changes',
        revision: 5,
        seats: [
          { seatId: 'A-5', version: 1, status: 'booked' },
          { seatId: 'A-4', version: 1, status: 'booked' },
        ],
      },
      {
        kind: 'changes',
        revision: 6,
        seats: [
          { seatId: 'A-5', version: 2, status: 'available' },
          { seatId: 'A-4', version: 2, status: 'available' },
        ],
      },
    ])
  })

  test('misses no change that was saved before or during its start', async () => {
    await follow()
    let read: () => void = () => undefined
    answer = async () => {
      const since = await office.seats.seatsSince('gala', readings.at(-1))
      await new Promise<void>((resolve) => (read = resolve))
      return since
    }
    await office.book('b-1', ['A-1'])
    await settle()
    const second = follow()
    await office.book('b-2', ['A-2'])
    answer = undefined
    read()

    const { messages } = await second
    expect(messages[0]).toMatchObject({ kind: 'snapshot', revision: 2 })
  })

  test('is notified at the deadline that a hold has expired, without a write', async () => {
    await office.hold('h-1', ['A-1', 'A-2'])
    await office.hold('h-2', ['A-3'], { ttlMs: 20 * MINUTE_MS })
    const { messages } = await follow()
    office.clock.advance(10 * MINUTE_MS - 1)
    await tick()
    expect(messages).toHaveLength(1)

    office.clock.advance(1)
    await tick()
    expect(messages.slice(1)).toEqual([
      {
        kind: 'changes',
        revision: 2,
        seats: expect.arrayContaining([
          { seatId: 'A-1', version: 1, status: 'available' },
          { seatId: 'A-2', version: 1, status: 'available' },
        ]),
      },
    ])
    expect((await follow()).messages[0]?.seats).toEqual([
      { seatId: 'A-3', version: 1, status: 'held' },
    ])

    office.clock.advance(10 * MINUTE_MS)
    await tick()
    expect(messages.at(-1)?.seats).toEqual([{ seatId: 'A-3', version: 1, status: 'available' }])
  })

  test('gets no seats of expired holds, and other readers are notified of these, too', async () => {
    await office.hold('h-1', ['A-1'])
    const first = await follow()
    const coming = followSeats.execute('gala')
    await tick()
    const event = await coming
    office.clock.advance(10 * MINUTE_MS)
    const second = new Reader()
    event?.join(second)

    expect(second.messages).toMatchObject([{ kind: 'snapshot', seats: [] }])
    expect(first.messages.at(-1)).toMatchObject({
      kind: 'changes',
      seats: [{ seatId: 'A-1', version: 1, status: 'available' }],
    })
  })

  test('does not see an extended or confirmed hold expire', async () => {
    await office.hold('h-1', ['A-1'])
    await office.hold('h-2', ['A-2'])
    const { messages } = await follow()
    office.clock.advance(5 * MINUTE_MS)
    await office.extend('h-1')
    await office.confirm('h-2', 'b-2')
    await tick(2)
    const told = messages.length
    office.clock.advance(6 * MINUTE_MS)
    await tick()

    expect(messages).toHaveLength(told)
  })

  test('of an unknown event gets undefined, and no state is kept for it', async () => {
    expect(await followSeats.execute('no such event')).toBeUndefined()
    await tick(2)

    expect(listening).toBe(0)
    await tick(3 * TICKS_WITHOUT_MAX)
    expect(readings).toHaveLength(1)
  })
})

describe('many readers', () => {
  test('get the same messages from one read', async () => {
    const all = await Promise.all(Array.from({ length: 100 }, () => follow()))
    const before = readings.length
    await office.book('b-1', ['A-1'])
    await settle()

    expect(readings).toHaveLength(before + 1)
    for (const { messages } of all) {
      expect(messages.at(-1)).toBe(all[0]?.messages.at(-1))
      expect(messages.at(-1)?.seats).toHaveLength(1)
    }
  })

  test('that start at the same time share one read, and its snapshot until the next change', async () => {
    const coming = Array.from({ length: 100 }, () => followSeats.execute('gala'))
    await settle()
    await tick()
    const events = await Promise.all(coming)
    // The first call begins a read immediately, and all others begin during that read.
    expect(readings).toMatchObject([undefined, { revision: 0 }])

    const all = Array.from({ length: 100 }, () => new Reader())
    for (const [i, reader] of all.entries()) events[i]?.join(reader)
    expect(new Set(all.map(({ messages }) => messages[0])).size).toBe(1)
  })

  test('of a busy event get one message per tick, with all changes', async () => {
    const { messages } = await follow()
    const before = readings.length
    for (const [i, seatId] of ['A-1', 'A-2', 'A-3', 'A-4'].entries()) {
      await office.book(`b-${i}`, [seatId])
      await settle()
    }
    expect(readings).toHaveLength(before + 1)
    expect(messages).toHaveLength(2)

    await tick()
    expect(readings).toHaveLength(before + 2)
    expect(messages).toHaveLength(3)
    expect(messages.at(-1)).toMatchObject({ revision: 4 })
    expect(messages.at(-1)?.seats).toHaveLength(3)
  })

  test('get fewer messages if there are more readers', async () => {
    const event = await followSeats.execute('gala')
    const all = Array.from({ length: 12_500 }, () => new Reader())
    for (const reader of all) event?.join(reader)
    await tick(8)
    const before = readings.length
    await office.book('b-1', ['A-1'])
    await settle()
    expect(readings).toHaveLength(before + 1)

    await office.book('b-2', ['A-2'])
    await tick(2)
    expect(readings).toHaveLength(before + 1)
    await tick()
    expect(readings).toHaveLength(before + 2)
    for (const { messages } of all) expect(messages).toHaveLength(3)
  })

  test('cause one read at a time, and miss no change during it', async () => {
    const { messages } = await follow()
    let running = 0
    const finish: (() => void)[] = []
    answer = async () => {
      expect(++running).toBe(1)
      const since = await office.seats.seatsSince('gala', readings.at(-1))
      await new Promise<void>((resolve) => finish.push(resolve))
      running--
      return since
    }
    await office.book('b-1', ['A-1'])
    await settle()
    await office.book('b-2', ['A-2'])
    await tick(3)
    expect(finish).toHaveLength(1)
    finish.shift()?.()
    await settle()
    finish.shift()?.()
    await settle()

    expect(messages.map(({ revision }) => revision)).toEqual([0, 1, 2])
  })

  test('get the changes of their event only', async () => {
    const [gala, other] = [await follow('gala'), await follow('default')]
    await office.book('b-1', ['A-1'])
    await tick(3)

    expect(gala.messages).toHaveLength(2)
    expect(other.messages).toHaveLength(1)
  })
})

describe('the readers of an event with standing areas', () => {
  const count = (available: number, capacity = 12_000) => ({ areaId: 'pit', capacity, available })
  const ids = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, index) => `pit:${from + index}`)

  beforeEach(async () => {
    office = new UseCaseFixture({ seatsMax: 20_000 })
    await office.events.addEvent(eventWithAreas('show', { pit: 12_000, lawn: 3 }, ['A', 'B']))
    const { clock, keptEvents, catalogue, seats, feed } = office
    const pace = paceByTicks({ ticksWithoutMax: TICKS_WITHOUT_MAX })
    const ports = { clock, summaries: keptEvents, areas: catalogue, seatsSince: seats, feed, pace }
    followSeats = new FollowSeats(ports, (error) => void errors.push(error))
  })

  test('get the counts of all areas, and never a place', async () => {
    await office.hold('h-1', ['A', 'pit:7'], { eventId: 'show' })
    const { messages } = await follow('show')
    expect(messages).toMatchObject([
      {
        kind: 'snapshot',
        seats: [{ seatId: 'A', status: 'held' }],
        areas: [count(11_999), { areaId: 'lawn', capacity: 3, available: 3 }],
      },
    ])
  })

  test('get one count for ten thousand changed places', async () => {
    const { messages } = await follow('show')
    await office.book('b-1', ids(1, 10_000), { eventId: 'show' })
    await tick(2)
    expect(messages.slice(1)).toMatchObject([{ kind: 'changes', seats: [], areas: [count(2_000)] }])
  })

  test('get the count when a hold expires, and none if only seats have changed', async () => {
    await office.hold('h-1', ['pit:1', 'pit:2'], { eventId: 'show' })
    const { messages } = await follow('show')
    await office.book('b-1', ['A'], { eventId: 'show' })
    await tick(2)
    office.clock.advance(10 * MINUTE_MS)
    await tick()

    const [, ofSeat, ofExpiry] = messages
    expect(ofSeat).toMatchObject({ seats: [{ seatId: 'A' }] })
    expect(ofSeat?.areas).toBeUndefined()
    expect(ofExpiry).toMatchObject({ kind: 'changes', seats: [], areas: [count(12_000)] })
    expect(messages).toHaveLength(3)
  })

  test('get a snapshot when the areas are different in a new plan', async () => {
    await office.hold('h-1', ['A', 'pit:7'], { eventId: 'show' })
    const { messages } = await follow('show')
    const { plan } = eventWithAreas('show', { pit: 12_001 }, ['A', 'B'])
    const by = { eventId: 'show', actor: 'admin', requestId: 'r-1' }
    const command = { ...by, plan, isDryRun: false, isExpected: () => true }
    await office.useCases.replacePlan.execute(command)
    await tick(2)

    expect(messages.filter(({ kind }) => kind === 'snapshot').at(-1)).toMatchObject({
      seats: [{ seatId: 'A' }],
      areas: [count(12_000, 12_001)],
    })
  })
})

describe('an event', () => {
  test('is no longer followed after its last reader leaves', async () => {
    const readers = [await follow(), await follow()]
    readers[0]?.leave()
    await tick()
    expect(listening).toBe(1)
    readers[1]?.leave()
    await tick()

    expect(listening).toBe(0)
    const before = readings.length
    await office.book('b-1', ['A-1'])
    await tick(3 * TICKS_WITHOUT_MAX)
    expect(readings).toHaveLength(before)
    expect(readers.map(({ messages }) => messages.length)).toEqual([1, 1])
  })

  test('is read regularly, in case a change was not announced', async () => {
    const { messages } = await follow()
    await office.seats.save(seatChange([bookedSeat('A-1', 1)]))
    await tick(TICKS_WITHOUT_MAX - 3)
    expect(messages).toHaveLength(1)
    await tick(3)

    expect(messages.at(-1)?.seats).toEqual([{ seatId: 'A-1', version: 1, status: 'booked' }])
  })

  test.each([1, 2, 3])(
    'sends a snapshot to all readers when the store no longer has the last state, at revision %i',
    async (revision) => {
      await office.book('b-1', ['A-1'])
      await office.book('b-2', ['A-2'])
      const { messages } = await follow()
      answer = async () => ({
        ...{ revision, tag: 'other', isComplete: readings.at(-1)?.tag !== 'other' },
        seats: readings.at(-1)?.tag === 'other' ? [] : [bookedSeat('A-3', 1)],
      })
      await tick(TICKS_WITHOUT_MAX + 1)

      expect(messages).toHaveLength(2)
      expect(messages[1]).toEqual({
        kind: 'snapshot',
        eventId: 'gala',
        revision,
        seats: [{ seatId: 'A-3', version: 1, status: 'booked' }],
      })
      expect(readings.at(-1)).toMatchObject({ revision: 2 })
    },
  )

  test('ends its readers when it is deleted', async () => {
    const reader = await follow()
    answer = async () => undefined
    await tick(TICKS_WITHOUT_MAX + 1)

    expect(reader.ended).toBe(true)
    expect(listening).toBe(0)
    expect(await followSeats.execute('gala')).toBeUndefined()
  })

  test('continues for its readers after the store was unavailable, which is reported once', async () => {
    const { messages } = await follow()
    answer = () => Promise.reject(new Error('away'))
    await office.book('b-1', ['A-1'])
    await tick(5 * TICKS_WITHOUT_MAX)
    expect(errors).toEqual([new Error('away')])
    const refused = expect(followSeats.execute('gala')).rejects.toThrow('away')
    await tick()
    await refused

    answer = undefined
    await tick(TICKS_WITHOUT_MAX + 1)
    expect(messages.at(-1)?.seats).toEqual([{ seatId: 'A-1', version: 1, status: 'booked' }])
    answer = () => Promise.reject(new Error('away again'))
    await tick(TICKS_WITHOUT_MAX + 1)
    expect(errors).toHaveLength(2)
  })

  test('whose first read failed is read once the store is available', async () => {
    answer = () => Promise.reject(new Error('away'))
    await expect(followSeats.execute('gala')).rejects.toThrow('away')
    answer = undefined
    await until(async () => {
      await tick()
      return (await follow()).messages.length === 1
    })
  })
})

describe('a change of the event', () => {
  beforeEach(async () => {
    await office.events.addEvent(eventWithSeats('gala', ['A-1']))
  })
  const change = (changes: Partial<EventDetails> = { status: 'closed' }) =>
    office.useCases.changeEvent.execute({
      actor: 'admin',
      requestId: 'r-1',
      eventId: 'gala',
      changes,
      isExpected: () => true,
    })

  test('is announced, and sent to the readers with the next read, once', async () => {
    const reader = await follow()
    await change()
    await tick(2)
    expect(reader.messages).toHaveLength(2)
    await tick(2 * TICKS_WITHOUT_MAX)

    expect(reader.messages).toMatchObject([
      { kind: 'snapshot', eventVersion: 1, state: { event: { status: 'on-sale' }, sale: 'open' } },
      {
        ...{ kind: 'changes', eventVersion: 2, seats: [] },
        state: { event: { version: 2, status: 'closed' }, sale: 'closed' },
      },
    ])
  })

  test('is in the snapshot of a later reader', async () => {
    await follow()
    await change()
    await tick(TICKS_WITHOUT_MAX)

    expect((await follow()).messages[0]).toMatchObject({
      ...{ kind: 'snapshot', eventVersion: 2 },
      state: { sale: 'closed' },
    })
  })

  test('by the clock, the opening and the closing of its sale, is sent once', async () => {
    const nowMs = office.clock.now().getTime()
    const at = (ms: number) => new Date(nowMs + ms)
    await change({ saleOpensAt: at(MINUTE_MS), saleClosesAt: at(2 * MINUTE_MS) })
    const reader = await follow()
    const sales = () => reader.messages.map(({ state }) => state?.sale)
    expect(sales()).toEqual(['not-yet-open'])

    office.clock.advance(MINUTE_MS - 1)
    await tick()
    expect(sales()).toEqual(['not-yet-open'])
    office.clock.advance(1)
    await tick(2)
    expect(sales()).toEqual(['not-yet-open', 'open'])
    expect(reader.messages[1]).toMatchObject({ kind: 'changes', eventVersion: 2, seats: [] })
    expect((await follow()).messages[0]).toMatchObject({ state: { sale: 'open' } })
    office.clock.advance(MINUTE_MS)
    await tick(2)
    expect(sales()).toEqual(['not-yet-open', 'open', 'closed'])
  })
})

test('the deletion of the event ends its readers, without another message', async () => {
  await office.events.addEvent(eventWithSeats('show', ['A-1']))
  const reader = await follow('show')
  await office.useCases.deleteEvent.execute({ eventId: 'show', force: false })
  await tick(TICKS_WITHOUT_MAX)

  expect(reader.ended).toBe(true)
  expect(reader.messages).toMatchObject([{ kind: 'snapshot' }])
})
