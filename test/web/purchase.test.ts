import { beforeEach, describe, expect, test } from '@jest/globals'

import { HoldfastError } from '../../client/src/index.ts'
import { until } from '../../tools/until.ts'
import { HoldKeeper } from '../../web/seat-map/buying/kept-hold.ts'
import { Purchase } from '../../web/seat-map/buying/purchase.ts'
import type { HoldState, PurchaseCause } from '../../web/seat-map/buying/purchase-state.ts'
import { FakeBoxOffice, memoryStorage, problem } from './fakes.ts'

const names = { serviceUrl: 'https://tickets.example', eventId: 'gala' }
const GONE = problem(410, 'hold-gone')

let office: FakeBoxOffice
let storage: ReturnType<typeof memoryStorage>
let purchase: Purchase
let causes: PurchaseCause[]
let checkedOut: HoldState[]
let nowMs: number
let admission: string | undefined
let stopping: AbortController

function open(): Purchase {
  stopping = new AbortController()
  return new Purchase({
    signal: stopping.signal,
    client: office,
    eventId: names.eventId,
    keeper: new HoldKeeper(storage, names),
    admission: () => admission,
    onChange: (_state, cause) => causes.push(cause),
    onCheckout: (hold) => checkedOut.push(hold),
    nowMs: () => nowMs,
    dateMs: () => 1_000_000 + nowMs,
  })
}

beforeEach(() => {
  office = new FakeBoxOffice()
  storage = memoryStorage()
  causes = []
  checkedOut = []
  nowMs = 0
  admission = undefined
  purchase = open()
})

describe('a purchase', () => {
  test('holds seats, then books them', async () => {
    expect(await purchase.hold({ seatIds: ['A-1', 'A-2'] })).toBeUndefined()
    expect(purchase.state).toMatchObject({ phase: 'held', holdId: 'h1', seatIds: ['A-1', 'A-2'] })
    expect(purchase.remainingMs).toBe(60_000)

    expect(await purchase.confirm()).toBeUndefined()
    expect(purchase.state).toMatchObject({ phase: 'booked', bookingId: 'b1', holdId: 'h1' })
    expect(causes).toEqual(['hold', 'confirm'])
  })

  test('has the total of the booking, not that of the seats that were held before', async () => {
    const { holdSeats } = office
    office.holdSeats = async (...sent) => {
      const reply = await holdSeats(...sent)
      if (!reply.ok) return reply
      return { ...reply, value: { ...reply.value, total: { amount: 4_500, currency: 'EUR' } } }
    }
    await purchase.hold({ seatIds: ['A-1'] })
    expect(purchase.state).toMatchObject({ total: { amount: 4_500 } })

    await purchase.confirm()
    expect(purchase.state).toMatchObject({ phase: 'booked', total: undefined })
  })

  test('sends the admission token that the page has at the time of the request', async () => {
    await purchase.hold({ seatIds: ['A-1'] })
    admission = 'token'
    await purchase.hold({ seatIds: ['A-2'] })

    expect(office.admissions).toEqual([undefined, 'token'])
  })

  test('holds the best seats, and adds more to the same hold', async () => {
    await purchase.hold({ bestAvailable: { quantity: 2, category: 'Near' } })
    await purchase.hold({ seatIds: ['A-9'] })

    expect(purchase.state).toMatchObject({ holdId: 'h1', seatIds: ['best-1', 'best-2', 'A-9'] })
    expect(office.sent.map(({ wanted }) => wanted)).toEqual([
      { bestAvailable: { quantity: 2, category: 'Near' } },
      { seatIds: ['A-9'] },
    ])
  })

  test('is extended, then released', async () => {
    await purchase.hold({ seatIds: ['A-1'] })
    nowMs = 50_000
    await purchase.extend()
    expect(purchase.remainingMs).toBe(60_000)

    await purchase.release()
    expect(purchase.state).toEqual({ phase: 'none' })
    expect(causes).toEqual(['hold', 'extend', 'release'])
  })

  test('ends with the first tick after its time is up', async () => {
    await purchase.hold({ seatIds: ['A-1'] })
    nowMs = 59_999
    purchase.tick()
    expect(purchase.state.phase).toBe('held')

    nowMs = 60_000
    office.status = 'expired'
    purchase.tick()
    await until(() => purchase.state.phase !== 'held')
    expect(purchase.state).toEqual({ phase: 'expired', holdId: 'h1', seatIds: ['A-1'] })
    expect(storage.names()).toEqual([])
  })

  test('does not end while it is being confirmed: the answer tells the outcome', async () => {
    await purchase.hold({ seatIds: ['A-1'] })
    const confirming = purchase.confirm()
    nowMs = 60_001
    purchase.tick()
    await confirming

    expect(causes).toEqual(['hold', 'confirm'])
  })

  test('is lost if the service says so, and stays if the service does not answer', async () => {
    await purchase.hold({ seatIds: ['A-1'] })
    office.fail(new HoldfastError(undefined))
    expect((await purchase.confirm())?.status).toBeUndefined()
    expect(purchase.state.phase).toBe('held')

    office.fail(GONE)
    office.status = 'expired'
    expect(await purchase.confirm()).toBeUndefined()
    expect(purchase.state.phase).toBe('expired')
  })

  test('names the seats that are lost when it is confirmed too late', async () => {
    await purchase.hold({ seatIds: ['A-1'] })
    office.status = 'expired'
    office.fail(
      problem(409, 'seats-not-available', { conflicts: [{ seatId: 'A-1', reason: 'held' }] }),
    )

    expect((await purchase.confirm())?.conflicts).toHaveLength(1)
    expect(purchase.state.phase).toBe('expired')
  })

  test('sends a request without an answer again under the same key', async () => {
    office.fail(new HoldfastError(undefined))
    await purchase.hold({ seatIds: ['A-1'] })
    await purchase.hold({ seatIds: ['A-1'] })

    const [first, second] = office.sent.map(({ key }) => key)
    expect(second).toBe(first)
    expect(purchase.state.phase).toBe('held')
  })

  test('sends one request at a time, however often the button is pressed', async () => {
    await Promise.all([
      purchase.hold({ seatIds: ['A-1'] }),
      purchase.hold({ seatIds: ['A-1'] }),
      purchase.extend(),
    ])

    expect(office.sent).toHaveLength(1)
  })
})

describe('after a reload', () => {
  test('the hold is still there, with the remaining time from the service', async () => {
    await purchase.hold({ seatIds: ['A-1', 'A-2'] })
    nowMs = 10_000
    office.lastsMs = 49_500
    const again = open()
    await again.resume()

    expect(again.state).toMatchObject({ phase: 'held', holdId: 'h1', seatIds: ['A-1', 'A-2'] })
    expect(again.remainingMs).toBe(49_500)
    expect(again.state).toMatchObject({ lastsMs: 60_000 })
    expect(office.sent.at(-1)).toMatchObject({ wanted: 'read', token: 'secret of h1' })
    await again.confirm()
    expect(again.state.phase).toBe('booked')
  })

  test('an expired hold is forgotten silently', async () => {
    await purchase.hold({ seatIds: ['A-1'] })
    office.status = 'expired'
    nowMs = 60_001
    const again = open()
    await again.resume()

    expect(again.state).toEqual({ phase: 'none' })
    expect(storage.names()).toEqual([])
  })

  test('a hold that has ended elsewhere is reported as expired', async () => {
    await purchase.hold({ seatIds: ['A-1'] })
    office.fail(GONE)
    const again = open()
    await again.resume()

    expect(again.state.phase).toBe('expired')
  })

  test('an answer that overtakes the confirmation does not end the hold', async () => {
    await purchase.hold({ seatIds: ['A-1'] })
    const [read, confirmed] = [
      Promise.withResolvers<undefined>(),
      Promise.withResolvers<undefined>(),
    ]
    const { getHold, confirmHold } = office
    office.getHold = async (...sent) => {
      await read.promise
      office.fail(GONE)
      return getHold(...sent)
    }
    office.confirmHold = async (...sent) => {
      await confirmed.promise
      return confirmHold(...sent)
    }
    const again = open()
    const resuming = again.resume()
    const confirming = again.confirm()
    read.resolve(undefined)
    await resuming
    expect(again.state.phase).toBe('held')
    confirmed.resolve(undefined)
    await confirming

    expect(again.state.phase).toBe('booked')
  })

  test.each(['confirm', 'release'] as const)(
    'an answer that arrives after %s changes nothing',
    async (step) => {
      await purchase.hold({ seatIds: ['A-1'] })
      const answer = Promise.withResolvers<undefined>()
      const { getHold } = office
      office.getHold = async (...sent) => {
        await answer.promise
        return getHold(...sent)
      }
      const again = open()
      const resuming = again.resume()
      await again[step]()
      const { state } = again
      answer.resolve(undefined)
      await resuming

      expect(state.phase).toBe(step === 'confirm' ? 'booked' : 'none')
      expect(again.state).toBe(state)
    },
  )

  test('the booking is shown with its code until the customer chooses to book more seats', async () => {
    await purchase.hold({ seatIds: ['A-1', 'A-2'] })
    await purchase.confirm()
    const again = open()
    await again.resume()

    expect(again.state).toMatchObject({
      phase: 'booked',
      bookingId: 'b1',
      code: 'ABCD-2345',
      seatIds: ['A-1', 'A-2'],
    })
    again.startAnew()
    expect(storage.names()).toEqual([])
  })

  test('a request for a hold is sent again with the same key if its answer was lost', async () => {
    office.lose(new HoldfastError(undefined))
    await purchase.hold({ seatIds: ['A-1'] })
    const again = open()
    await again.resume()
    expect(again.unclear).toEqual({ seatIds: ['A-1'] })
    await again.repeat()

    expect(again.state).toMatchObject({ phase: 'held', holdId: 'h1', seatIds: ['A-1'] })
    expect(new Set(office.sent.map(({ key }) => key)).size).toBe(1)
    expect(open().unclear).toBeUndefined()
  })

  test.each(['hold', 'checkOut'] as const)(
    'what the former page has sent (%s) has no effect on it',
    async (step) => {
      if (step === 'checkOut') await purchase.hold({ seatIds: ['A-1'] })
      causes = []
      void (step === 'hold' ? purchase.hold({ seatIds: ['A-1'] }) : purchase.checkOut())
      stopping.abort()
      const again = open()
      await again.resume()
      await again.repeat()
      await again.release()

      expect(causes.filter((cause) => cause !== 'read')).toEqual(
        step === 'hold' ? ['hold', 'release'] : ['release'],
      )
      expect([checkedOut, storage.names()]).toEqual([[], []])
    },
  )

  test('a request for a hold is not sent again if it is old', async () => {
    office.lose(new HoldfastError(undefined))
    await purchase.hold({ seatIds: ['A-1'] })
    nowMs = 600_000
    const again = open()

    expect([purchase.unclear, again.unclear]).toEqual([undefined, undefined])
    await again.repeat()
    expect(office.sent).toHaveLength(1)
  })

  test('the booking has its own total, not that of the current prices', async () => {
    office.total = { amount: 4_500, currency: 'EUR' }
    await purchase.hold({ seatIds: ['A-1'] })
    await purchase.confirm()
    const again = open()
    await again.resume()

    expect(again.state).toMatchObject({ phase: 'booked', total: office.total })
  })

  test('nothing happens without a stored hold', async () => {
    await purchase.resume()

    expect(causes).toEqual([])
  })
})

describe('single seats of a hold', () => {
  beforeEach(() => purchase.hold({ seatIds: ['A-1', 'A-2'] }))

  test('are released, and the others stay held', async () => {
    expect(await purchase.remove(['A-1'])).toBeUndefined()

    expect(purchase.state).toMatchObject({ phase: 'held', holdId: 'h1', seatIds: ['A-2'] })
    expect(causes).toEqual(['hold', 'remove'])
    const again = open()
    await again.resume()
    expect(again.state).toMatchObject({ seatIds: ['A-2'] })
  })

  test('are released until none is left, which ends the hold', async () => {
    await purchase.remove(['A-1'])
    await purchase.remove(['A-2'])

    expect(purchase.state).toEqual({ phase: 'none' })
    expect(storage.names()).toEqual([])
  })
})

describe('other seats', () => {
  beforeEach(() => purchase.hold({ seatIds: ['A-1', 'A-2'] }))

  test('are held before the former ones are released', async () => {
    expect(await purchase.exchange({ seatIds: ['B-1'] })).toBeUndefined()

    expect(office.sent.slice(1).map(({ wanted }) => wanted)).toEqual([
      { seatIds: ['B-1'] },
      { release: ['A-1', 'A-2'] },
    ])
    expect(purchase.state).toMatchObject({ phase: 'held', holdId: 'h1', seatIds: ['B-1'] })
    expect(causes.at(-1)).toBe('exchange')
  })

  test('are held instead of the former ones also if the answer was lost', async () => {
    office.lose(new HoldfastError(undefined))
    await purchase.exchange({ seatIds: ['B-1'] })
    await purchase.refresh()
    expect(purchase.state).toMatchObject({ seatIds: ['A-1', 'A-2', 'B-1'] })
    await purchase.repeat()

    expect(office.sent.at(-1)?.wanted).toEqual({ release: ['A-1', 'A-2'] })
    expect(purchase.state).toMatchObject({ phase: 'held', holdId: 'h1', seatIds: ['B-1'] })
  })

  test('that are taken leave the former ones held', async () => {
    office.fail(problem(409, 'seats-not-available'))

    expect((await purchase.exchange({ seatIds: ['B-1'] }))?.code).toBe('seats-not-available')
    expect(purchase.state).toMatchObject({ phase: 'held', seatIds: ['A-1', 'A-2'] })
  })

  test('are held after the former ones are released if the limits allow no more seats', async () => {
    office.fail(problem(409, 'too-many-seats-for-client'))

    expect(await purchase.exchange({ seatIds: ['B-1'] })).toBeUndefined()
    expect(office.sent.slice(1).map(({ wanted }) => wanted)).toEqual([
      { seatIds: ['B-1'] },
      'release',
      { seatIds: ['B-1'] },
    ])
    expect(purchase.state).toMatchObject({ phase: 'held', holdId: 'h2', seatIds: ['B-1'] })
  })

  test('are not the best ones if the limits allow no more seats, because they would be the former ones', async () => {
    const noRoom = problem(400, 'too-many-seats')
    office.fail(noRoom)

    expect(await purchase.exchange({ bestAvailable: { quantity: 2 } })).toBe(noRoom)
    expect(office.sent).toHaveLength(2)
    expect(purchase.state).toMatchObject({ phase: 'held', holdId: 'h1', seatIds: ['A-1', 'A-2'] })
  })

  test('are released again if the former ones cannot be', async () => {
    const single = problem(409, 'leaves-single-seat', { seatIds: ['A-1'] })
    office.fail(undefined, single)

    expect(await purchase.exchange({ bestAvailable: { quantity: 1 } })).toBe(single)
    expect(office.sent.at(-1)?.wanted).toEqual({ release: ['best-1'] })
    expect(purchase.state).toMatchObject({ phase: 'held', holdId: 'h1', seatIds: ['A-1', 'A-2'] })
  })

  test('stay held if it is not known whether the former ones were released', async () => {
    office.fail(undefined, new HoldfastError(undefined))

    expect((await purchase.exchange({ seatIds: ['B-1'] }))?.code).toBeUndefined()
    expect(office.sent).toHaveLength(3)
    expect(purchase.state).toMatchObject({ seatIds: ['A-1', 'A-2', 'B-1'] })
  })

  test('that are taken at the limit give the former ones back', async () => {
    const taken = problem(409, 'seats-not-available')
    office.fail(problem(400, 'too-many-seats'), undefined, taken)

    expect(await purchase.exchange({ seatIds: ['B-1'] })).toBe(taken)
    expect(purchase.state).toMatchObject({ phase: 'held', holdId: 'h2', seatIds: ['A-1', 'A-2'] })
  })
})

describe('a hold that others may have changed', () => {
  beforeEach(() => purchase.hold({ seatIds: ['A-1'] }))

  test('is read when the device has slept', async () => {
    purchase.tick()
    office.status = 'expired'
    nowMs = 9_000
    purchase.tick()
    expect(purchase.state.phase).toBe('held')

    nowMs = 30_000
    purchase.tick()
    await until(() => purchase.state.phase !== 'held')
    expect(purchase.state.phase).toBe('expired')
  })

  test('is read until the service answers if the map contradicts it', async () => {
    office.fail(new HoldfastError(undefined))
    purchase.doubt()
    await until(() => office.sent.length === 2)
    office.status = 'expired'
    nowMs = 1_000
    purchase.doubt()
    purchase.tick()
    expect(office.sent).toHaveLength(2)

    await until(() => {
      nowMs += 2_000
      purchase.tick()
      return purchase.state.phase === 'expired'
    })
  })

  test('goes on if another page has extended it', async () => {
    nowMs = 60_000
    purchase.tick()
    await until(() => purchase.remainingMs > 0)

    expect(purchase.state).toMatchObject({ phase: 'held', seatIds: ['A-1'] })
  })

  test('is said to be released, not expired, if another page has released it', async () => {
    office.status = 'released'
    office.fail(GONE)

    expect(await purchase.confirm()).toBeUndefined()
    expect(purchase.state).toEqual({ phase: 'none' })
    expect(causes.at(-1)).toBe('released')
  })
})

describe('where the public may not book', () => {
  const BOOKED = { phase: 'booked', holdId: 'h1', bookingId: 'b1', code: 'ABCD-2345' }

  beforeEach(async () => {
    purchase = open()
    await purchase.hold({ seatIds: ['A-1', 'A-2'] })
  })

  test('the hold is read for the checkout, and continues', async () => {
    nowMs = 10_000
    office.lastsMs = 50_000
    expect(await purchase.checkOut()).toBeUndefined()

    expect(checkedOut).toMatchObject([{ holdId: 'h1', version: 1, code: 'ABCD-2345' }])
    expect(purchase.state).toMatchObject({ phase: 'held', seatIds: ['A-1', 'A-2'] })
    expect(purchase.remainingMs).toBe(50_000)
  })

  test('no checkout begins if the service does not answer, or if the hold has expired', async () => {
    office.fail(new HoldfastError(undefined))
    expect((await purchase.checkOut())?.status).toBeUndefined()
    office.status = 'expired'
    await purchase.checkOut()

    expect(checkedOut).toEqual([])
    expect(purchase.state.phase).toBe('expired')
  })

  test('the code for the box office is shown until the hold ends, also after a reload', async () => {
    purchase.showCode('ABCD-2345')
    await purchase.extend()
    await purchase.hold({ seatIds: ['A-3'] })
    expect(purchase.state).toMatchObject({ boxOfficeCode: 'ABCD-2345' })

    const again = open()
    await again.resume()
    expect(again.state).toMatchObject({ phase: 'held', boxOfficeCode: 'ABCD-2345' })

    await again.release()
    await again.hold({ seatIds: ['A-4'] })
    expect(again.state).toMatchObject({ phase: 'held', boxOfficeCode: undefined })
  })

  test.each([
    ['confirmed', BOOKED],
    ['released', { phase: 'none' }],
    ['expired', { phase: 'expired', holdId: 'h1' }],
  ] as const)('the page learns that the shop has %s the hold', async (status, state) => {
    office.status = status
    await purchase.refresh()

    expect(purchase.state).toMatchObject(state)
  })

  test.each([10_000, 60_001])(
    'a reload after %d ms shows the booking that the shop has made',
    async (afterMs) => {
      office.status = 'confirmed'
      nowMs = afterMs
      const again = open()
      await again.resume()

      expect(again.state).toMatchObject(BOOKED)
    },
  )

  test('a hold that the shop has confirmed in time does not expire', async () => {
    office.status = 'confirmed'
    nowMs = 60_000
    purchase.tick()
    purchase.tick()
    await until(() => purchase.state.phase !== 'held')

    expect(purchase.state).toMatchObject(BOOKED)
    expect(causes).not.toContain('expire')
  })

  test('a hold whose end the service does not tell expires by the clock', async () => {
    office.fail(new HoldfastError(undefined))
    nowMs = 60_000
    purchase.tick()
    await until(() => purchase.state.phase !== 'held')

    expect(purchase.state.phase).toBe('expired')
  })

  test('a hold that is gone because the shop has confirmed it is shown as booked', async () => {
    office.status = 'confirmed'
    office.fail(GONE)

    expect(await purchase.extend()).toBeUndefined()
    expect(purchase.state).toMatchObject(BOOKED)
  })
})
