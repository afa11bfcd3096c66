import { expect, test } from '@jest/globals'

import { Hall } from '../../../src/domain/best-seats/hall.ts'
import { picturedHall } from '../../builders/pictured-hall.ts'

const pit = {
  position: { x: 0, y: 90 },
  rotationDeg: 0,
  standing: { id: 'pit', capacity: 9, category: 'B' },
}
const { plan, hall } = picturedHall(['AA', 'BA', '-- Balcony', 'AB'], [pit])

test.each([
  ['1-1', { zone: 'Stalls', row: 'Row 1', number: '1', category: 'A' }],
  ['2-1', { zone: 'Stalls', row: 'Row 2', number: '1', category: 'B' }],
  ['4-2', { zone: 'Balcony', row: 'Row 4', number: '2', category: 'B' }],
  ['pit:9', { areaId: 'pit', zone: 'Stalls', row: '', number: '', category: 'B' }],
  ['gallery:1', undefined],
  ['9-9', undefined],
])('the label of %s is %j', (seatId, label) => {
  expect(hall.labelOf(seatId)).toEqual(label)
})

test('its blocks are ordered by the distance of their nearest seat to the front', () => {
  const blocks = hall.blocks.map(({ from, to }) => hall.seatIds.slice(from, to))

  expect(blocks).toEqual([
    ['1-1', '1-2'],
    ['2-1', '2-2'],
    ['4-1', '4-2'],
  ])
  hall.blocks.forEach(({ from, to, distanceMin }) => {
    expect(distanceMin).toBe(Math.min(...hall.distances.slice(from, to)))
  })
})

test('the distance of several seats is their mean', () => {
  const far = new Hall({ ...plan, focalPoint: { x: 0, y: -100 } })
  const [a = 0, b = 0] = ['1-1', '4-1'].map((seatId) => far.numberOf(seatId))

  expect(far.meanDistance([a])).toBe(100)
  expect(far.meanDistance([a, b])).toBe(115)
})
