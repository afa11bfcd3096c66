import { beforeEach, describe, expect, test } from '@jest/globals'

import { PublicSeatRules } from '../../src/application/best-seats/public-seat-rules.ts'
import { newEvent } from '../../src/domain/event.ts'
import type { PlanRow, PlanSeat } from '../../src/domain/seating-plan.ts'
import { planOf } from '../builders/drawn-hall.ts'
import { namedRow, straight } from '../builders/tables.ts'
import { MINUTE_MS, UseCaseFixture } from '../drivers/use-case-fixture.ts'

const PUBLIC = { clientId: 'a client' }

const row = (name: string, count: number, y: number, over: Partial<PlanSeat> = {}): PlanRow => {
  const { seats, ...head } = namedRow(name, straight(count, 10, { x: 0, y }))
  return { ...head, seats: seats.map((seat) => ({ ...seat, ...over })) }
}
/** The seats of the gala are in row A, and those of two tables in rows T and U. */
const PLAN = planOf([
  row('A', 6, 0),
  { ...row('T', 2, 30), bookAs: 'whole' },
  { ...row('U', 2, 60), bookAs: 'whole' },
])

async function openHall({
  refusesSingleSeats,
}: {
  refusesSingleSeats: boolean
}): Promise<UseCaseFixture> {
  const office = new UseCaseFixture({ refusesSingleSeats, seatsMax: 6 })
  const createdAt = office.clock.now()
  await office.events.addEvent(newEvent({ id: 'show', name: 'Show', createdAt, plan: PLAN }))
  return office
}

const splitsTable = (...seatIds: string[]) => ({
  outcome: 'refused',
  refusal: { reason: 'splits-table', seatIds },
})
const leavesSingle = (...seatIds: string[]) => ({
  outcome: 'refused',
  refusal: { reason: 'leaves-single-seats', seatIds },
})
const holding = (...seatIds: string[]) => ({ outcome: 'done', result: { seatIds } })

let office: UseCaseFixture

const hold = (holdId: string, seatIds: readonly string[], over: object = PUBLIC) =>
  office.hold(holdId, seatIds, { eventId: 'show', ...over })

describe('the public and tables', () => {
  beforeEach(async () => {
    office = await openHall({ refusesSingleSeats: false })
  })

  test('holds a table as a whole only', async () => {
    expect(await hold('h-1', ['A-1', 'T-1'])).toEqual(splitsTable('T-2'))
    expect(await hold('h-1', ['A-1', 'T-1', 'T-2'])).toMatchObject(holding('A-1', 'T-1', 'T-2'))
  })

  test('adds a table to a hold as a whole only', async () => {
    await hold('h-1', ['T-1', 'T-2'])
    const own = { ...PUBLIC, ownTokenDigest: 'token of h-1' }

    expect(await hold('h-2', ['U-2'], own)).toEqual(splitsTable('U-1'))
    expect(await hold('h-2', ['T-1'], own)).toMatchObject(holding('T-1', 'T-2'))
    expect(await hold('h-2', ['U-1', 'U-2'], own)).toMatchObject(
      holding('T-1', 'T-2', 'U-1', 'U-2'),
    )
  })

  test('releases a table as a whole only', async () => {
    await hold('h-1', ['A-1', 'T-1', 'T-2', 'U-1', 'U-2'])

    expect(await office.releaseSeats('h-1', ['A-1', 'T-1'])).toEqual(splitsTable('T-2'))
    expect(await office.releaseSeats('h-1', ['T-1', 'T-2'])).toMatchObject(
      holding('A-1', 'U-1', 'U-2'),
    )
    expect(await office.releaseSeats('h-1', ['A-1'])).toMatchObject(holding('U-1', 'U-2'))
    expect(await office.releaseSeats('h-1', ['U-1', 'U-2'])).toMatchObject(holding())
  })

  test('gets the result of its first request when it repeats a release', async () => {
    await hold('h-1', ['A-1', 'T-1', 'T-2'])
    const again = { idempotencyKey: 'again' }
    await office.releaseSeats('h-1', ['T-1', 'T-2'], again)

    expect(await office.releaseSeats('h-1', ['T-1', 'T-2'], again)).toMatchObject(holding('A-1'))
  })

  test('cannot hold the rest of a table of which a seller has sold a part', async () => {
    await office.book('b-1', ['T-1'], { eventId: 'show' })

    expect(await hold('h-1', ['T-2'])).toEqual(splitsTable('T-1'))
  })

  test('is refused for a taken seat before the rules', async () => {
    await office.book('b-1', ['A-1'], { eventId: 'show' })

    expect(await hold('h-1', ['A-1', 'T-1'])).toMatchObject({
      refusal: { reason: 'not-available', conflicts: [{ seatId: 'A-1' }] },
    })
  })

  test('may reduce a hold that has a part of a table only', async () => {
    await hold('h-1', ['A-1', 'T-1'], { clientId: undefined })

    expect(await office.releaseSeats('h-1', ['T-1'])).toMatchObject(holding('A-1'))
  })
})

describe('a public release that would leave a single seat', () => {
  beforeEach(async () => {
    office = await openHall({ refusesSingleSeats: true })
  })

  test('is refused', async () => {
    await hold('h-1', ['A-1', 'A-2', 'A-3'])

    expect(await office.releaseSeats('h-1', ['A-1'])).toEqual(leavesSingle('A-1'))
    expect(await office.releaseSeats('h-1', ['A-1', 'A-3'])).toEqual(leavesSingle('A-1'))
    expect(await office.releaseSeats('h-1', ['A-3'])).toMatchObject(holding('A-1', 'A-2'))
    expect(await office.releaseSeats('h-1', ['A-1', 'A-2'])).toMatchObject(holding())
  })

  test('is refused between the remaining seats and those of others', async () => {
    await hold('h-1', ['A-1', 'A-2'])
    await hold('h-2', ['A-3', 'A-4'])

    expect(await office.releaseSeats('h-2', ['A-3'])).toEqual(leavesSingle('A-3'))
    expect(await office.releaseSeats('h-2', ['A-4'])).toMatchObject(holding('A-3'))
  })

  test('is possible between the seats of others', async () => {
    await office.book('b-1', ['A-1', 'A-3'], { eventId: 'show' })
    await hold('h-1', ['A-2', 'A-4'])

    expect(await office.releaseSeats('h-1', ['A-2'])).toMatchObject(holding('A-4'))
  })

  test('is possible if no choice of as many seats in the row leaves none', async () => {
    await hold('h-1', ['A-1', 'A-2', 'A-3', 'A-4', 'A-5', 'A-6'])

    expect(await office.releaseSeats('h-1', ['A-6'])).toMatchObject({ outcome: 'done' })
  })

  test('is possible for a table, as a whole', async () => {
    await hold('h-1', ['A-1', 'T-1', 'T-2'])

    expect(await office.releaseSeats('h-1', ['T-1', 'T-2'])).toMatchObject(holding('A-1'))
  })

  test('is possible if the rule is off', async () => {
    office = await openHall({ refusesSingleSeats: false })
    await hold('h-1', ['A-1', 'A-2', 'A-3'])

    expect(await office.releaseSeats('h-1', ['A-1'])).toMatchObject(holding('A-2', 'A-3'))
  })
})

describe('a seller', () => {
  beforeEach(async () => {
    office = await openHall({ refusesSingleSeats: true })
  })

  test('may hold and book a part of a table', async () => {
    expect(await hold('h-1', ['T-1'], { clientId: undefined })).toMatchObject(holding('T-1'))
    expect(await office.book('b-1', ['T-2'], { eventId: 'show' })).toMatchObject({
      outcome: 'done',
    })
  })

  test('may release a part of a table, and leave a released seat single', async () => {
    const buyer = 'seller'
    await hold('h-1', ['A-1', 'A-2', 'T-1', 'T-2'])

    expect(await office.releaseSeats('h-1', ['T-1'], { buyer })).toMatchObject({ outcome: 'done' })
    expect(await office.releaseSeats('h-1', ['A-1'], { buyer })).toMatchObject(
      holding('A-2', 'T-2'),
    )
  })

  test('may leave a single seat', async () => {
    expect(await hold('h-1', ['A-2'], { clientId: undefined })).toMatchObject(holding('A-2'))
  })
})

describe('a public hold that would leave a single seat', () => {
  beforeEach(async () => {
    office = await openHall({ refusesSingleSeats: true })
  })

  test('is refused', async () => {
    expect(await hold('h-1', ['A-2', 'A-3'])).toEqual(leavesSingle('A-1'))
    expect(await hold('h-1', ['A-1', 'A-2'])).toMatchObject({ outcome: 'done' })
  })

  test('is refused beside seats that others hold, until these holds expire', async () => {
    await hold('h-1', ['A-1', 'A-2'])
    expect(await hold('h-2', ['A-4'])).toEqual(leavesSingle('A-3'))

    office.clock.advance(10 * MINUTE_MS)
    expect(await hold('h-2', ['A-4', 'A-5', 'A-6'])).toMatchObject({ outcome: 'done' })
  })

  test('is refused beside seats that the hold already has', async () => {
    await hold('h-1', ['A-1', 'A-2'])
    const own = { ...PUBLIC, ownTokenDigest: 'token of h-1' }

    expect(await hold('h-2', ['A-4'], own)).toEqual(leavesSingle('A-3'))
    expect(await hold('h-2', ['A-3'], own)).toMatchObject({ outcome: 'done' })
  })

  test('is placed if no other choice of as many seats in the row leaves none', async () => {
    await hold('h-1', ['A-1', 'A-2', 'A-3'])

    expect(await hold('h-2', ['A-4', 'A-5'])).toMatchObject({ outcome: 'done' })
  })

  test('is placed if the rule is off', async () => {
    office = await openHall({ refusesSingleSeats: false })

    expect(await hold('h-1', ['A-2'])).toMatchObject({ outcome: 'done' })
  })
})

test('the best available seats may leave a single seat', async () => {
  office = await openHall({ refusesSingleSeats: true })
  const { catalogue, useCases } = office
  const ports = { halls: catalogue, marks: catalogue, availability: useCases.availability }
  const rules = new PublicSeatRules(ports, { refusesSingleSeats: true })
  const seats = { eventId: 'show', ownSeatIds: [], seatIds: ['A-2'] }

  expect(await rules.checkHold({ ...seats, isBestChoice: true })).toBeUndefined()
  expect(await rules.checkHold({ ...seats, isBestChoice: false })).toEqual(leavesSingle('A-1'))
})

test('a hold that adds no seat is not refused, without a read', async () => {
  const fails = () => Promise.reject(new Error('Something was read.'))
  const ports = {
    halls: { findHall: fails },
    marks: { findMarks: fails },
    availability: { view: fails },
  }
  const rules = new PublicSeatRules(ports, { refusesSingleSeats: true })
  const hold = { eventId: 'show', ownSeatIds: ['A-2', 'T-1'], isBestChoice: false }

  expect(await rules.checkHold({ ...hold, seatIds: ['A-2', 'T-1'] })).toBeUndefined()
  await expect(rules.checkHold({ ...hold, seatIds: ['A-2', 'A-3'] })).rejects.toThrow()
})
