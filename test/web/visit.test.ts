import { beforeEach, describe, expect, test } from '@jest/globals'

import { HoldfastError } from '../../client/src/index.ts'
import { until } from '../../tools/until.ts'
import { type CheckoutDetail, checkoutUrl } from '../../web/seat-map/buying/checkout.ts'
import { HoldKeeper } from '../../web/seat-map/buying/kept-hold.ts'
import { Visit } from '../../web/seat-map/buying/visit.ts'
import type { Message, VisitDetail, VisitEvent } from '../../web/seat-map/buying/visit-events.ts'
import { StandingPlaces } from '../../web/seat-map/hall/standing-places.ts'
import { SeatBoard } from '../../web/seat-map/live/seat-board.ts'
import { seatMapTexts } from '../../web/texts/index.ts'
import { FakeBoxOffice, memoryStorage, problem } from './fakes.ts'
import { changes, snapshot } from './messages.ts'
import { smallHall } from './small-hall.ts'

const hall = smallHall()
const standing = new StandingPlaces({
  zones: [
    {
      position: { x: 0, y: 0 },
      rows: [],
      areas: [
        {
          position: { x: 0, y: 0 },
          text: 'Standing pit',
          ...{ area_guid: 'pit', capacity: 10, category: 'Far' },
        },
      ],
    },
  ],
})
const PIT = { areaId: 'pit', capacity: 10, available: 10 }
const at = (id: string) => hall.indexOf(id) ?? -1

let office: FakeBoxOffice
let storage: ReturnType<typeof memoryStorage>
let board: SeatBoard
let visit: Visit
let fired: [VisitEvent, VisitDetail | CheckoutDetail][]
/** Whether the surrounding page cancels the next events. */
let isCancelled: boolean
let opened: string[]
let stopping: AbortController
let said: string
let message: Message | undefined

beforeEach(() => {
  office = new FakeBoxOffice()
  storage = memoryStorage()
  board = new SeatBoard(hall)
  fired = []
  opened = []
  isCancelled = false
  said = ''
  message = undefined
  visit = open()
})

function open(sale: { checkoutUrl?: string } = {}): Visit {
  stopping = new AbortController()
  return new Visit({
    signal: stopping.signal,
    texts: seatMapTexts('en'),
    hall,
    standing,
    board,
    client: office,
    event: { eventId: 'gala', ...sale },
    keeper: new HoldKeeper(storage, { serviceUrl: '', eventId: 'gala' }),
    admission: () => undefined,
    seatsMax: 3,
    isOnline: () => true,
    onChange: () => undefined,
    onEvent: (type, detail) => {
      fired.push([type, detail])
      return isCancelled
    },
    goTo: (url) => opened.push(url),
    tell: (told) => {
      message = told
    },
    say: (text) => {
      said = text
    },
  })
}

const choose = (...ids: string[]) => {
  for (const id of ids) visit.choose(at(id))
}
const take = (seatId: string, status: 'held' | 'booked' = 'held') => {
  board.apply(changes({ [seatId]: status }))
}
const lookOf = (id: string) => board.lookOf(at(id))

describe('selecting', () => {
  test('announces each seat, and the number of selected seats', () => {
    choose('A-1', 'A-2')
    expect(said).toBe('Stalls, row A, seat 2, Near, selected. 2 selected.')

    choose('A-1')
    expect(said).toBe('Stalls, row A, seat 1, Near, available. 1 selected.')
    expect(lookOf('A-1')).toBe('free')
  })

  test('announces why a seat is not available, and the limit', () => {
    take('A-1', 'booked')
    choose('A-1')
    expect(said).toBe('Stalls, row A, seat 1 is booked.')

    choose('B-1', 'B-2', 'B-3', 'B-4')
    expect(visit.selected).toHaveLength(3)
    expect(message?.text).toBe('You can hold at most 3 seats.')
  })

  test('counts the seats that are already held', async () => {
    choose('A-1', 'A-2')
    await visit.hold()
    choose('A-3', 'A-4')

    expect(visit.selected).toEqual([at('A-3')])
  })

  test('deselects a seat that another customer takes, and says so', () => {
    choose('A-1', 'A-2')
    take('A-1')

    expect(visit.selected).toEqual([at('A-2')])
    expect(lookOf('A-1')).toBe('held')
    expect(message).toMatchObject({
      tone: 'bad',
      text: 'This seat was just taken: Stalls, row A, seat 1.',
    })
  })
})

describe('while the event is not on sale', () => {
  beforeEach(() => {
    choose('A-1')
    visit.canHold = false
  })

  test('no seat is selected, and none can be', () => {
    expect([visit.selected, lookOf('A-1')]).toEqual([[], 'free'])
    choose('A-2')
    expect([visit.selected, lookOf('A-2')]).toEqual([[], 'free'])
    expect(message).toMatchObject({
      tone: 'bad',
      text: 'Seats of this event cannot be chosen now.',
    })

    visit.canHold = true
    choose('A-2')
    expect(visit.selected).toEqual([at('A-2')])
  })

  test('an expired hold is not offered again', async () => {
    visit.canHold = true
    choose('A-1')
    await visit.hold()
    visit.canHold = false
    office.status = 'expired'
    office.fail(problem(410, 'hold-gone'))
    await visit.confirm()

    expect(lookOf('A-1')).toBe('free')
    expect(message?.action).toBeUndefined()
  })
})

describe('holding', () => {
  test('marks the seats for this customer, and tells the surrounding page, without the token', async () => {
    choose('A-1', 'A-2')
    await visit.hold()

    expect([lookOf('A-1'), lookOf('A-2')]).toEqual(['mine', 'mine'])
    expect(visit.selected).toEqual([])
    expect(message?.text).toBe(
      'Held for you for 1 minute: Stalls, row A, seat 1 and Stalls, row A, seat 2.',
    )
    expect(fired).toEqual([['hold', { holdId: 'h1', seatIds: ['A-1', 'A-2'] }]])
    expect(JSON.stringify(fired)).not.toContain('secret')
  })

  test('recognizes its own seats even if the stream is faster than the answer', async () => {
    choose('A-1')
    const holding = visit.hold()
    take('A-1')
    expect(message).toBeUndefined()
    await holding

    expect(lookOf('A-1')).toBe('mine')
    expect(message?.tone).toBe('good')
  })

  test('names the lost seat, keeps the others, and offers the best seats instead', async () => {
    choose('A-1', 'A-2')
    office.fail(
      problem(409, 'seats-not-available', { conflicts: [{ seatId: 'A-2', reason: 'held' }] }),
    )
    await visit.hold()

    expect(visit.selected).toEqual([at('A-1')])
    expect(message?.text).toBe(
      'This seat was just taken: Stalls, row A, seat 2. It has been removed from your selection.',
    )
    expect(message?.action?.label).toBe('Hold the best 2 seats instead')
    message?.action?.act()
    await until(() => fired.length > 0)
    expect(office.sent.at(-1)?.wanted).toEqual({ bestAvailable: { quantity: 2 } })
    expect(visit.selected).toEqual([])
  })

  test('deselects seats that others took in the meantime', async () => {
    choose('A-1', 'A-2')
    office.fail(problem(409, 'too-many-holds'))
    const holding = visit.hold()
    take('A-2')
    await holding

    expect(visit.selected).toEqual([at('A-1')])
  })

  test('keeps the selection if the service is busy', async () => {
    choose('A-1')
    office.fail(problem(503, 'overloaded', { retryAfter: '2' }))
    await visit.hold()

    expect(visit.selected).toEqual([at('A-1')])
    expect(message?.text).toContain('Please try again in 2 seconds.')
  })
})

describe('a hold whose answer was lost', () => {
  const LOST = new HoldfastError(undefined)
  const keys = () => office.sent.map(({ key }) => key)

  beforeEach(async () => {
    choose('A-1', 'A-2')
    office.lose(LOST)
    await visit.hold()
    take('A-1')
    take('A-2')
  })

  test('keeps the seats selected that the map shows as held, by this customer', () => {
    expect([lookOf('A-1'), lookOf('A-2')]).toEqual(['selected', 'selected'])
    expect(message).toMatchObject({ tone: 'bad', text: expect.stringContaining('did not answer') })
  })

  test.each([
    ['the device wakes up', () => visit.recheck()],
    ['the page is live again', () => visit.recover()],
    ['the customer presses the button', () => visit.hold()],
  ])('is requested again with the same key when %s', async (_when, act) => {
    await act()

    expect(new Set(keys()).size).toBe(1)
    expect([lookOf('A-1'), lookOf('A-2')]).toEqual(['mine', 'mine'])
    expect(fired).toEqual([['hold', { holdId: 'h1', seatIds: ['A-1', 'A-2'] }]])
    await visit.recover()
    expect(office.sent).toHaveLength(2)
  })

  test('is requested again before further seats', async () => {
    choose('A-3')
    await visit.hold()

    expect(office.sent.map(({ wanted }) => wanted)).toEqual([
      { seatIds: ['A-1', 'A-2'] },
      { seatIds: ['A-1', 'A-2'] },
      { seatIds: ['A-3'] },
    ])
    expect(visit.purchase.state).toMatchObject({ seatIds: ['A-1', 'A-2', 'A-3'] })
  })

  test('is requested again after a reload', async () => {
    board = new SeatBoard(hall)
    board.apply(snapshot({ 'A-1': 'held', 'A-2': 'held' }))
    visit = open()
    office.fail(problem(409, 'idempotency-key-in-flight'))
    await visit.resume()
    expect(message?.action?.label).toBe('Try again')
    message?.action?.act()
    await until(() => visit.purchase.state.phase === 'held')

    expect(new Set(keys()).size).toBe(1)
    expect([lookOf('A-1'), lookOf('A-2')]).toEqual(['mine', 'mine'])
  })

  test('is unknown until there is a clear answer, which tells who has the seats', async () => {
    office.fail(problem(429, 'rate-limited'), problem(503, 'store-unavailable'))
    await visit.recover()
    await visit.recover()
    expect(lookOf('A-1')).toBe('selected')

    office.fail(
      problem(409, 'seats-not-available', { conflicts: [{ seatId: 'A-2', reason: 'held' }] }),
    )
    await visit.hold()
    expect(new Set(keys()).size).toBe(1)
    expect([lookOf('A-1'), lookOf('A-2'), visit.selected]).toEqual(['held', 'held', []])
  })
})

describe('a hold', () => {
  beforeEach(async () => {
    choose('A-1', 'A-2')
    await visit.hold()
    fired = []
  })

  test('becomes a booking', async () => {
    await visit.confirm()

    expect([lookOf('A-1'), lookOf('A-2')]).toEqual(['yours', 'yours'])
    expect(fired).toEqual([
      ['confirm', { holdId: 'h1', seatIds: ['A-1', 'A-2'], bookingId: 'b1', code: 'ABCD-2345' }],
    ])
  })

  test('stays on the page with its code until the customer chooses to book more seats', async () => {
    await visit.confirm()
    choose('A-3')
    expect(visit.purchase.state).toMatchObject({ phase: 'booked', code: 'ABCD-2345' })
    expect(message?.action?.label).toBe('Book more seats')

    message?.action?.act()
    expect(visit.purchase.state.phase).toBe('none')
    expect([lookOf('A-1'), lookOf('A-3')]).toEqual(['yours', 'selected'])
  })

  test('that was booked is not announced again after a reload', async () => {
    await visit.confirm()
    fired = []
    message = undefined
    const again = open()
    await again.resume()

    expect(again.purchase.state).toMatchObject({ phase: 'booked', code: 'ABCD-2345' })
    expect([fired, message]).toEqual([[], undefined])
  })

  test('is released', async () => {
    await visit.release()

    expect(lookOf('A-1')).toBe('free')
    expect(fired).toEqual([['release', { holdId: 'h1', seatIds: ['A-1', 'A-2'] }]])
  })

  test('is lost, and can be made again', async () => {
    office.status = 'expired'
    office.fail(problem(410, 'hold-gone'))
    await visit.extend()

    expect(lookOf('A-1')).toBe('free')
    expect(fired).toEqual([['expire', { holdId: 'h1', seatIds: ['A-1', 'A-2'] }]])
    expect(message?.tone).toBe('bad')
    message?.action?.act()
    await until(() => visit.purchase.state.phase === 'held')
    expect(office.sent.at(-1)?.wanted).toEqual({ seatIds: ['A-1', 'A-2'] })
  })

  test('loses a single seat that is removed, and the surrounding page is told which', async () => {
    await visit.remove(['A-1'])

    expect([lookOf('A-1'), lookOf('A-2')]).toEqual(['free', 'mine'])
    expect(message?.text).toBe('Released: Stalls, row A, seat 1.')
    expect(fired).toEqual([['release', { holdId: 'h1', seatIds: ['A-1'] }]])
  })

  test('that another page has released says so', async () => {
    office.status = 'released'
    await visit.recheck()

    expect(visit.purchase.state.phase).toBe('none')
    expect(message).toMatchObject({ tone: 'bad', text: expect.stringContaining('another tab') })
  })

  test('of a device that has slept ends when the map shows that another customer holds the seats', async () => {
    board.apply(changes({ 'A-1': 'held', 'A-2': 'held' }, { version: 2 }))
    expect(lookOf('A-1')).toBe('mine')

    office.status = 'expired'
    board.apply(snapshot({ 'A-1': 'held', 'A-2': 'held' }, { version: 5 }))
    await until(() => visit.purchase.state.phase !== 'held')

    expect([lookOf('A-1'), lookOf('A-2')]).toEqual(['held', 'held'])
    expect(message).toMatchObject({ tone: 'bad', text: expect.stringContaining('time is up') })
  })
})

describe('other seats', () => {
  test('instead of chosen ones are held once they are chosen', async () => {
    choose('A-1', 'A-2', 'A-3')
    await visit.hold()
    await visit.otherSeats()
    expect([visit.isExchanging, lookOf('A-1')]).toEqual([true, 'mine'])

    choose('B-1', 'B-2', 'B-3')
    await visit.hold()
    expect(visit.isExchanging).toBe(false)
    expect([lookOf('A-1'), lookOf('B-1')]).toEqual(['free', 'mine'])
    expect(visit.purchase.state).toMatchObject({ seatIds: ['B-1', 'B-2', 'B-3'] })
  })

  test('instead of the best ones are held at once', async () => {
    await visit.holdBest({ quantity: 2, category: 'Near' })
    await visit.otherSeats()

    expect(office.sent.map(({ wanted }) => wanted)).toEqual([
      { bestAvailable: { quantity: 2, category: 'Near' } },
      { bestAvailable: { quantity: 2, category: 'Near' } },
      { release: ['best-1', 'best-2'] },
    ])
    expect(visit.purchase.state).toMatchObject({ seatIds: ['best-3', 'best-4'] })
  })

  test('are not chosen if the customer keeps the held ones', async () => {
    choose('A-1', 'A-2')
    await visit.hold()
    await visit.otherSeats()
    visit.keepSeats()
    choose('B-1')
    await visit.hold()

    expect(visit.purchase.state).toMatchObject({ seatIds: ['A-1', 'A-2', 'B-1'] })
  })
})

describe('standing places', () => {
  beforeEach(() => {
    board.apply(snapshot({}, { areas: [PIT] }))
  })

  test('are held by number, together with seats', async () => {
    choose('A-1')
    visit.chooseArea({ areaId: 'pit', quantity: 2 })
    await visit.hold()

    expect(office.sent.at(-1)?.wanted).toEqual({
      seatIds: ['A-1'],
      areas: [{ areaId: 'pit', quantity: 2 }],
    })
    expect(visit.selectedAreas).toEqual([])
    expect(message?.text).toContain('Stalls, row A, seat 1 and Standing pit × 2.')
  })

  test('are no more than the customer can hold, and than there are', () => {
    choose('A-1')
    visit.chooseArea({ areaId: 'pit', quantity: 5 })
    expect(visit.selectedAreas).toEqual([{ areaId: 'pit', quantity: 2 }])
    expect(message?.text).toBe('You can hold at most 3 seats.')

    board.apply(changes({}, { areas: [{ ...PIT, available: 1 }] }))
    expect(visit.mostIn('pit')).toBe(1)
    visit.chooseArea({ areaId: 'pit', quantity: 0 })
    expect(visit.selectedAreas).toEqual([])
  })

  test('stay selected when seats are held that were not asked for with them', async () => {
    choose('A-1')
    await visit.hold()
    visit.chooseArea({ areaId: 'pit', quantity: 1 })
    await visit.holdBest({ quantity: 1 })
    expect(visit.selectedAreas).toEqual([{ areaId: 'pit', quantity: 1 }])
  })

  test('stay selected when the best seats are held instead of a taken one', async () => {
    choose('A-1')
    visit.chooseArea({ areaId: 'pit', quantity: 1 })
    office.fail(
      problem(409, 'seats-not-available', { conflicts: [{ seatId: 'A-1', reason: 'held' }] }),
    )
    await visit.hold()
    message?.action?.act()
    await until(() => visit.purchase.state.phase === 'held')

    expect(visit.selectedAreas).toEqual([{ areaId: 'pit', quantity: 1 }])
  })

  test('are not selected any more when they are held by a repeated request', async () => {
    visit.chooseArea({ areaId: 'pit', quantity: 2 })
    office.lose(new HoldfastError(undefined))
    await visit.hold()
    expect(visit.selectedAreas).toHaveLength(1)
    await visit.recover()

    expect(visit.selectedAreas).toEqual([])
  })

  test('are held again after the hold has expired', async () => {
    visit.chooseArea({ areaId: 'pit', quantity: 2 })
    await visit.hold()
    office.status = 'expired'
    await visit.recheck()
    message?.action?.act()
    await until(() => visit.purchase.state.phase === 'held')

    expect(office.sent.at(-1)?.wanted).toEqual({ areas: [{ areaId: 'pit', quantity: 2 }] })
  })
})

describe('a failure', () => {
  test.each([
    [new HoldfastError(undefined), true],
    [problem(503, 'store-unavailable'), true],
    [problem(409, 'too-many-holds'), false],
  ])('%s is over when the service answers again: %s', async (failure, isTransient) => {
    choose('A-1')
    office.fail(failure)
    await visit.hold()

    expect(message).toMatchObject({ tone: 'bad', isTransient })
  })
})

describe('where the public may not book, the checkout', () => {
  const CHECKOUT = {
    eventId: 'gala',
    holdId: 'h1',
    version: 1,
    seatIds: ['A-1', 'A-2'],
    total: undefined,
    expiresAt: '2026-06-01T10:00:00.000Z',
  }

  async function checkOut(checkoutUrl?: string): Promise<void> {
    visit = open(checkoutUrl === undefined ? {} : { checkoutUrl })
    choose('A-1', 'A-2')
    await visit.hold()
    fired = []
    await visit.checkOut()
  }

  test('shows the code for the box office, and keeps the hold', async () => {
    await checkOut()

    expect(fired).toEqual([['checkout', CHECKOUT]])
    expect(visit.purchase.state).toMatchObject({ phase: 'held', boxOfficeCode: 'ABCD-2345' })
    expect(message?.text).toContain('ABCD-2345')
  })

  test('opens the URL of the shop, with the values percent-encoded', async () => {
    await checkOut('https://shop.example/{eventId}?hold={holdId}')

    expect(opened).toEqual(['https://shop.example/gala?hold=h1'])
    expect(checkoutUrl('https://shop.example/{eventId}', { holdId: '', eventId: 'a/b?c' })).toBe(
      'https://shop.example/a%2Fb%3Fc',
    )
    expect(visit.purchase.state).toMatchObject({ phase: 'held', boxOfficeCode: undefined })
  })

  test.each([undefined, 'https://shop.example/'])(
    'is left to the surrounding page if it cancels the event (%s)',
    async (url) => {
      isCancelled = true
      await checkOut(url)

      expect(fired).toEqual([['checkout', CHECKOUT]])
      expect(opened).toEqual([])
      expect(visit.purchase.state).toMatchObject({ phase: 'held', boxOfficeCode: undefined })
    },
  )

  test('never tells the token of the hold', async () => {
    await checkOut('https://shop.example/{eventId}?hold={holdId}')

    expect(JSON.stringify([fired, opened])).not.toContain('secret')
  })

  test('is followed: the seats become booked', async () => {
    await checkOut()
    take('A-1')
    take('A-2')
    office.status = 'confirmed'
    take('A-2', 'booked')
    await until(() => visit.purchase.state.phase !== 'held')

    expect(visit.purchase.state).toMatchObject({ phase: 'booked', code: 'ABCD-2345' })
    expect([lookOf('A-1'), lookOf('A-2')]).toEqual(['yours', 'yours'])
    expect(fired.at(-1)?.[0]).toBe('confirm')
  })

  test('is followed if the seats were shown as held before the response to the hold', async () => {
    visit = open()
    choose('A-1')
    const holding = visit.hold()
    take('A-1')
    await holding
    office.status = 'released'
    board.apply(changes({ 'A-1': 'available' }))
    await until(() => visit.purchase.state.phase !== 'held')

    expect(visit.purchase.state.phase).toBe('none')
  })

  test('does not read the hold until the service has shown its seats as held', async () => {
    await checkOut()
    office.status = 'released'
    take('A-1')
    take('B-1')

    expect(office.sent.filter(({ wanted }) => wanted === 'read')).toHaveLength(1)
  })
})
