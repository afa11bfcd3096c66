import { beforeEach, describe, expect, test } from '@jest/globals'

import type { AvailabilityView } from '../../src/application/event-seats/event-seats.ts'
import type {
  SeatsSincePort,
  SeatsState,
  SeatsUpdate,
} from '../../src/application/ports/seats-since.port.ts'
import { Availability } from '../../src/application/queries/availability.ts'
import { MINUTE_MS, UseCaseFixture } from '../drivers/use-case-fixture.ts'

let office: UseCaseFixture

beforeEach(() => {
  office = new UseCaseFixture()
})

async function view() {
  const seen = await office.useCases.availability.view('gala')
  if (!seen) throw new Error('There is no gala.')
  return seen
}

const availabilityOf = (seatsSince: SeatsSincePort) =>
  new Availability({
    seatsSince,
    areas: office.catalogue,
    clock: office.clock,
    keptSeats: new Map(),
  })

/** The seats that are not available, with their status. */
const taken = ({ unavailable }: AvailabilityView) =>
  Object.fromEntries(unavailable.flat().map(({ id, status }) => [id, status]))

describe('the availability of an event', () => {
  test('lists only seats that are not available, with their status', async () => {
    expect(await view()).toMatchObject({ revision: 0, unavailable: [] })

    await office.hold('h-1', ['A-1'])
    await office.book('b-1', ['A-2'])
    await office.block(['A-3'])
    const seen = await view()
    expect(seen.revision).toBe(3)
    expect(taken(seen)).toEqual({ 'A-1': 'held', 'A-2': 'booked', 'A-3': 'blocked' })
  })

  test('keeps its tag until a seat changes', async () => {
    const tags = [(await view()).tag, (await view()).tag]
    await office.hold('h-1', ['A-1'])
    tags.push((await view()).tag, (await view()).tag)
    await office.release('h-1')
    tags.push((await view()).tag)

    expect(tags[0]).toBe(tags[1])
    expect(tags[2]).toBe(tags[3])
    expect(new Set(tags).size).toBe(3)
  })

  test('changes when a hold expires, without a write', async () => {
    await office.hold('h-1', ['A-1'])
    const before = await view()
    office.clock.advance(10 * MINUTE_MS - 1)
    expect((await view()).tag).toBe(before.tag)

    office.clock.advance(1)
    const after = await view()
    expect(after.tag).not.toBe(before.tag)
    expect(after).toMatchObject({ revision: before.revision, unavailable: [] })
  })

  test('of an unknown event is undefined, also for a second request', async () => {
    expect(await office.useCases.availability.view('no such event')).toBeUndefined()
    expect(await office.useCases.availability.view('no such event')).toBeUndefined()
  })
})

describe('concurrent requests', () => {
  test('share one read at a time, and see what was saved before they began', async () => {
    let asked = 0
    let running = 0
    let answer: (() => void)[] = []
    const slow: SeatsSincePort = {
      seatsSince: async (eventId, since) => {
        asked++
        expect(++running).toBe(1)
        const changes = await office.seats.seatsSince(eventId, since)
        await new Promise<void>((resolve) => answer.push(resolve))
        running--
        return changes
      },
    }
    const availability = availabilityOf(slow)
    const answerAll = async () => {
      while (answer.length > 0) {
        const [waiting] = [answer, (answer = [])]
        waiting.forEach((resolve) => {
          resolve()
        })
        await new Promise(setImmediate)
      }
    }

    const early = availability.view('gala')
    await new Promise(setImmediate)
    await office.book('b-1', ['A-1'])
    const late = Array.from({ length: 1_000 }, () => availability.view('gala'))
    await new Promise(setImmediate)
    await answerAll()

    expect((await early)?.unavailable).toEqual([])
    for (const seen of await Promise.all(late)) expect(seen?.revision).toBe(1)
    expect(asked).toBe(2)
  })

  test('for a new event share the first read, also if the event does not exist', async () => {
    const asked: string[] = []
    const availability = availabilityOf({
      seatsSince: async (eventId, since) => {
        asked.push(eventId)
        return office.seats.seatsSince(eventId, since)
      },
    })
    const ids = ['gala', 'no such event'].flatMap((id) => Array<string>(50).fill(id))
    await Promise.all(ids.map((id) => availability.view(id)))
    expect(asked).toEqual(['gala', 'no such event'])
  })

  const at = (revision: number, tag: string, ...bookedIds: string[]): SeatsUpdate => ({
    revision,
    tag,
    isComplete: true,
    seats: bookedIds.map((id) => ({ id, version: 1, status: 'booked' })),
  })

  test('drop a deleted event, and read a new event with its id from the beginning', async () => {
    const answers = [at(5, 'x', 'A-1'), undefined, at(0, '')]
    const availability = availabilityOf({ seatsSince: async () => answers.shift() })
    await availability.view('gala')

    expect(await availability.view('gala')).toBeUndefined()
    expect(await availability.view('gala')).toMatchObject({ revision: 0, unavailable: [] })
  })

  test.each([4, 5, 6])(
    'read all seats if the store no longer has the state that was read, at revision %i',
    async (revision) => {
      const answers = [at(5, 'x', 'A-1', 'A-2'), at(revision, 'y', 'A-3')]
      const asked: (SeatsState | undefined)[] = []
      const availability = availabilityOf({
        seatsSince: async (_, since) => {
          asked.push(since)
          return answers.shift()
        },
      })
      const before = await availability.view('gala')
      const after = await availability.view('gala')

      expect(after).toMatchObject({ revision, unavailable: [[{ id: 'A-3' }]] })
      expect(after?.tag).not.toBe(before?.tag)
      expect(asked).toEqual([undefined, { revision: 5, tag: 'x' }])
    },
  )

  test('succeed again after the store was unavailable', async () => {
    let isAway = true
    const availability = availabilityOf({
      seatsSince: async (eventId, since) => {
        if (isAway) throw new Error('away')
        return office.seats.seatsSince(eventId, since)
      },
    })
    await expect(availability.view('gala')).rejects.toThrow('away')
    isAway = false
    expect(await availability.view('gala')).toMatchObject({ revision: 0 })
  })

  test('read all seats after a read of the changes has failed', async () => {
    const asked: (SeatsState | undefined)[] = []
    const answers = [at(5, 'x', 'A-1'), new Error('too much'), at(6, 'y', 'A-2')]
    const availability = availabilityOf({
      seatsSince: async (_, since) => {
        asked.push(since)
        const answer = answers.shift()
        if (answer instanceof Error) throw answer
        return answer
      },
    })
    await availability.view('gala')
    await expect(availability.view('gala')).rejects.toThrow('too much')

    expect(await availability.view('gala')).toMatchObject({ unavailable: [[{ id: 'A-2' }]] })
    expect(asked).toEqual([undefined, { revision: 5, tag: 'x' }, undefined])
  })
})
