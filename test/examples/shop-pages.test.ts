import { expect, test } from '@jest/globals'

import { checkoutPage, type Order } from '../../examples/shop/pages.ts'

test('the checkout of the demo shop names seats, and places in standing areas', () => {
  const seats = [
    { seatId: 'A-1', zone: 'Stalls', row: 'A', number: '1', category: 'Premium' },
    { seatId: 'pit:7', areaId: 'pit', zone: 'Floor', row: '', number: '', category: 'Standing' },
  ]
  const hold: Order['hold'] = {
    ...{ holdId: 'h', code: 'ABCD-2345', eventId: 'gala', version: 1, status: 'active' as const },
    ...{ seats, expiresAt: '2026-06-01T10:10:00.000Z', expiresInMs: 600_000 },
  }

  expect(checkoutPage({ id: 'order', hold, status: 'new' }, '').match(/<li>.*?<\/li>/g)).toEqual([
    '<li>Stalls, row A, seat 1 (Premium)</li>',
    '<li>Floor (Standing)</li>',
  ])
})
