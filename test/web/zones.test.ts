import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'

import { areaTextSize, visibleAreaTexts } from '../../web/seat-map/drawing/area-texts.ts'
import { contrast } from '../../web/seat-map/drawing/colour.ts'
import { miniMapSize, miniMapView } from '../../web/seat-map/drawing/mini-map-view.ts'
import {
  labelInk,
  rowStep,
  rowTag,
  stickyRowTags,
  zoneTags,
} from '../../web/seat-map/drawing/tags.ts'
import { fitted, onScreen, toHall, toScreen } from '../../web/seat-map/drawing/view.ts'
import { zoneColours } from '../../web/seat-map/drawing/zone-colours.ts'
import {
  type DrawnZone,
  type Measure,
  placeZoneLabels,
  shorterNames,
  type ZoneLabel,
} from '../../web/seat-map/drawing/zone-labels.ts'
import { overlap } from '../../web/seat-map/hall/box.ts'
import { Hall } from '../../web/seat-map/hall/hall.ts'
import { isInZone } from '../../web/seat-map/hall/hall-zone.ts'
import { standingAreaBetween, zoneBeside } from '../../web/seat-map/hall/neighbours.ts'
import { contains, convexHull, isSimple } from '../../web/seat-map/hall/polygon.ts'
import { PriceList } from '../../web/seat-map/hall/price-list.ts'
import { RowLabels } from '../../web/seat-map/hall/row-labels.ts'
import type { LeftOut } from '../../web/seat-map/hall/seat-filter.ts'
import { describeSeat, factsOf } from '../../web/seat-map/hall/seat-names.ts'
import { describeZone } from '../../web/seat-map/hall/zone-names.ts'
import { zoneOutline } from '../../web/seat-map/hall/zone-outline.ts'
import { zoneSummary } from '../../web/seat-map/hall/zone-summary.ts'
import { seatMapTexts } from '../../web/texts/index.ts'
import { clubPlan } from '../builders/club-plan.ts'
import { stadiumPlan } from '../builders/stadium-plan.ts'
import { themeIn } from './style-theme.ts'

const texts = seatMapTexts('en')
const stadium = new Hall(stadiumPlan())
const club = new Hall(clubPlan())
const zoneNamed = (hall: Hall, name: string) => hall.zones.findIndex((zone) => zone.name === name)
const nameOf = (hall: Hall, zone: number | undefined) => hall.zones[zone ?? -1]?.name

describe('the outline of a zone', () => {
  test('contains all of its seats, and none of another block', () => {
    const someSeats = Array.from({ length: 500 }, (_, step) => step * 97)
    for (const [index, zone] of stadium.zones.entries()) {
      expect(isSimple(zone.outline)).toBe(true)
      expect(zone.outline.length).toBeLessThan(60)
      const isRight = (seat: number) =>
        isInZone(zone, stadium.positionOf(seat)) === (stadium.zoneOf(seat) === index)
      expect(someSeats.filter((seat) => !isRight(seat))).toEqual([])
    }
  })

  test('of a horseshoe leaves the middle open', () => {
    const rows = [100, 120].map((radius) =>
      Array.from({ length: 40 }, (_, seat) => {
        const angle = (seat / 39) * 1.4 * Math.PI
        return { x: radius * Math.cos(angle), y: radius * Math.sin(angle) }
      }),
    )
    const outline = zoneOutline(rows, 10)

    expect(contains(outline, { x: 0, y: 0 })).toBe(false)
    for (const seat of rows.flat()) expect(contains(outline, seat)).toBe(true)
  })

  test('contains all seats, however the rows are arranged', () => {
    const place = fc.record({
      x: fc.integer({ max: 99, min: 0 }),
      y: fc.integer({ max: 99, min: 0 }),
    })
    const rows = fc.array(fc.array(place, { maxLength: 6 }), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(rows, (given) => {
        const seats = given.flat()
        const outline = seats.length > 0 ? zoneOutline(given, 10) : []
        for (const seat of seats) expect(contains(outline, seat)).toBe(true)
      }),
    )
  })

  test('of points on a line is a line', () => {
    expect(convexHull([0, 2, 1].map((x) => ({ x, y: x })))).toEqual([
      { x: 0, y: 0 },
      { x: 2, y: 2 },
    ])
  })
})

describe('the labels of zones', () => {
  /** As wide as a usual font. */
  const measure = (text: string, size: number) => text.length * size * 0.6
  const drawn = (hall: Hall, width: number, height: number) => {
    const view = fitted(hall.bounds, { width, height }, 20)
    return hall.zones.map((zone) => ({
      outline: onScreen(view, zone.outline),
      middle: toScreen(view, zone.middle),
      texts: { name: zone.name, details: ['482 free', 'from €45'] },
    }))
  }
  /** The labels once all slices are done. */
  const labelsOf = (zones: readonly DrawnZone[], measure: Measure) => {
    const slices = placeZoneLabels(zones, measure)
    for (;;) {
      const slice = slices.next()
      if (slice.done) return slice.value
    }
  }
  const isLabel = (label: ZoneLabel | undefined): label is ZoneLabel => label !== undefined

  test.each([
    [1_440, 900],
    [390, 400],
    [320, 240],
  ])('never overlap, and are at least 11 pixels high, at %d by %d', (width, height) => {
    const labels = labelsOf(drawn(stadium, width, height), measure).filter(isLabel)

    expect(labels.length).toBeGreaterThan(50)
    for (const [index, { box, lines }] of labels.entries()) {
      for (const { size } of lines) expect(size).toBeGreaterThanOrEqual(11)
      for (const other of labels.slice(index + 1)) expect(overlap(box, other.box)).toBe(false)
    }
  })

  test('have all details where there is room, and the name alone where there is not', () => {
    const linesAt = (width: number, height: number) =>
      labelsOf(drawn(stadium, width, height), measure).map((label) =>
        label?.lines.map(({ text }) => text),
      )

    expect(linesAt(2_400, 2_000)[0]).toEqual(['101', '482 free', 'from €45'])
    expect(linesAt(1_440, 900).every((lines) => lines?.[1] === '482 free')).toBe(true)
    expect(linesAt(390, 400).every((lines) => lines?.length === 1)).toBe(true)
  })

  test('of a standing area have all details, whatever the blocks around it have', () => {
    const zones = drawn(stadium, 390, 400)
    const [left, right, top, bottom] = [150, 240, 160, 240]
    const outline = [left, right, right, left].map((x, i) => ({ x, y: i < 2 ? top : bottom }))
    const middle = { x: 195, y: 200 }
    const texts = { name: 'Standing', details: ['4,990 free', 'from €95'] }

    const labels = labelsOf([...zones, { outline, middle, texts, isStanding: true }], measure)

    expect(labels.at(-1)?.lines.map(({ text }) => text)).toEqual(['Standing', ...texts.details])
  })

  test('are turned where a block is too narrow for its name', () => {
    const block = (width: number, height: number) => {
      const corners = [0, width, width, 0].map((x, i) => ({ x, y: i < 2 ? 0 : height }))
      const middle = { x: width / 2, y: height / 2 }
      return { outline: corners, middle, texts: { name: '337', details: [] } }
    }
    const isTurned = (width: number, height: number) =>
      labelsOf([block(width, height)], measure)[0]?.isTurned

    expect(isTurned(30, 30)).toBe(false)
    expect(isTurned(14, 30)).toBe(true)
    expect(isTurned(14, 14)).toBeUndefined()
  })

  test.each([
    ['Block 117', ['117', 'B1']],
    ['Upper Circle', ['UC']],
    ['Stalls', []],
  ])('%s is shortened to %j', (name, shorter) => {
    expect(shorterNames(name)).toEqual(shorter)
  })

  test.each([
    ['light', themeIn('light')],
    ['dark', themeIn('dark')],
  ])('have enough contrast in %s', (_name, theme) => {
    const channel = fc.integer({ min: 0, max: 255 })
    fc.assert(
      fc.property(channel, channel, channel, fc.integer({ min: 0, max: 9 }), (r, g, b, free) => {
        const summary = { free, leftOut: 0, from: undefined, category: 0 }
        const { fill, name, details } = zoneColours(summary, 9, { theme, colours: [[r, g, b]] })
        expect(contrast(fill, name)).toBeGreaterThanOrEqual(4.5)
        expect(contrast(fill, details)).toBeGreaterThanOrEqual(4.5)
      }),
    )
    expect(contrast(theme.background, labelInk(theme))).toBeGreaterThanOrEqual(4.5)
  })
})

describe('the labels of a zoomed map', () => {
  const size = { width: 400, height: 300 }
  const view = { scale: 2, x: -20, y: -1_130 }
  const places = () => ({
    view,
    measure: (text: string) => text.length * 8,
    textScale: 1,
    taken: [],
  })

  test('have the name of the zone and of each row within the window', () => {
    const window = { left: 10, right: 210, top: 565, bottom: 715 }
    const labels = new RowLabels(club).onSeats(window, 1)
    const tags = [...zoneTags(club, size, places()), ...stickyRowTags(labels, 20, size, places())]

    expect(tags.map(({ text }) => text)).toEqual(expect.arrayContaining(['Balcony', 'B', 'C']))
    for (const { box, size: textSize } of tags) {
      expect(textSize).toBeGreaterThanOrEqual(11)
      expect(box.left).toBeGreaterThanOrEqual(0)
      expect(box.top).toBeGreaterThanOrEqual(0)
      expect(box.right).toBeLessThanOrEqual(size.width)
      expect(box.bottom).toBeLessThanOrEqual(size.height)
    }
  })

  test('are left out where the plan itself has the same text, or any in this place', () => {
    const names = (written: string[]) =>
      zoneTags(club, size, { ...places(), written }).map(({ text }) => text)
    expect(names([])).toContain('Balcony')
    expect(names(['Balcony'])).not.toContain('Balcony')

    const position = toHall(view, { x: 200, y: 150 })
    const table = { position, rotationDeg: 0, text: { text: 'T1', position: { x: 0, y: 0 } } }
    const texts = visibleAreaTexts([table], size, places())
    const taken = texts.map(({ box }) => box)
    expect(taken).toHaveLength(1)
    expect(rowTag({ text: 'T1', place: position }, 20, { ...places(), taken })).toBeUndefined()
  })

  test('are left out for some rows where rows are closer than text', () => {
    expect([6, 8, 16].map((pitch) => rowStep(pitch, 1))).toEqual([undefined, 2, 1])
  })

  test('are in the middle of a round table', () => {
    const labels = [...new RowLabels(club).atEnds(club.bounds, 1)]

    const places = labels.filter(({ text }) => text === 'T1').map(({ place }) => place)
    expect(places).toHaveLength(1)
    expect(places[0]?.x).toBeCloseTo(100)
    expect(places[0]?.y).toBeCloseTo(420)
  })
})

describe('the arrow keys on the overview', () => {
  test('reach every block from every other', () => {
    const reached = new Set([0])
    for (const zone of reached) {
      const { middle = { x: 0, y: 0 } } = stadium.zones[zone] ?? {}
      for (const direction of ['left', 'right', 'up', 'down'] as const) {
        const next = zoneBeside(stadium, middle, direction)
        if (next !== undefined) reached.add(next)
      }
    }

    expect(reached.size).toBe(60)
  })

  test('go to the nearest block in that direction', () => {
    const { middle = { x: 0, y: 0 } } = stadium.zones[zoneNamed(stadium, '101')] ?? {}

    expect(nameOf(stadium, zoneBeside(stadium, middle, 'right'))).toBe('102')
    expect(nameOf(stadium, zoneBeside(stadium, middle, 'up'))).toBe('201')
  })

  test('find a standing area between seats', () => {
    const from = club.positionOf(club.indexOf('T2-7') ?? -1)

    expect(nameOf(club, standingAreaBetween(club, from, undefined, 'up'))).toBe('Pit')
    expect(standingAreaBetween(club, from, undefined, 'down')).toBeUndefined()
  })
})

describe('a zone', () => {
  const prices = new PriceList(stadium, { currency: 'EUR', byCategory: { Premium: 4_550 } })
  const availability = (looks: Uint8Array) => ({
    ...{ hall: stadium, looks, prices },
    leftOut: { isSeatOut: (seat: number) => seat % 2 === 1, isAreaOut: () => false },
    freeIn: () => 7,
  })

  test('counts what is available and not filtered out, with the lowest price', () => {
    const [zone] = stadium.zones
    if (!zone) throw new Error('The stadium has no zones.')
    const looks = new Uint8Array(stadium.seatCount)
    looks[0] = 1
    const summary = zoneSummary(zone, availability(looks))

    expect(summary).toEqual({
      free: Math.ceil(zone.to / 2) - 1,
      leftOut: Math.floor(zone.to / 2),
      from: { amount: 4_550, currency: 'EUR' },
      category: 0,
    })
    expect(describeZone(zone, summary, texts)).toBe(`101, ${summary.free} free, from €45.50`)
  })

  test('says if nothing is available, which may be held, or if nothing matches the filter', () => {
    const [zone] = stadium.zones
    if (!zone) throw new Error('The stadium has no zones.')
    const all = { isSeatOut: () => true, isAreaOut: () => true }
    const described = (looks: Uint8Array, leftOut: LeftOut | undefined, locale = 'en') =>
      describeZone(
        zone,
        zoneSummary(zone, { ...availability(looks), leftOut }),
        seatMapTexts(locale),
      )
    const [none, held] = [new Uint8Array(stadium.seatCount), new Uint8Array(stadium.seatCount)]
    held.fill(1)

    expect(described(held, undefined)).toBe('101, none free')
    expect(described(held, all)).toBe('101, none free')
    expect(described(none, all)).toBe('101, none match')
    expect(described(held, undefined, 'de')).toBe('101, nichts frei')
    expect(described(none, all, 'de')).toBe('101, nichts Passendes')
  })

  test('has the lowest price of its available seats', () => {
    const [zone] = stadium.zones
    if (!zone) throw new Error('The stadium has no zones.')
    const hall = Object.assign(Object.create(stadium) as Hall, {
      categories: ['Side', 'Back', 'Front'].map((name) => ({ name })),
      categoryOf: Uint8Array.of(0, 1, 2),
    })
    const byCategory = { Side: 5_000, Back: 3_000, Front: 7_000 }
    const priced = { ...availability(new Uint8Array(3)), leftOut: undefined }
    const summary = zoneSummary(
      { ...zone, from: 0, to: 3 },
      { ...priced, hall, prices: new PriceList(hall, { currency: 'EUR', byCategory }) },
    )

    expect(summary.from).toEqual({ amount: 3_000, currency: 'EUR' })
  })

  test('can be a standing area, with its own count', () => {
    const zone = club.zones[zoneNamed(club, 'Pit')]
    if (!zone) throw new Error('The club has no pit.')
    const summary = zoneSummary(zone, { ...availability(new Uint8Array(0)), hall: club })

    expect(zone.standing).toMatchObject({ areaId: 'pit', capacity: 400 })
    expect(summary).toEqual({ free: 7, leftOut: 0, from: undefined, category: 2 })
    expect(isInZone(zone, { x: 300, y: 320 })).toBe(true)
    expect(isInZone(zone, { x: 70, y: 100 })).toBe(false)
    const leftOut = { isSeatOut: () => false, isAreaOut: () => true }
    const filtered = { ...availability(new Uint8Array(0)), hall: club, leftOut }
    expect(zoneSummary(zone, filtered)).toMatchObject({ free: 0, leftOut: 7, category: undefined })
  })
})

test('a seat is described with its traits', () => {
  const board = { lookOf: () => 'free' as const }
  const describe = (id: string) =>
    describeSeat({ hall: club, texts, board }, club.indexOf(id) ?? -1)

  expect(describe('A-1')).toBe('Balcony, row A, seat 1, Balcony, wheelchair place, available')
  expect(describe('A-2')).toContain('companion seat')
  expect(describe('A-20')).toContain('restricted view: pillar')
  expect(club.traits).toEqual(['accessible', 'companion', 'restrictedView'])
})

test('the facts of a seat include its price, and no empty category', () => {
  const described = { hall: club, texts, board: { lookOf: () => 'free' as const } }
  const seat = club.indexOf('A-1') ?? -1

  expect(factsOf(described, seat, '€45.00')).toEqual([
    'Balcony',
    '€45.00',
    'wheelchair place',
    'available',
  ])
  const hall = Object.assign(Object.create(club) as Hall, { categories: [] })
  expect(factsOf({ ...described, hall }, seat)).toEqual(['wheelchair place', 'available'])
})

test('a place on the mini-map is the same place in the hall', () => {
  const size = miniMapSize(stadium, 1_058)
  const view = miniMapView(stadium, size)
  const { left, right, top, bottom } = stadium.bounds

  expect(size.width).toBe(148)
  expect(miniMapSize(stadium, 320).width).toBe(92)
  const middle = toHall(view, { x: size.width / 2, y: size.height / 2 })
  expect(middle.x).toBeCloseTo((left + right) / 2)
  expect(middle.y).toBeCloseTo((top + bottom) / 2)
  for (const corner of [
    { x: left, y: top },
    { x: right, y: bottom },
  ]) {
    const { x, y } = toScreen(view, corner)
    expect(x).toBeGreaterThanOrEqual(0)
    expect(x).toBeLessThanOrEqual(size.width)
    expect(y).toBeGreaterThanOrEqual(0)
    expect(y).toBeLessThanOrEqual(size.height)
  }
})

describe('the text of an area', () => {
  const stage = (width: number) => ({
    position: { x: 0, y: 0 },
    rotationDeg: 0,
    outline: { kind: 'rectangle' as const, width, height: width },
    text: { text: 'Stage', position: { x: width / 2, y: width / 2 } },
  })
  const at = (scale: number) => ({
    view: { scale, x: 0, y: 0 },
    measure: (text: string, size: number) => text.length * size * 0.6,
    textScale: 1,
  })

  test('is at least 11 pixels high in a large stadium, and left out if there is no room', () => {
    expect(areaTextSize(stage(500), at(1))).toBe(16)
    expect(areaTextSize(stage(500), at(0.1))).toBe(11)
    expect(areaTextSize(stage(100), at(0.1))).toBeUndefined()
  })
})
