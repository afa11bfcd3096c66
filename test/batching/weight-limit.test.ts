import { expect, test } from '@jest/globals'

import { weightLimit } from '../../src/batching/weight-limit.ts'

const admitted = (weights: readonly number[]) => {
  const isAdmitted = weightLimit<number>(10, (weight) => weight)()
  return weights.filter((weight) => isAdmitted(weight))
}

test('a batch takes calls up to its weight, and light ones after one that was too heavy', () => {
  expect(admitted([4, 4, 3, 2, 1])).toEqual([4, 4, 2])
})

test('a call heavier than a whole batch goes alone', () => {
  expect(admitted([11, 1])).toEqual([11])
  expect(admitted([1, 11, 1])).toEqual([1, 1])
})

test('a call without weight counts as one', () => {
  expect(admitted(Array<number>(11).fill(0))).toHaveLength(10)
})
