import { describe, expect, test } from '@jest/globals'

import { quantileMs } from '../../../src/adapters/metrics/quantile.ts'

const within = (...buckets: [number, number][]) => new Map(buckets)

describe('a quantile', () => {
  test('without values is 0', () => {
    expect(quantileMs(within(), 0.5)).toBe(0)
    expect(quantileMs(within([0.001, 0], [Infinity, 0]), 0.99)).toBe(0)
  })

  test('is interpolated linearly within its bucket', () => {
    const times = within([Infinity, 100], [0.001, 50], [0.002, 90], [0.01, 100])

    expect(quantileMs(times, 0.25)).toBe(0.5)
    expect(quantileMs(times, 0.5)).toBe(1)
    expect(quantileMs(times, 0.7)).toBe(1.5)
    expect(quantileMs(times, 0.95)).toBe(6)
    expect(quantileMs(times, 1)).toBe(10)
  })

  test('skips empty buckets', () => {
    expect(quantileMs(within([0.001, 0], [0.002, 0], [0.004, 10], [Infinity, 10]), 0.5)).toBe(3)
  })

  test('is at most the largest finite bound', () => {
    expect(quantileMs(within([0.001, 1], [2.5, 1], [Infinity, 100]), 0.5)).toBe(2_500)
  })
})
