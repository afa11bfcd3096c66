import { expect, test } from '@jest/globals'

import { isOnSaleTo, type Sale, type SaleState, saleStateAt } from '../../src/domain/sale.ts'

const now = new Date('2026-06-01T12:00:00.000Z')
const before = new Date(now.getTime() - 1)
const after = new Date(now.getTime() + 1)

test.each<[SaleState, Sale, boolean, boolean]>([
  ['open', { status: 'on-sale' }, true, true],
  ['open', { status: 'on-sale', saleOpensAt: now, saleClosesAt: after }, true, true],
  ['not-yet-open', { status: 'on-sale', saleOpensAt: after }, false, true],
  ['closed', { status: 'on-sale', saleOpensAt: before, saleClosesAt: now }, false, true],
  ['closed', { status: 'closed', saleOpensAt: after }, false, true],
  ['cancelled', { status: 'cancelled' }, false, false],
  ['archived', { status: 'archived', saleClosesAt: after }, false, false],
])('a sale is %s with %j', (state, sale, isToPublic, isToSellers) => {
  expect(saleStateAt(sale, now)).toBe(state)
  expect(isOnSaleTo('public', sale, now)).toBe(isToPublic)
  expect(isOnSaleTo('seller', sale, now)).toBe(isToSellers)
})
