import { beforeEach, describe, expect, test } from '@jest/globals'

import { StoreUnavailableError } from '../../src/application/ports/store-unavailable-error.ts'
import { createUseCases, type UseCases } from '../../src/application/use-cases.ts'
import { type Event, newEvent } from '../../src/domain/event.ts'
import { type DrawnHall, drawnHall } from '../builders/drawn-hall.ts'
import { type PicturedHall, picturedHall } from '../builders/pictured-hall.ts'
import { codeOf } from '../builders/seat-change.ts'
import { acquireLease } from '../drivers/acquire-lease.ts'
import { MINUTE_MS, UseCaseFixture } from '../drivers/use-case-fixture.ts'
import { modelPorts } from '../model/model-ports.ts'

let office: UseCaseFixture

/** Creates an event with the drawn hall. Seats that are drawn as taken are blocked. */
async function openHall(drawing: readonly string[], over: Partial<Event> = {}): Promise<void> {
  await openEvent(drawnHall(drawing), over)
}

/** The same for a picture, which may have accessible places and tables. */
async function openPicture(picture: readonly string[], over: Partial<Event> = {}): Promise<void> {
  await openEvent(picturedHall(picture), over)
}

async function openEvent(
  { plan, taken }: Pick<DrawnHall | PicturedHall, 'plan' | 'taken'>,
  over: Partial<Event>,
): Promise<void> {
  const createdAt = office.clock.now()
  await office.events.addEvent({
    ...newEvent({ id: 'show', name: 'Show', createdAt, plan }),
    ...over,
  })
  if (taken.size > 0) await office.block([...taken], { eventId: 'show' })
}

function best(holdId: string, quantity: number, over: object = {}) {
  return office.useCases.holdBestSeats.execute({
    eventId: 'show',
    holdId,
    code: codeOf(holdId),
    tokenDigest: `token of ${holdId}`,
    quantity,
    actor: 'public',
    requestId: 'r-1',
    clientId: undefined,
    ...over,
  })
}

function replacePlan(
  { plan }: Pick<DrawnHall, 'plan'>,
  { useCases }: { useCases: Pick<UseCases, 'replacePlan'> } = office,
) {
  return useCases.replacePlan.execute({
    eventId: 'show',
    plan,
    isDryRun: false,
    isExpected: () => true,
    actor: 'admin',
    requestId: 'r-1',
  })
}

/** A public request; without a client, it is one of a seller. */
const PUBLIC = { clientId: 'c-1' }

const refused = (reason: string) => ({ outcome: 'refused', refusal: { reason } })

beforeEach(() => {
  office = new UseCaseFixture()
})

describe('holding the best seats', () => {
  test('takes adjacent seats in the middle of the front row', async () => {
    await openHall(['SSSSSS', 'SSSSSS'])
    expect(await best('h-1', 2)).toMatchObject({
      result: { holdId: 'h-1', seatIds: ['1-3', '1-4'], isNew: true },
    })
  })

  test('takes released seats, and seats of an expired hold', async () => {
    await openHall(['SS'])
    await best('h-1', 2)
    expect(await best('h-2', 2)).toEqual(refused('none-available'))

    await office.release('h-1')
    expect(await best('h-3', 2)).toMatchObject({ outcome: 'done' })
    office.clock.advance(10 * MINUTE_MS)
    expect(await best('h-4', 2)).toMatchObject({ outcome: 'done' })
  })

  test('takes separate seats only if requested', async () => {
    await openHall(['SSxSS'])
    expect(await best('h-1', 3)).toEqual(refused('none-available'))
    expect(await best('h-1', 3, { adjacent: false })).toMatchObject({ outcome: 'done' })
  })

  test('takes only seats of the category', async () => {
    await openHall(['AA', 'BB'])
    expect(await best('h-1', 2, { category: 'B' })).toMatchObject({
      result: { seatIds: ['2-1', '2-2'] },
    })
    expect(await best('h-2', 3, { category: 'B' })).toEqual(refused('none-available'))
  })

  test('is refused for an unknown category', async () => {
    await openHall(['AA', 'BB'])
    expect(await best('h-1', 1, { category: 'C' })).toEqual(refused('unknown-category'))
  })

  test('takes only seats of the zone', async () => {
    await openHall(['AA', '-- Balcony', 'BBB'])
    expect(await best('h-1', 2, { zone: 'Balcony' })).toMatchObject({
      result: { seatIds: ['3-1', '3-2'] },
    })
    expect(await best('h-2', 2, { zone: 'Balcony' })).toEqual(refused('none-available'))
    expect(await best('h-3', 2, { zone: 'Gallery' })).toEqual(refused('unknown-zone'))
  })

  test('says whether the seats of the hold are adjacent, to retries too', async () => {
    await openHall(['SSxSS', 'SxSxx'])
    const apart = await best('h-1', 3, { adjacent: false, idempotencyKey: 'k-1' })
    expect(apart).toMatchObject({ result: { adjacent: false } })
    expect(await best('h-2', 3, { adjacent: false, idempotencyKey: 'k-1' })).toEqual(apart)

    expect(await best('h-3', 1)).toMatchObject({ result: { adjacent: true } })
    const added = await best('h-4', 1, { ownTokenDigest: 'token of h-3' })
    expect(added).toMatchObject({ result: { adjacent: false, isNew: false } })
  })

  test('does not say whether the seats are adjacent if the store is unavailable by then', async () => {
    await openHall(['SS'])
    office.seats.afterSave = () => {
      office.catalogue.findHall = () => Promise.reject(new StoreUnavailableError('unavailable'))
      return Promise.resolve()
    }

    const held = await best('h-1', 2)
    expect(held).toMatchObject({
      outcome: 'done',
      result: { holdId: 'h-1', seatIds: ['1-1', '1-2'] },
    })
    expect(held).toMatchObject({ result: { adjacent: undefined } })
  })

  test('fails if the hall cannot be read by then for another reason', async () => {
    await openHall(['SS'])
    office.seats.afterSave = () => {
      office.catalogue.findHall = () => Promise.reject(new Error('a fault of the program'))
      return Promise.resolve()
    }

    await expect(best('h-1', 2)).rejects.toThrow('a fault of the program')
  })

  test('chooses others if the chosen seats were added to the hold meanwhile', async () => {
    const add = async (beforeSave?: (chosen?: string) => Promise<unknown>) => {
      office = new UseCaseFixture()
      office.random = () => 0
      await openHall(['SSSSSSS'])
      await office.hold('h-1', ['1-1'], { eventId: 'show' })
      office.seats.beforeSave =
        beforeSave &&
        (async () => {
          office.seats.beforeSave = undefined
          await beforeSave()
        })
      return best('h-2', 1, { ownTokenDigest: 'token of h-1' })
    }
    const alone = await add()
    const chosen = alone.outcome === 'done' ? alone.result.seatIds.slice(1) : []

    const result = await add(async () => {
      // As if this request had been paused until its locks expired.
      office.lock.expireAll()
      const own = { eventId: 'show', ownTokenDigest: 'token of h-1' }
      expect(await office.hold('h-3', chosen, own)).toMatchObject({ outcome: 'done' })
    })
    expect(result).toMatchObject({ result: { seatIds: ['1-1', ...chosen, expect.anything()] } })
  })

  test('is refused for an unknown event', async () => {
    expect(await best('h-1', 2)).toEqual(refused('unknown-event'))
  })

  test('holds once for a retry, even if no other seats are available by then', async () => {
    await openHall(['SS'])
    const first = await best('h-1', 2, { idempotencyKey: 'k-1' })
    expect(first).toMatchObject({ outcome: 'done' })

    expect(await best('h-2', 2, { idempotencyKey: 'k-1' })).toEqual(first)
    expect(await best('h-3', 1, { idempotencyKey: 'k-1' })).toEqual(refused('key-reused'))
  })

  test.each([{ category: 'B' }, { zone: 'Balcony' }])(
    'holds once for a retry, even if the plan no longer has %j',
    async (wanted) => {
      await openHall(['AA', '-- Balcony', 'BB'])
      const request = { ...wanted, idempotencyKey: 'k-1' }
      const first = await best('h-1', 1, request)
      expect(first).toMatchObject({ outcome: 'done' })

      await replacePlan(drawnHall(['AA', 'AA', 'AA']))
      expect(await best('h-2', 1, request)).toEqual(first)
    },
  )

  test('holds once for a retry while other seats are available', async () => {
    await openHall(['SSSS'])
    const first = await best('h-1', 2, { idempotencyKey: 'k-1' })

    expect(await best('h-2', 2, { idempotencyKey: 'k-1' })).toEqual(first)
    expect((await office.useCases.availability.view('show'))?.unavailable.flat()).toHaveLength(2)
  })

  describe('with a plan that another instance has just replaced', () => {
    /** The hall as this instance still knows it has two more rows in front. */
    beforeEach(async () => {
      office.random = () => 0
      await openHall(['SSSS', 'SSSS', 'SSSS'])
      await best('h-0', 1)
      await office.release('h-0')
      const { seats, events, clock, patientLock, limits } = office
      const ports = modelPorts({ seats, events, clock, lock: patientLock })
      const useCases = createUseCases({ ...ports, random: Math.random }, limits)
      const { plan } = drawnHall(['    ', '    ', 'SSSS'])
      expect(await replacePlan({ plan }, { useCases })).toMatchObject({ outcome: 'done' })
    })

    test('takes seats that the plan still has', async () => {
      expect(await best('h-1', 2)).toMatchObject({ result: { seatIds: ['3-1', '3-2'] } })
      expect(await best('h-2', 2, { adjacent: false })).toMatchObject({ outcome: 'done' })
    })

    test('is refused if only seats that were removed look available', async () => {
      await office.block(['3-1', '3-2', '3-3', '3-4'], { eventId: 'show' })
      expect(await best('h-1', 2)).toEqual(refused('none-available'))
    })
  })

  test('is refused without naming seats if others were faster each time', async () => {
    await openHall(['SSSS'])
    const view = await office.useCases.availability.view('show')
    await office.block(['1-1', '1-2', '1-3', '1-4'], { eventId: 'show' })
    // As if each view had been read just before.
    office.useCases.availability.view = () => Promise.resolve(view)

    expect(await best('h-1', 2)).toEqual(refused('overtaken'))
  })

  test('is refused for an unknown hold, also if no seats are available', async () => {
    await openHall(['SS'])
    const own = { ownTokenDigest: 'of no hold' }

    expect(await best('h-1', 3, own)).toEqual(refused('unknown-hold'))
    expect(await best('h-1', 1, { ...own, category: 'Z' })).toEqual(refused('unknown-hold'))
    expect(await best('h-1', 1, own)).toEqual(refused('unknown-hold'))
  })

  test('chooses again if the seats are locked', async () => {
    await openHall(['SSSS', 'SSSS'])
    await office.lock.acquire({ eventId: 'show', seatIds: ['1-2'], ttlMs: 1_000 })
    expect(await best('h-1', 2)).toMatchObject({ outcome: 'done' })
  })

  test('waits for locked seats if no others are available', async () => {
    await openHall(['SS'])
    const lease = await acquireLease(office.lock, {
      eventId: 'show',
      seatIds: ['1-2'],
      ttlMs: 1_000,
    })
    const held = best('h-1', 2)
    await new Promise(setImmediate)
    await lease?.release()

    expect(await held).toMatchObject({ result: { seatIds: ['1-1', '1-2'] } })
  })

  describe('that were locked by a crashed process', () => {
    const row = 'S'.repeat(40)
    const lockRow = async () => {
      for (let number = 1; number <= row.length; number++) {
        await office.lock.acquire({ eventId: 'show', seatIds: [`1-${number}`], ttlMs: 1_000 })
      }
    }

    test('waits for them once if no others are available', async () => {
      await openHall([row])
      await lockRow()

      expect(await best('h-1', 2)).toEqual(refused('locked'))
      expect(office.waits).toBe(1)
    })

    test.each([0, 5])(
      'waits once before it finds others, with a limit of %d holds per client',
      async (max) => {
        office = new UseCaseFixture({ holdsPerClientMax: max })
        await openHall([row, 'SS'])
        await lockRow()
        office.random = () => 0

        const held = await best('h-1', 2, { clientId: 'c-1' })
        expect(held).toMatchObject({ result: { seatIds: ['2-1', '2-2'] } })
        expect(office.waits).toBe(1)
      },
    )
  })
})

describe('holding accessible places', () => {
  test('takes a place and its companion seat, which others do not get', async () => {
    await openPicture(['AWCA'])

    expect(await best('h-1', 2)).toEqual(refused('none-available'))
    expect(await best('h-2', 2, { accessible: 1 })).toMatchObject({
      result: { seatIds: ['1-2', '1-3'], adjacent: true },
    })
    expect(await best('h-3', 1, { accessible: 1 })).toEqual(refused('none-available'))
  })

  test('takes a companion seat in another row, which counts as adjacent only then', async () => {
    await openPicture(['aWa', 'aDa'], { accessibleReleaseAt: office.clock.now() })

    expect(await best('h-1', 2)).toEqual(refused('none-available'))
    const apart = await best('h-2', 2, { adjacent: false })
    expect(apart).toMatchObject({ result: { seatIds: ['1-2', '2-2'], adjacent: false } })
    await office.release('h-2')
    expect(await best('h-3', 2, { accessible: 1 })).toMatchObject({ result: { adjacent: true } })
  })

  test('takes places for everybody once they are released', async () => {
    const accessibleReleaseAt = new Date(office.clock.now().getTime() + MINUTE_MS)
    await openPicture(['WC'], { accessibleReleaseAt })
    expect(await best('h-1', 2)).toEqual(refused('none-available'))

    office.clock.advance(MINUTE_MS)
    expect(await best('h-2', 2)).toMatchObject({ outcome: 'done' })
  })

  test('is another request than one without them, for the same idempotency key', async () => {
    await openPicture(['WCAA'])
    await best('h-1', 2, { accessible: 1, idempotencyKey: 'k-1' })

    expect(await best('h-2', 2, { idempotencyKey: 'k-1' })).toEqual(refused('key-reused'))
  })

  test('by 40 concurrent requests gives each a place with its companion', async () => {
    await openPicture(Array<string>(10).fill('AWCA  ACWA'))
    office.seats.beforeSave = () => new Promise(setImmediate)

    const requests = Array.from({ length: 20 }, (_, i) => [
      best(`h-${i}`, 2, { accessible: 1 }),
      best(`other-${i}`, 1),
    ])
    const results = await Promise.all(requests.flat())

    expect(results.filter(({ outcome }) => outcome === 'refused')).toEqual([])
    const seatIds = results.flatMap((held) => (held.outcome === 'done' ? held.result.seatIds : []))
    expect(new Set(seatIds).size).toBe(60)
    expect(await best('h-late', 1, { accessible: 1 })).toEqual(refused('none-available'))
  })
})

describe('holding tables that are booked as a whole', () => {
  const TABLES = ['whole tables:', 'AA   AA   AA', 'AA   AA   AA']

  test('takes a whole table of that size, or several', async () => {
    await openPicture(TABLES)
    expect(await best('h-1', 3, PUBLIC)).toEqual(refused('none-available'))
    expect(await best('h-2', 4, PUBLIC)).toMatchObject({
      result: { seatIds: ['2-6', '2-7', '3-7', '3-6'], adjacent: true },
    })
  })

  test('takes a part of a table only for a seller', async () => {
    await openPicture(TABLES)
    expect(await best('h-1', 3, { ...PUBLIC, adjacent: false })).toEqual(refused('none-available'))
    expect(await best('h-2', 3)).toMatchObject({ outcome: 'done' })
  })

  test('by concurrent requests sells every table', async () => {
    const rows = Array<string[]>(10).fill([
      'whole tables:',
      'AA   AA   AA   AA',
      'AA   AA   AA   AA',
    ])
    await openPicture(rows.flat())
    office.seats.beforeSave = () => new Promise(setImmediate)

    const results = await Promise.all(
      Array.from({ length: 40 }, (_, i) => best(`h-${i}`, 4, PUBLIC)),
    )

    expect(results.filter(({ outcome }) => outcome === 'refused')).toEqual([])
    expect(await best('h-late', 4, PUBLIC)).toEqual(refused('none-available'))
  })
})

test('200 concurrent requests for the best 2 seats sell a hall of 400 seats exactly', async () => {
  await openHall(Array<string>(20).fill('SSSSSSSSSS SSSSSSSSSS'))
  office.seats.beforeSave = () => new Promise(setImmediate)

  const results = await Promise.all(Array.from({ length: 200 }, (_, i) => best(`h-${i}`, 2)))

  const seatIds = results.flatMap((held) => (held.outcome === 'done' ? held.result.seatIds : []))
  expect(results.filter((held) => held.outcome === 'refused')).toEqual([])
  expect(new Set(seatIds).size).toBe(400)
  expect(await best('h-late', 1)).toEqual(refused('none-available'))
})

test('concurrent requests to one instance get the same seats as sequential ones', async () => {
  const hall = Array<string>(10).fill('SSSSSSSSSS SSSSSSSSSS')
  const holdIds = Array.from({ length: 40 }, (_, i) => `h-${i}`)
  const seatsOf = (held: Awaited<ReturnType<typeof best>>) =>
    held.outcome === 'done' ? held.result.seatIds : []

  await openHall(hall)
  const inTurn = []
  for (const holdId of holdIds) inTurn.push(...seatsOf(await best(holdId, 2)))

  office = new UseCaseFixture()
  await openHall(hall)
  office.seats.beforeSave = () => new Promise(setImmediate)
  const atOnce = await Promise.all(holdIds.map((holdId) => best(holdId, 2)))

  expect(inTurn).toHaveLength(80)
  expect(atOnce.flatMap(seatsOf).toSorted()).toEqual(inTurn.toSorted())
})
