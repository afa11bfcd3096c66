import { expect, test } from '@jest/globals'

import {
  bestAvailable,
  type BestAvailableRequest,
} from '../../../src/domain/best-seats/best-available.ts'
import type { Area } from '../../../src/domain/seating-plan.ts'
import { freeSeatsOf } from '../../builders/drawn-hall.ts'
import { picturedHall } from '../../builders/pictured-hall.ts'

interface Case {
  readonly name: string
  /** The hall, as in `picturedHall`. */
  readonly hall: readonly string[]
  readonly areas?: readonly Area[]
  readonly request: BestAvailableRequest
  /** The same picture with a `#` for each chosen seat. */
  readonly chosen: readonly string[] | undefined
}

const APART = { adjacent: false }
const stageAt = (x: number, y: number): Area => ({
  position: { x, y },
  rotationDeg: 0,
  text: { text: 'Stage' },
})

const ROWS: readonly Case[] = [
  {
    name: 'a pair in the middle of the front row',
    hall: ['AAAAAA', 'AAAAAA'],
    request: { quantity: 2 },
    chosen: ['AA##AA', 'AAAAAA'],
  },
  {
    name: 'the middle of the second row before the end of the first',
    hall: ['AAaaAA', 'AAAAAA'],
    request: { quantity: 2 },
    chosen: ['AAaaAA', 'AA##AA'],
  },
  {
    name: 'never across an aisle',
    hall: ['AA AA', 'AA AAA'],
    request: { quantity: 3 },
    chosen: ['AA AA', 'AA ###'],
  },
  {
    name: 'one of two blocks, not both',
    hall: ['AAA  AAA', 'AAA  AAA'],
    request: { quantity: 3 },
    chosen: ['###  AAA', 'AAA  AAA'],
  },
  {
    name: 'no single seat left at the end of the row',
    hall: ['AAAAA'],
    request: { quantity: 2 },
    chosen: ['##AAA'],
  },
  {
    name: 'room for another group before seats that are nearer',
    hall: ['aaaa AAAAAAAA aaa'],
    request: { quantity: 4 },
    chosen: ['aaaa ####AAAA aaa'],
  },
  {
    name: 'a single seat left if there is no other choice',
    hall: ['AAAAaAA'],
    request: { quantity: 3 },
    chosen: ['A###aAA'],
  },
  {
    name: 'a gap that fits exactly before a nearer one that does not',
    hall: ['aaAAAaa', 'aaAAaaa'],
    request: { quantity: 2 },
    chosen: ['aaAAAaa', 'aa##aaa'],
  },
  {
    name: 'neighbours in a curved row',
    hall: ['tables:', '   aaAA   ', '  A    A  ', ' A      A '],
    request: { quantity: 4 },
    chosen: ['tables:', '   aa##   ', '  A    #  ', ' A      # '],
  },
  {
    name: 'neighbours at the bend of a curved row',
    hall: ['tables:', '   aaaa   ', '  A    a  ', ' A      A '],
    request: { quantity: 2 },
    chosen: ['tables:', '   aaaa   ', '  #    a  ', ' #      A '],
  },
  {
    name: 'the requested category',
    hall: ['AAAA', 'ABBA'],
    request: { quantity: 2, category: 'B' },
    chosen: ['AAAA', 'A##A'],
  },
  {
    name: 'one category before a nearer group of two',
    hall: ['aABa', 'aAAa'],
    request: { quantity: 2 },
    chosen: ['aABa', 'a##a'],
  },
]

const ZONES: readonly Case[] = [
  {
    name: 'the requested zone',
    hall: ['AAAAAA', '-- Balcony', 'AAAAAA'],
    request: { quantity: 2, zone: 'Balcony' },
    chosen: ['AAAAAA', '-- Balcony', 'AA##AA'],
  },
  {
    name: 'no other zone if the requested one is full',
    hall: ['AAAA', '-- Balcony', 'AaaA'],
    request: { quantity: 2, zone: 'Balcony' },
    chosen: undefined,
  },
  {
    name: 'apart within the requested zone',
    hall: ['AAAA', '-- Balcony', 'AaaA'],
    request: { quantity: 2, zone: 'Balcony', ...APART },
    chosen: ['AAAA', '-- Balcony', '#aa#'],
  },
  {
    name: 'the side of the stage',
    hall: ['AAAA', 'AAAA', 'AAAA', 'AAAA'],
    areas: [stageAt(60, 30)],
    request: { quantity: 1 },
    chosen: ['AAAA', 'AAAA', 'AAAA', 'AAA#'],
  },
  {
    name: 'the front, if only a standing area is named after the stage',
    hall: ['AAAAA', 'AAAAA', 'AAAAA'],
    areas: [{ ...stageAt(20, 90), standing: { id: 'pit', capacity: 9, category: 'A' } }],
    request: { quantity: 1 },
    chosen: ['AA#AA', 'AAAAA', 'AAAAA'],
  },
  {
    name: 'no places of a standing area',
    hall: ['AaA'],
    areas: [
      {
        position: { x: 0, y: 9 },
        rotationDeg: 0,
        standing: { id: 'pit', capacity: 9, category: 'A' },
      },
    ],
    request: { quantity: 3, ...APART },
    chosen: undefined,
  },
]

const VIEWS: readonly Case[] = [
  {
    name: 'seats with a full view before better ones with a restricted view',
    hall: ['AAVVAA'],
    request: { quantity: 2 },
    chosen: ['##VVAA'],
  },
  {
    name: 'seats with a restricted view if there are no others',
    hall: ['aVVa', 'AaaA'],
    request: { quantity: 2 },
    chosen: ['a##a', 'AaaA'],
  },
  {
    name: 'as few seats with a restricted view as possible',
    hall: ['VVAa'],
    request: { quantity: 2 },
    chosen: ['V##a'],
  },
  {
    name: 'a full view before being in fewer groups',
    hall: ['aVVa', 'AaaA'],
    request: { quantity: 2, ...APART, category: 'A' },
    chosen: ['a##a', 'AaaA'],
  },
  {
    name: 'apart, seats with a full view before nearer ones',
    hall: ['aVaVa', 'AaaaA'],
    request: { quantity: 2, ...APART },
    chosen: ['aVaVa', '#aaa#'],
  },
  {
    name: 'apart, seats with a full view first',
    hall: ['VaAaV', 'aAaAa'],
    request: { quantity: 3, ...APART },
    chosen: ['Va#aV', 'a#a#a'],
  },
]

const PLACES: readonly Case[] = [
  {
    name: 'the nearest with a place, also if that leaves less room for others',
    hall: ['AAWAAAAA'],
    request: { quantity: 4, accessible: 1 },
    chosen: ['AA####AA'],
  },
  {
    name: 'no accessible places or companion seats for others',
    hall: ['AAWCAA', 'AAAAAA'],
    request: { quantity: 2 },
    chosen: ['AAWCAA', 'AA##AA'],
  },
  {
    name: 'seats beside them, also if only the place is left',
    hall: ['WAA', 'AAAA', 'AAAA', 'AAAA'],
    areas: [stageAt(10, -10)],
    request: { quantity: 2 },
    chosen: ['W##', 'AAAA', 'AAAA', 'AAAA'],
  },
  {
    name: 'seats beside them at a table, also if only the place is left',
    hall: ['tables:', 'WA', 'AA', 'rows:', '', '', '', 'AAAAA'],
    request: { quantity: 3 },
    chosen: ['tables:', 'W#', '##', 'rows:', '', '', '', 'AAAAA'],
  },
  {
    name: 'no single place left once they are released',
    hall: ['WAA', 'AAAA'],
    request: { quantity: 2, isReleased: true },
    chosen: ['WAA', '##AA'],
  },
  {
    name: 'none of them for others if nothing else is free',
    hall: ['aWCa'],
    request: { quantity: 1, ...APART },
    chosen: undefined,
  },
  {
    name: 'an accessible place with its companion seat',
    hall: ['AAAA', 'AWCA'],
    request: { quantity: 2, accessible: 1 },
    chosen: ['AAAA', 'A##A'],
  },
  {
    name: 'the companion seat before a nearer neighbour',
    hall: ['AAAAA', 'CWAAA'],
    request: { quantity: 2, accessible: 1 },
    chosen: ['AAAAA', '##AAA'],
  },
  {
    name: 'a neighbour, if the place has no companion seat',
    hall: ['AAAA', 'WAAA'],
    request: { quantity: 2, accessible: 1 },
    chosen: ['AAAA', '##AA'],
  },
  {
    name: 'neighbours beside the companion',
    hall: ['AAAAAA', 'WCAAAA'],
    request: { quantity: 4, accessible: 1 },
    chosen: ['AAAAAA', '####AA'],
  },
  {
    name: 'two places and their companions',
    hall: ['WCCW', 'AAAA'],
    request: { quantity: 4, accessible: 2 },
    chosen: ['####', 'AAAA'],
  },
  {
    name: 'exactly as many places as requested',
    hall: ['WWCAA'],
    request: { quantity: 3, accessible: 1 },
    chosen: ['W###A'],
  },
  {
    name: 'no companion seat of another place',
    hall: ['WCCW', 'aaaa'],
    request: { quantity: 3, accessible: 1 },
    chosen: undefined,
  },
  {
    name: 'apart, a companion beside each place',
    hall: ['WC  AA  CW'],
    request: { quantity: 4, accessible: 2, ...APART },
    chosen: ['##  AA  ##'],
  },
  {
    name: 'apart, one companion for each place before two for one',
    hall: ['CWC  aWC'],
    request: { quantity: 4, accessible: 2, ...APART },
    chosen: ['##C  a##'],
  },
  {
    name: 'a companion seat that is far from its place',
    hall: ['C   WA', 'AAAAAA'],
    request: { quantity: 2, accessible: 1 },
    chosen: ['#   #A', 'AAAAAA'],
  },
  {
    name: 'a companion seat in the same row that is no neighbour of its place',
    hall: ['WcCA', 'AAAA'],
    request: { quantity: 2, accessible: 1 },
    chosen: ['#c#A', 'AAAA'],
  },
  {
    name: 'apart, the others near the place and its companion',
    hall: ['AA  AA', 'aa  aa', 'WC  AA'],
    request: { quantity: 4, accessible: 1, ...APART },
    chosen: ['##  AA', 'aa  aa', '##  AA'],
  },
  {
    name: 'apart, a place that is alone only if there is no other',
    hall: ['aWa  aWa', 'aaa  aaa', 'WCa  aaa', 'AAA  AAA'],
    request: { quantity: 2, accessible: 1, ...APART },
    chosen: ['aWa  aWa', 'aaa  aaa', '##a  aaa', 'AAA  AAA'],
  },
  {
    name: 'a place at a table, with its neighbours',
    hall: ['tables:', ' AAAA ', 'W    A', ' AAAA '],
    request: { quantity: 3, accessible: 1 },
    chosen: ['tables:', ' ##AA ', '#    A', ' AAAA '],
  },
  {
    name: 'apart, places close together before places near the front',
    hall: ['AW   aa   aa', 'aa   aa   aa', 'AW   aa   aa', 'aa   AW   WA'],
    areas: [stageAt(20, -10)],
    request: { quantity: 4, accessible: 2, ...APART },
    chosen: ['##   aa   aa', 'aa   aa   aa', '##   aa   aa', 'aa   AW   WA'],
  },
  {
    name: 'apart, of places as close together, those near the front',
    hall: ['WA   WA', '', '', '', '', '', '', 'WA   WA'],
    areas: [stageAt(30, 90)],
    request: { quantity: 4, accessible: 2, ...APART },
    chosen: ['WA   WA', '', '', '', '', '', '', '##   ##'],
  },
  {
    name: 'apart, further seats beside the places before nearer ones',
    hall: ['WAA   aaAaa   WA'],
    request: { quantity: 5, accessible: 2, ...APART },
    chosen: ['###   aaAaa   ##'],
  },
  {
    name: 'apart, all companion seats before seats beside the places',
    hall: ['AWC   WA', 'D'],
    request: { quantity: 5, accessible: 2, ...APART },
    chosen: ['A##   ##', '#'],
  },
  {
    name: 'apart, beside the places no seat with a restricted view for others',
    hall: ['WAV   WA', 'aAaaaaaa'],
    request: { quantity: 5, accessible: 2, ...APART },
    chosen: ['##V   ##', 'a#aaaaaa'],
  },
  {
    name: 'apart, the choice with the most companion seats if other seats are too few',
    hall: ['Wa   aWC', 'aa   aaa', 'CWC  aaa'],
    request: { quantity: 5, accessible: 2, ...APART },
    chosen: ['Wa   a##', 'aa   aaa', '###  aaa'],
  },
  {
    name: 'apart, places only, the closest together',
    hall: ['W  W      WA'],
    request: { quantity: 2, accessible: 2, ...APART },
    chosen: ['#  #      WA'],
  },
  {
    name: 'apart, no nearer place that is alone',
    hall: ['WA   Wa   WA'],
    request: { quantity: 4, accessible: 2, ...APART },
    chosen: ['##   Wa   ##'],
  },
  {
    name: 'apart, of places that are alone, the nearest to the front',
    hall: ['WaaW   A'],
    areas: [stageAt(30, -10)],
    request: { quantity: 2, accessible: 1, ...APART },
    chosen: ['Waa#   #'],
  },
  {
    name: 'apart, beside a place a seat with a full view before one with a restricted view',
    hall: ['VWA   WA'],
    request: { quantity: 4, accessible: 2, ...APART },
    chosen: ['V##   ##'],
  },
  {
    name: 'apart, seats near the place before seats near the front',
    hall: ['aaaaAAaaaa', 'aaaaaaaaaa', 'WCaaaaaaaa', 'AAaaaaaaaa'],
    request: { quantity: 4, accessible: 1, ...APART },
    chosen: ['aaaaAAaaaa', 'aaaaaaaaaa', '##aaaaaaaa', '##aaaaaaaa'],
  },
  {
    name: 'apart, a companion with a restricted view before none',
    hall: ['aaWV', 'aaaa', 'aAAa'],
    request: { quantity: 2, accessible: 1, ...APART },
    chosen: ['aa##', 'aaaa', 'aAAa'],
  },
  {
    name: 'apart, no companion seat in another zone than the requested one',
    hall: ['W   AA', '-- Balcony', 'D'],
    request: { quantity: 2, accessible: 1, zone: 'Stalls', ...APART },
    chosen: ['#   #A', '-- Balcony', 'D'],
  },
  {
    name: 'apart, a companion seat in another zone if any zone is requested',
    hall: ['W   AA', '-- Balcony', 'D'],
    request: { quantity: 2, accessible: 1, ...APART },
    chosen: ['#   AA', '-- Balcony', '#'],
  },
  {
    name: 'apart, no companion seat at a table that is booked as a whole',
    hall: ['W   AA', 'whole tables:', 'DA'],
    request: { quantity: 2, accessible: 1, ...APART },
    chosen: ['#   #A', 'whole tables:', 'DA'],
  },
  {
    name: 'apart, for a seller, a companion seat at a table if nothing else is free',
    hall: ['W   aa', 'whole tables:', 'DA'],
    request: { quantity: 2, accessible: 1, splitsTables: true, ...APART },
    chosen: ['#   aa', 'whole tables:', '#A'],
  },
  {
    name: 'apart, no accessible place as the companion seat of another',
    hall: ['W   AA', 'X'],
    request: { quantity: 2, accessible: 1, ...APART },
    chosen: ['#   #A', 'X'],
  },
  {
    name: 'an accessible place that is also a companion seat, with its neighbour',
    hall: ['w   AA', 'XA'],
    request: { quantity: 2, accessible: 1 },
    chosen: ['w   AA', '##'],
  },
  {
    name: 'a companion seat in another row, with a neighbour of it',
    hall: ['aWa   AA', 'aDAA'],
    request: { quantity: 3, accessible: 1 },
    chosen: ['a#a   AA', 'a##A'],
  },
  {
    name: 'no companion seat in another row as a neighbour once they are released',
    hall: ['aWa', 'aDa'],
    request: { quantity: 2, isReleased: true },
    chosen: undefined,
  },
  {
    name: 'any seat once they are released',
    hall: ['WCAa', 'AAAA'],
    request: { quantity: 3, isReleased: true },
    chosen: ['###a', 'AAAA'],
  },
]

const TABLES: readonly Case[] = [
  {
    name: 'the last two neighbours at a round table',
    hall: ['tables:', ' Aa ', 'A  a', ' aa '],
    request: { quantity: 2 },
    chosen: ['tables:', ' #a ', '#  a', ' aa '],
  },
  {
    name: 'not two seats across a round table',
    hall: ['tables:', ' Aa ', 'a  a', ' aA '],
    request: { quantity: 2 },
    chosen: undefined,
  },
  {
    name: 'half of a free round table, on the side of the stage',
    hall: ['tables:', ' AA ', 'A  A', 'A  A', ' AA '],
    areas: [stageAt(15, -100)],
    request: { quantity: 4 },
    chosen: ['tables:', ' ## ', '#  #', 'A  A', ' AA '],
  },
  {
    name: 'half of a free round table, if the stage is to the left',
    hall: ['tables:', ' AA ', 'A  A', 'A  A', ' AA '],
    areas: [stageAt(-100, 25)],
    request: { quantity: 4 },
    chosen: ['tables:', ' #A ', '#  A', '#  A', ' #A '],
  },
  {
    name: 'seats in a row before all but one at a round table',
    hall: ['tables:', 'AA', 'AA', 'rows:', 'aa', 'aa', 'AAA'],
    request: { quantity: 3 },
    chosen: ['tables:', 'AA', 'AA', 'rows:', 'aa', 'aa', '###'],
  },
  {
    name: 'all but an accessible place at a round table',
    hall: ['tables:', 'AA', 'AW', 'rows:', 'aa', 'aa', 'AAA'],
    request: { quantity: 3 },
    chosen: ['tables:', '##', '#W', 'rows:', 'aa', 'aa', 'AAA'],
  },
  {
    name: 'a pair in a row before a pair at a table that is farther away',
    hall: ['aaa', 'aaa', 'aaa', 'aaa', 'AAa', 'tables:', 'AAA', 'AAA'],
    request: { quantity: 2 },
    chosen: ['aaa', 'aaa', 'aaa', 'aaa', '##a', 'tables:', 'AAA', 'AAA'],
  },
  {
    name: 'no single seat left at a round table',
    hall: ['tables:', ' aA ', 'A  A', ' AA '],
    request: { quantity: 3 },
    chosen: ['tables:', ' a# ', 'A  #', ' A# '],
  },
  {
    name: 'a table of 2 x 4 for eight',
    hall: ['tables:', 'AAAA   aAAA', '', 'AAAA   AAAA'],
    request: { quantity: 8 },
    chosen: ['tables:', '####   aAAA', '', '####   AAAA'],
  },
  {
    name: 'one side of a table of 2 x 4 for three, beside a taken end',
    hall: ['tables:', 'aAAA', '', 'aAAA'],
    request: { quantity: 3 },
    chosen: ['tables:', 'a###', '', 'aAAA'],
  },
]

const WHOLE: readonly Case[] = [
  {
    name: 'a whole table for a group of its size',
    hall: ['whole tables:', 'AA   AA', 'AA   AA'],
    request: { quantity: 4 },
    chosen: ['whole tables:', '##   AA', '##   AA'],
  },
  {
    name: 'a whole table with more accessible places than wanted',
    hall: ['whole tables:', 'AWW', 'AAA'],
    request: { quantity: 6, accessible: 1 },
    chosen: ['whole tables:', '###', '###'],
  },
  {
    name: 'no part of a whole table',
    hall: ['whole tables:', 'AA   AA', 'AA   AA'],
    request: { quantity: 3 },
    chosen: undefined,
  },
  {
    name: 'no whole table of which a seat is taken',
    hall: ['whole tables:', 'aA   AA', 'AA   AA'],
    request: { quantity: 4 },
    chosen: ['whole tables:', 'aA   ##', 'AA   ##'],
  },
  {
    name: 'ordinary seats for a group that fits no table',
    hall: ['whole tables:', 'AA   AA', 'AA   AA', 'rows:', '', 'AAAAAA'],
    request: { quantity: 3 },
    chosen: ['whole tables:', 'AA   AA', 'AA   AA', 'rows:', '', 'AAA###'],
  },
  {
    name: 'two whole tables beside each other for a large group',
    hall: [
      'whole tables:',
      'aA   AA   aa   AA',
      'AA   AA   aa   AA',
      'rows:',
      'whole tables:',
      '',
      '     AA',
      '     AA',
    ],
    request: { quantity: 8, ...APART },
    chosen: [
      'whole tables:',
      'aA   ##   aa   AA',
      'AA   ##   aa   AA',
      'rows:',
      'whole tables:',
      '',
      '     ##',
      '     ##',
    ],
  },
  {
    name: 'tables of two sizes for a group that they fit',
    hall: ['whole tables:', 'AA   AA   A', 'AA   AA   A'],
    request: { quantity: 6, ...APART },
    chosen: ['whole tables:', 'AA   ##   #', 'AA   ##   #'],
  },
  {
    name: 'a whole table, and ordinary seats for those who do not fit',
    hall: ['whole tables:', 'AA   AA', 'AA   AA', 'rows:', '', 'AAaaAAa'],
    request: { quantity: 6, ...APART },
    chosen: ['whole tables:', '##   AA', '##   AA', 'rows:', '', '##aaAAa'],
  },
  {
    name: 'a zone that is one table',
    hall: ['AA', '-- Box booked whole', 'AA  ', 'AA A'],
    request: { quantity: 5 },
    chosen: ['AA', '-- Box booked whole', '##  ', '## #'],
  },
  {
    name: 'no whole table with an accessible place for others',
    hall: ['whole tables:', 'AA   WA', 'Aa   AA'],
    request: { quantity: 4 },
    chosen: undefined,
  },
  {
    name: 'a whole table with an accessible place',
    hall: ['whole tables:', 'AA   WA', 'AA   AA'],
    request: { quantity: 4, accessible: 1 },
    chosen: ['whole tables:', 'AA   ##', 'AA   ##'],
  },
  {
    name: 'apart, a whole table with an accessible place, and one without',
    hall: ['whole tables:', 'WA   AA   WA', 'AA   AA   AA'],
    request: { quantity: 8, accessible: 1, ...APART },
    chosen: ['whole tables:', '##   ##   WA', '##   ##   AA'],
  },
  {
    name: 'apart, several whole tables with accessible places if no others fit',
    hall: ['whole tables:', 'WA   WA   AA', 'AA   AA     '],
    request: { quantity: 8, accessible: 1, ...APART },
    chosen: ['whole tables:', '##   ##   AA', '##   ##     '],
  },
  {
    name: 'apart, an accessible place in a row and another at a whole table',
    hall: ['WA', 'whole tables:', '   WA   AA', '   A    A'],
    request: { quantity: 5, accessible: 2, ...APART },
    chosen: ['##', 'whole tables:', '   ##   AA', '   #    A'],
  },
  {
    name: 'apart, an accessible place in a row before one at a whole table',
    hall: ['WA', 'whole tables:', '   WA   AA'],
    request: { quantity: 4, accessible: 1, ...APART },
    chosen: ['##', 'whole tables:', '   WA   ##'],
  },
  {
    name: 'apart, whole tables with accessible places once they are released',
    hall: ['whole tables:', 'WA   WA', 'AA   AA'],
    request: { quantity: 8, accessible: 1, isReleased: true, ...APART },
    chosen: ['whole tables:', '##   ##', '##   ##'],
  },
  {
    name: 'apart, no whole tables with fewer accessible places than requested',
    hall: ['whole tables:', 'WA   WA', 'AA   AA'],
    request: { quantity: 8, accessible: 3, ...APART },
    chosen: undefined,
  },
  {
    name: 'apart, fewer seats beside the place if a whole table has the others',
    hall: ['WAA', 'whole tables:', '     AA'],
    request: { quantity: 4, accessible: 1, ...APART },
    chosen: ['##A', 'whole tables:', '     ##'],
  },
  {
    name: 'apart, fewer companion seats if a whole table has the others',
    hall: ['CWC', 'whole tables:', '     AAA'],
    request: { quantity: 5, accessible: 1, ...APART },
    chosen: ['##C', 'whole tables:', '     ###'],
  },
  {
    name: 'apart, a whole table with the place before a place that is alone',
    hall: ['WA', 'whole tables:', '   WAA   AAA'],
    request: { quantity: 4, accessible: 1, ...APART },
    chosen: ['W#', 'whole tables:', '   ###   AAA'],
  },
  {
    name: 'apart, a whole table with as many places as wanted before one with more',
    hall: ['A', 'whole tables:', 'WWA   WAA'],
    request: { quantity: 4, accessible: 1, ...APART },
    chosen: ['#', 'whole tables:', 'WWA   ###'],
  },
  {
    name: 'apart, a place that is alone if there is no other choice',
    hall: ['WA', 'whole tables:', '   AAA'],
    request: { quantity: 4, accessible: 1, ...APART },
    chosen: ['#A', 'whole tables:', '   ###'],
  },
  {
    name: 'for a seller, ordinary seats before a part of a table',
    hall: ['whole tables:', 'AA   AA', 'AA   AA', 'rows:', '', 'AAAAAA'],
    request: { quantity: 3, splitsTables: true },
    chosen: ['whole tables:', 'AA   AA', 'AA   AA', 'rows:', '', 'AAA###'],
  },
  {
    name: 'for a seller, all seats of a table, which is not split then',
    hall: ['whole tables:', 'AA', 'AA', 'rows:', '', 'AAAA'],
    request: { quantity: 4, splitsTables: true },
    chosen: ['whole tables:', '##', '##', 'rows:', '', 'AAAA'],
  },
  {
    name: 'for a seller, a table that is split already',
    hall: ['whole tables:', 'AA   AA   AA', 'AA   AA   Aa'],
    request: { quantity: 2, splitsTables: true },
    chosen: ['whole tables:', 'AA   AA   #A', 'AA   AA   #a'],
  },
  {
    name: 'for a seller, a part of a table if nothing else is free',
    hall: ['whole tables:', 'AA', 'AA', 'rows:', '', 'Aa'],
    request: { quantity: 2, splitsTables: true },
    chosen: ['whole tables:', '##', 'AA', 'rows:', '', 'Aa'],
  },
]

const SPLITS: readonly Case[] = [
  {
    name: 'a table of 2 x 3, and the nearest side of the next one',
    hall: ['tables:', 'AAA   AAA', 'AAA   AAA'],
    areas: [stageAt(-100, 15)],
    request: { quantity: 8, ...APART },
    chosen: ['tables:', '###   #AA', '###   #AA'],
  },
  {
    name: 'a table of 2 x 3, and the nearest side of the one before it',
    hall: ['tables:', 'AAA   AAA', 'AAA   AAA'],
    areas: [stageAt(200, 15)],
    request: { quantity: 8, ...APART },
    chosen: ['tables:', 'AA#   ###', 'AA#   ###'],
  },
  {
    name: 'the side of the second row that is nearest to the first',
    hall: ['aaaaAAAA', 'aAAAAAaa'],
    request: { quantity: 7, ...APART },
    chosen: ['aaaa##AA', 'a#####aa'],
  },
  {
    name: 'the side of the second row that is nearest to the first, on the left',
    hall: ['AAAAaaaa', 'aaAAAAAa'],
    request: { quantity: 7, ...APART },
    chosen: ['AA##aaaa', 'aa#####a'],
  },
  {
    name: 'rows before tables if that takes as few groups',
    hall: ['AAAaAA', 'whole tables:', 'AA   AA'],
    request: { quantity: 5, ...APART },
    chosen: ['###a##', 'whole tables:', 'AA   AA'],
  },
  {
    name: 'a table and a row before more groups in rows',
    hall: ['AaAaAaAaAa', 'whole tables:', 'AA   AA', 'AA   AA'],
    request: { quantity: 5, ...APART },
    chosen: ['AaAaAa#aAa', 'whole tables:', 'AA   ##', 'AA   ##'],
  },
  {
    name: 'two pairs near each other',
    hall: ['AAaaaaaAA', 'AAaaaaaaa'],
    request: { quantity: 4, ...APART },
    chosen: ['##aaaaaAA', '##aaaaaaa'],
  },
  {
    name: 'as few groups as possible',
    hall: ['AaAaA', 'AAAaa', 'aAAaa'],
    request: { quantity: 5, ...APART },
    chosen: ['AaAaA', '###aa', 'a##aa'],
  },
  {
    name: 'no single seat left beside a split group',
    hall: ['AAaAA', 'aaaaa', 'Aaaaa'],
    request: { quantity: 3, ...APART },
    chosen: ['##aAA', 'aaaaa', '#aaaa'],
  },
  {
    name: 'one category before seats that are nearer',
    hall: ['BaAaA', 'aaaaa'],
    request: { quantity: 2, ...APART },
    chosen: ['Ba#a#', 'aaaaa'],
  },
  {
    name: 'several categories if one takes more groups',
    hall: ['AAaBBaAaA'],
    request: { quantity: 4, ...APART },
    chosen: ['##a##aAaA'],
  },
  {
    name: 'single seats only if no others are left',
    hall: ['AaAaA'],
    request: { quantity: 2, ...APART },
    chosen: ['#a#aA'],
  },
]

test.each([...ROWS, ...ZONES, ...VIEWS, ...PLACES, ...TABLES, ...WHOLE, ...SPLITS])(
  'the best seats are: $name',
  ({ hall: picture, areas, request, chosen }) => {
    const hall = picturedHall(picture, areas)

    expect(hall.with(bestAvailable(freeSeatsOf(hall), request))).toEqual(chosen)
  },
)
