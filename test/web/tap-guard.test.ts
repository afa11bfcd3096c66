import { beforeEach, expect, test } from '@jest/globals'

import { TapGuard } from '../../web/seat-map/parts/tap-guard.ts'

let guard: TapGuard
beforeEach(() => {
  guard = new TapGuard()
})

const tap = (timeStamp: number, { x = 100, detail = 1 } = {}) =>
  guard.ignores({ timeStamp, detail, clientX: x, clientY: 50 })

test('a second tap on the place where another button has just appeared is ignored', () => {
  expect(tap(1_000)).toBe(false)
  guard.replaced(1_200)

  expect(tap(1_599)).toBe(true)
  expect(tap(1_600)).toBe(false)
})

test('a tap elsewhere is not ignored', () => {
  tap(1_000)
  guard.replaced(1_200)

  expect(tap(1_300, { x: 300 })).toBe(false)
})

test('a second press of a key is ignored, because the focus has just moved to another button', () => {
  expect(tap(1_000, { detail: 0 })).toBe(false)
  guard.replaced(1_200)

  expect(tap(1_599, { x: 300, detail: 0 })).toBe(true)
  expect(tap(1_600, { x: 300, detail: 0 })).toBe(false)
})

test('a key after a tap is not ignored', () => {
  tap(1_000)
  guard.replaced(1_200)

  expect(tap(1_300, { detail: 0 })).toBe(false)
})

test('the first tap is not ignored, even if the button has just appeared', () => {
  guard.replaced(1_000)

  expect(tap(1_001)).toBe(false)
})
