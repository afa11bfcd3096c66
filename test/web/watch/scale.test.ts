import { describe, expect, test } from '@jest/globals'

import { layoutOf, momentAt } from '../../../web/watch/picture/layout.ts'
import { Glide, gridSteps, logPosition, stacked, twoSided } from '../../../web/watch/scale.ts'
import { ServiceClock } from '../../../web/watch/service-clock.ts'

describe('an axis', () => {
  test.each([
    [8, 2, [5]],
    [10, 2, [5, 10]],
    [99, 3, [50]],
    [1_234, 4, [500, 1_000]],
    [0.7, 3, [0.2, 0.4, 0.6]],
  ])('to %d has at most %d lines, at readable numbers', (end, countMax, expected) => {
    const steps = gridSteps(end, countMax)

    expect(steps.length).toBeLessThanOrEqual(countMax)
    expect(steps.map((step) => Number(step.toFixed(9)))).toEqual(expected)
  })

  test('without a range has no lines', () => {
    expect(gridSteps(0, 4)).toEqual([])
    expect(gridSteps(10, 0)).toEqual([])
  })

  test('on a logarithmic scale gives each power the same room', () => {
    const at = (value: number) => logPosition(value, { min: 1, max: 1_000 })

    expect(at(10)).toBeCloseTo(1 / 3)
    expect(at(1_000)).toBe(1)
    expect(at(0)).toBe(0)
    expect(at(5_000)).toBe(1)
  })
})

test('values are stacked', () => {
  expect(stacked([3, 0, 4])).toEqual([
    { from: 0, to: 3 },
    { from: 3, to: 3 },
    { from: 3, to: 7 },
  ])
})

describe('two sides of a line', () => {
  test('have one scale, and as much room as they need', () => {
    expect(twoSided(100, { up: 30, down: 70 })).toEqual({ zero: 30, perUnit: 1 })
  })

  test.each([
    [1, 1_000_000],
    [1_000_000, 1],
  ])('both have some room, and stay within it: %d up, %d down', (up, down) => {
    const { zero, perUnit } = twoSided(200, { up, down })

    expect(Math.min(zero, 200 - zero)).toBeGreaterThan(20)
    expect(up * perUnit).toBeLessThanOrEqual(zero * 1.000001)
    expect(down * perUnit).toBeLessThanOrEqual((200 - zero) * 1.000001)
  })
})

describe('a glide', () => {
  test('starts at its first value, and goes half of the way in each half-life', () => {
    const glide = new Glide()

    expect(glide.to(10, { elapsedMs: 16, halfLifeMs: 100 })).toBe(10)
    expect(glide.to(20, { elapsedMs: 100, halfLifeMs: 100 })).toBe(15)
    expect(glide.to(20, { elapsedMs: 100, halfLifeMs: 100 })).toBe(17.5)
  })

  test('follows at once without motion', () => {
    const glide = new Glide()
    glide.to(10, { elapsedMs: 16, halfLifeMs: 0 })

    expect(glide.to(20, { elapsedMs: 16, halfLifeMs: 0 })).toBe(20)
  })
})

describe('the chart', () => {
  test.each([
    [1_200, 600],
    [320, 430],
    [100, 50],
  ])('of %d by %d has its bands below each other', (width, height) => {
    const { outcomes, requests, latency, locks, time } = layoutOf(width, height)

    const bands = [outcomes, requests, latency, locks]
    for (const [index, { top, height: tall }] of bands.entries()) {
      expect(tall).toBeGreaterThanOrEqual(0)
      expect(top + tall).toBeLessThanOrEqual(bands[index + 1]?.top ?? Infinity)
    }
    if (height > 200) expect(locks.top + locks.height).toBeLessThanOrEqual(time.top + 0.001)
  })

  test('knows the moment at a position', () => {
    const layout = layoutOf(1_000, 600)

    expect(momentAt(layout, layout.right)).toBe(0)
    expect(momentAt(layout, layout.left)).toBe(60_000)
    expect(momentAt(layout, (layout.left + layout.right) / 2)).toBe(30_000)
    expect(momentAt(layout, layout.left - 1)).toBeUndefined()
  })
})

describe('the clock of the service', () => {
  test('is the clock of the page before the first message', () => {
    expect(new ServiceClock().now(1_000)).toBe(1_000)
  })

  test('follows the fastest message', () => {
    const clock = new ServiceClock()
    clock.hear({ atMs: 5_000, receivedMs: 1_030 })
    clock.hear({ atMs: 5_500, receivedMs: 1_510 })
    clock.hear({ atMs: 6_000, receivedMs: 2_100 })

    expect(clock.now(2_510)).toBe(6_500)
  })

  test('follows a clock that was set back after a while, and another clock at once', () => {
    const clock = new ServiceClock()
    clock.hear({ atMs: 9_000, receivedMs: 1_000 })
    for (let nth = 0; nth < 20; nth++) clock.hear({ atMs: nth * 500, receivedMs: nth * 500 })
    expect(clock.now(10_000)).toBe(10_000)

    clock.reset()
    clock.hear({ atMs: 1, receivedMs: 10_000 })
    expect(clock.now(10_000)).toBe(1)
  })
})
