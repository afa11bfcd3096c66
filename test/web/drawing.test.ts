import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'

import {
  BLACK,
  type Colour,
  contrast,
  inkOn,
  parseColour,
  visibleOn,
  WHITE,
} from '../../web/seat-map/drawing/colour.ts'
import { phased, phasesFor, putStamp } from '../../web/seat-map/drawing/stamping.ts'
import {
  areaColours,
  categoryColours,
  systemTheme,
  themeOf,
} from '../../web/seat-map/drawing/theme.ts'
import {
  between,
  fitted,
  kept,
  showing,
  toHall,
  toScreen,
  windowOf,
  zoomed,
} from '../../web/seat-map/drawing/view.ts'
import { themeIn } from './style-theme.ts'

const colours = fc.tuple(...[0, 1, 2].map(() => fc.integer({ min: 0, max: 255 }))) as fc.Arbitrary<
  [number, number, number]
>
const HIGH_CONTRAST = systemTheme({
  canvas: BLACK,
  canvasText: WHITE,
  grayText: [63, 242, 63],
  highlight: [26, 235, 255],
})

/** A page sets colours without enough contrast. */
const PAGE = themeOf({
  background: [255, 250, 240],
  ink: [200, 180, 160],
  taken: [240, 235, 225],
  takenMark: [230, 220, 210],
  accent: [255, 220, 0],
  yours: [180, 255, 180],
})

describe.each([
  ['light', themeIn('light')],
  ['dark', themeIn('dark')],
  ['high contrast', HIGH_CONTRAST],
  ['the colours of a page', PAGE],
])('in %s', (_name, theme) => {
  test('every category colour has enough contrast with the background', () => {
    fc.assert(
      fc.property(colours, ([r, g, b]) => {
        const [colour = theme.background] = categoryColours(
          [{ name: 'Any', color: `rgb(${r}, ${g}, ${b})` }],
          theme,
        )
        expect(contrast(colour, theme.background)).toBeGreaterThanOrEqual(3)
        expect(contrast(colour, inkOn(colour))).toBeGreaterThanOrEqual(4.5)
      }),
    )
  })

  test('the text of an area is readable on every fill', () => {
    fc.assert(
      fc.property(colours, (colour) => {
        const { fill, ink } = areaColours(colour, theme)
        expect(contrast(fill, ink)).toBeGreaterThanOrEqual(4.5)
      }),
    )
  })

  test('marks of this customer and of taken seats have enough contrast with the background', () => {
    const { background, accent, yours, takenMark, taken, ink } = theme
    for (const colour of [accent, yours, takenMark]) {
      expect(contrast(colour, background)).toBeGreaterThanOrEqual(3)
    }
    expect(contrast(takenMark, taken)).toBeGreaterThanOrEqual(3)
    expect(contrast(ink, background)).toBeGreaterThanOrEqual(theme === PAGE ? 4.5 : 7)
  })
})

test('a colour with enough contrast is not changed', () => {
  expect(visibleOn([255, 255, 255], [180, 83, 9])).toEqual([180, 83, 9])
})

test.each<[string, Colour | undefined]>([
  ['#b45309', [180, 83, 9]],
  ['#FFF', [255, 255, 255]],
  ['rgb(1, 2, 3)', [1, 2, 3]],
  ['rgba(1, 2, 3, 0.5)', [1, 2, 3]],
  ['tomato', undefined],
  ['', undefined],
])('%j is parsed as %j', (text, colour) => {
  expect(parseColour(text)).toEqual(colour)
})

describe('a view', () => {
  const bounds = { left: 0, top: 0, right: 200, bottom: 100 }
  const size = { width: 420, height: 420 }
  const range = { least: 1, most: 10 }

  test('fits and centres the whole hall', () => {
    const view = fitted(bounds, size, 10)

    expect(toScreen(view, { x: 0, y: 0 })).toEqual({ x: 10, y: 110 })
    expect(toScreen(view, { x: 200, y: 100 })).toEqual({ x: 410, y: 310 })
    expect(windowOf(view, size)).toEqual({ left: -5, top: -55, right: 205, bottom: 155 })
  })

  test('keeps the place under the finger while zooming, within the limits', () => {
    const view = fitted(bounds, size, 10)
    const at = { x: 100, y: 200 }
    const near = zoomed(view, 3, at, range)

    expect(near.scale).toBe(6)
    expect(toHall(near, at)).toEqual(toHall(view, at))
    expect(zoomed(view, 100, at, range).scale).toBe(10)
    expect(zoomed(view, 0.01, at, range).scale).toBe(1)
  })

  test('never leaves the hall', () => {
    const far = kept({ scale: 2, x: 5_000, y: -5_000 }, bounds, size)
    const window = windowOf(far, size)

    expect(window.left).toBeLessThan(bounds.right)
    expect(window.right).toBeGreaterThan(bounds.left)
    expect(window.top).toBeLessThan(bounds.bottom)
    const view = fitted(bounds, size, 10)
    expect(kept(view, bounds, size)).toEqual(view)
  })

  test('pans just enough to show a place', () => {
    const view = { scale: 4, x: 0, y: 0 }

    expect(toScreen(showing(view, { x: 200, y: 50 }, size, 40), { x: 200, y: 50 })).toEqual({
      x: 380,
      y: 200,
    })
    expect(showing(view, { x: 50, y: 50 }, size, 40)).toEqual(view)
  })

  test('moves to another view without a jump at either end', () => {
    const [from, to] = [fitted(bounds, size, 10), { scale: 8, x: -300, y: -100 }]
    const start = between(from, to, 0, size)

    expect(start.scale).toBeCloseTo(from.scale)
    expect(start.x).toBeCloseTo(from.x)
    expect(between(from, to, 1, size)).toBe(to)
    const almost = between(from, to, 0.999_999, size)
    expect(almost.x).toBeCloseTo(to.x, 1)
    expect(almost.y).toBeCloseTo(to.y, 1)
  })
})

describe('a stamp', () => {
  const stamp = { size: 2, pixels: Uint32Array.of(1, 2, 0, 4) }
  const sheet = () => ({ width: 3, height: 2, pixels: new Uint32Array(6).fill(9) })

  test.each([
    [0, 0, [1, 2, 9, 9, 4, 9]],
    [1, 0, [9, 1, 2, 9, 9, 4]],
    [2, 0, [9, 9, 1, 9, 9, 9]],
    [-1, -1, [4, 9, 9, 9, 9, 9]],
    [0, 1, [9, 9, 9, 1, 2, 9]],
    [5, 5, [9, 9, 9, 9, 9, 9]],
    [-5, 0, [9, 9, 9, 9, 9, 9]],
  ])('at %d, %d changes only the pixels that it covers', (left, top, pixels) => {
    const target = sheet()
    putStamp(target, stamp, left, top)

    expect([...target.pixels]).toEqual(pixels)
  })

  test('is never visibly off its position', () => {
    for (const radiusPx of [1, 5, 8, 20]) {
      const phases = phasesFor(radiusPx)
      for (const at of [0, 0.49, 3.51, 7.999, -0.26, -3.5]) {
        const { px, phase } = phased(at, phases)
        expect(phase).toBeGreaterThanOrEqual(0)
        expect(phase).toBeLessThan(phases)
        expect(Math.abs(px + phase / phases - at)).toBeLessThanOrEqual(0.5 / phases)
      }
    }
  })
})
