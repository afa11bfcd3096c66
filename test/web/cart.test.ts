import { describe, expect, test } from '@jest/globals'

import { cartLines, placesOf, wantedAgain } from '../../web/seat-map/buying/cart-lines.ts'
import type { PurchaseState } from '../../web/seat-map/buying/purchase-state.ts'
import { totalsOf } from '../../web/seat-map/buying/total.ts'
import { PriceList } from '../../web/seat-map/hall/price-list.ts'
import { StandingPlaces } from '../../web/seat-map/hall/standing-places.ts'
import { seatMapTexts } from '../../web/texts/index.ts'
import { smallHall } from './small-hall.ts'

const hall = smallHall()
const area = { position: { x: 0, y: 0 }, text: 'Standing\npit' }
const standing = new StandingPlaces({
  zones: [
    {
      position: { x: 0, y: 0 },
      rows: [],
      areas: [{ ...area, ...{ area_guid: 'pit', capacity: 10, category: 'Far' } }, area],
    },
  ],
})
const prices = new PriceList(hall, { currency: 'EUR', byCategory: { Near: 4_500, Far: 2_000 } })
const SEATS = ['pit:3', 'A-1', 'pit:7', 'gone']

describe('the lines of a cart', () => {
  test('are a seat each, and one for all places of a standing area', () => {
    const lines = cartLines(SEATS, hall, standing)

    expect(lines.map(({ kind, seatIds }) => [kind, seatIds])).toEqual([
      ['area', ['pit:3', 'pit:7']],
      ['seat', ['A-1']],
      ['unknown', ['gone']],
    ])
  })

  test('are named as printed on the plan, in the language of the customer', () => {
    expect(placesOf(SEATS, { hall, standing, texts: seatMapTexts('de') })).toEqual([
      'Standing pit × 2',
      'Stalls, Reihe A, Platz 1',
      'gone',
    ])
  })

  test('are asked for again as seats, and as a number of places', () => {
    expect(wantedAgain(['pit:3', 'A-1', 'pit:7'], standing)).toEqual({
      seatIds: ['A-1'],
      areas: [{ areaId: 'pit', quantity: 2 }],
    })
    expect(wantedAgain(['A-1'], standing)).toEqual({ seatIds: ['A-1'] })
  })

  test.each(['pit:A1', 'pit:01', 'pit:0', 'pit:', 'pit:1:A', 'pits:1', ':1'])(
    'take a seat beside a standing area for a seat: %s',
    (seatId) => {
      expect(standing.areaOf(seatId)).toBeUndefined()
      expect(wantedAgain([seatId], standing)).toEqual({ seatIds: [seatId] })
    },
  )
})

describe('the total', () => {
  const euros = (amount: number) => ({ amount, currency: 'EUR' })
  const held: PurchaseState = {
    ...{ phase: 'held', holdId: 'h', seatIds: ['A-1', 'pit:1'], endsMs: 0, lastsMs: 0 },
    total: euros(9_999),
  }
  const totalsWith = (
    state: PurchaseState,
    { selected = [] as readonly number[], quantity = 0, isExchanging = false } = {},
  ) =>
    totalsOf(
      { state, selected, areas: quantity > 0 ? [{ areaId: 'pit', quantity }] : [], isExchanging },
      { hall, standing, prices },
    )
  const selected = [hall.indexOf('A-2') ?? -1]

  test('of selected seats and places is that of the price list', () => {
    expect(totalsWith({ phase: 'none' })).toEqual({ isListed: true })
    expect(totalsWith({ phase: 'none' }, { selected, quantity: 2 })).toMatchObject({
      cart: euros(8_500),
      next: euros(8_500),
    })
  })

  test('of held seats is that of the service, and the next step is about these only', () => {
    const ours = euros(9_999)

    expect(totalsWith(held)).toMatchObject({ ours, cart: ours, next: ours })
    expect(totalsWith(held, { selected })).toMatchObject({ cart: euros(14_499), next: ours })
    expect(totalsWith({ ...held, total: undefined }).ours).toEqual(euros(6_500))
  })

  test('of seats that are held instead of others leaves those out', () => {
    expect(totalsWith(held, { selected, quantity: 1, isExchanging: true })).toMatchObject({
      ours: euros(9_999),
      cart: euros(6_500),
      next: euros(6_500),
    })
  })

  test('of a booking is that of the service, and leaves out what is still selected', () => {
    const booked: PurchaseState = {
      ...{ phase: 'booked', holdId: 'h', bookingId: 'b', code: 'c', seatIds: ['A-1'] },
    }
    const total = euros(9_999)

    expect(totalsWith(booked, { selected, quantity: 2 }).cart).toBeUndefined()
    expect(totalsWith({ ...booked, total }, { selected })).toMatchObject({
      ours: total,
      cart: total,
    })
  })

  test('of held or booked seats may differ from the price list, whose prices are not shown then', () => {
    const booked: PurchaseState = {
      ...{ phase: 'booked', holdId: 'h', bookingId: 'b', code: 'c', seatIds: ['A-1'] },
    }

    expect(totalsWith(held).isListed).toBe(false)
    expect(totalsWith({ ...held, total: euros(6_500) }).isListed).toBe(true)
    expect(totalsWith(booked).isListed).toBe(false)
    expect(totalsWith({ ...booked, total: euros(4_500) }).isListed).toBe(true)
    const dollars = { amount: 4_500, currency: 'USD' }
    expect(totalsWith({ ...booked, total: dollars }).isListed).toBe(false)
  })
})
