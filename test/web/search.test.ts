import { describe, expect, test } from '@jest/globals'

import { Finder } from '../../web/seat-map/finder.ts'
import { Hall } from '../../web/seat-map/hall/hall.ts'
import type { Plan } from '../../web/seat-map/hall/hall-area.ts'
import { type Found, HallSearch } from '../../web/seat-map/hall/search.ts'
import { SeatBoard } from '../../web/seat-map/live/seat-board.ts'
import { seatMapTexts } from '../../web/texts/index.ts'
import { changes } from './messages.ts'
import { smallHall } from './small-hall.ts'

/** Zones with rows of seats, far from each other. */
function hallOf(
  zones: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>,
): Hall {
  const plan: Plan = {
    name: 'Hall',
    categories: [{ name: 'All' }],
    zones: Object.entries(zones).map(([name, rows], zone) => ({
      name,
      position: { x: zone * 1_000, y: 0 },
      rows: Object.entries(rows).map(([label, seats], row) => ({
        row_number: label,
        position: { x: 0, y: row * 20 },
        seats: seats.map((seat, index) => ({
          seat_guid: `${name}/${label}/${seat}`,
          seat_number: seat,
          position: { x: index * 20, y: 0 },
          category: 'All',
        })),
      })),
    })),
  }
  return new Hall(plan)
}

const SEATS = ['1', '2', '5', '15']

const hall = hallOf({
  'Block 117': { 2: SEATS, 20: SEATS, 21: SEATS },
  'Block 118': { 20: SEATS },
  'Balcony Left': { A: SEATS, B: SEATS },
  Südtribüne: { 'Tisch 4': SEATS },
})
const search = new HallSearch(hall, [{ areaId: 'pit', name: 'Golden Circle' }])

function nameOf(found: Found): string {
  switch (found.kind) {
    case 'zone':
      return found.zone
    case 'area':
      return `area ${found.areaId}`
    case 'row':
      return `${hall.rows[found.row]?.zone}/${hall.rows[found.row]?.label}`
    case 'seat':
      return hall.idOf(found.seat)
  }
}
const find = (query: string, within = search) => within.find(query).map(nameOf)

describe('the first result', () => {
  test.each([
    ['117', 'Block 117'],
    ['block 117', 'Block 117'],
    ['117 row 20', 'Block 117/20'],
    ['117 20', 'Block 117/20'],
    ['117 2', 'Block 117/2'],
    ['117 20 5', 'Block 117/20/5'],
    ['117/20/5', 'Block 117/20/5'],
    ['Sektor 117, Reihe 20, Platz 5', 'Block 117/20/5'],
    ['SECTION 117 ROW 20 SEAT 15', 'Block 117/20/15'],
    ['left balc', 'Balcony Left'],
    ['balcony a', 'Balcony Left/A'],
    ['balcony a5', 'Balcony Left/A/5'],
    ['row b seat 2', 'Balcony Left/B/2'],
    ['sudtribune', 'Südtribüne'],
    ['SÜDTRIBÜNE TISCH 4', 'Südtribüne/Tisch 4'],
    ['süd table 4 1', 'Südtribüne/Tisch 4/1'],
    ['117 reihe20', 'Block 117/20'],
    ['golden', 'area pit'],
  ])('of "%s" is %s', (query, first) => {
    expect(find(query)[0]).toBe(first)
  })
})

test('a row that many zones have is found in all of them', () => {
  expect(find('Reihe 20')).toEqual(['Block 117/20', 'Block 118/20'])
})

test('an exact name comes before names that only begin like it', () => {
  expect(find('117 2')).toEqual(['Block 117/2', 'Block 117/20', 'Block 117/21'])
})

test('a word for a row is not taken for the name of a zone or a seat', () => {
  expect(find('row 117')).toEqual([])
  expect(find('seat 20')).toEqual([])
})

test('a word that is not finished changes nothing', () => {
  expect(find('117 ro')).toEqual(find('117'))
  expect(find('117 Reihe')).toEqual(find('117'))
})

test.each(['', '  ', '?!', 'row', '999', '117 20 99', 'xyz'])('"%s" finds nothing', (query) => {
  expect(find(query)).toEqual([])
})

test('a hall without names of zones and rows has its seats', () => {
  const plain = new HallSearch(hallOf({ '': { '': ['1', '2', '12'] } }))
  const found = plain.find('seat 2')

  expect(found).toEqual([{ kind: 'seat', seat: 1 }])
  expect(plain.find('1')).toHaveLength(2)
})

test('no search has more results than a list can show', () => {
  const many = Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`${i + 1}`, SEATS]))
  expect(new HallSearch(hallOf({ Hall: many })).find('hall 1')).toHaveLength(8)
})

test('the first seat of a row or zone is the available one nearest to its middle', () => {
  const small = smallHall()
  const board = new SeatBoard(small)
  const { standing } = small
  const finder = new Finder({ texts: seatMapTexts('en'), hall: small, standing, board })
  const first = (found: Found) => small.idOf(finder.firstSeatOf(found) ?? -1)
  const row = { kind: 'row', row: 0 } as const

  expect(first(row)).toBe('A-3')
  board.apply(changes({ 'A-3': 'held', 'A-4': 'booked' }))
  expect(first(row)).toBe('A-2')
  board.apply(changes({ 'A-1': 'held', 'A-2': 'held', 'A-5': 'held' }))
  expect(first(row)).toBe('A-3')
  expect(first({ kind: 'zone', zone: 'Box' })).toBe('1-1')
})
