import { expect, test } from '@jest/globals'

import { PacedTask } from '../../../src/adapters/system/paced-task.ts'

test('a flood of calls shares a run that begins after it, and then rests', async () => {
  let runs = 0
  let rest: () => void = () => undefined
  const task = new PacedTask(async () => ++runs, {
    intervalMs: 100,
    pause: () => new Promise<void>((resolve) => (rest = resolve)),
  })
  expect(await task.run()).toBe(1)

  const flood = Promise.all(Array.from({ length: 1_000 }, () => task.run()))
  await new Promise(setImmediate)
  expect(runs).toBe(1)
  rest()
  expect(new Set(await flood)).toEqual(new Set([2]))
})

test('a run that fails is no obstacle to the next', async () => {
  let runs = 0
  const task = new PacedTask(
    async () => {
      if (++runs === 1) throw new Error('away')
    },
    { intervalMs: 100, pause: () => Promise.resolve() },
  )
  await expect(task.run()).rejects.toThrow('away')
  await task.run()
  expect(runs).toBe(2)
})
