import { expect, test } from '@jest/globals'

import { PacedTask } from '../../../src/adapters/system/paced-task.ts'

test('concurrent calls share one run, which begins after the interval', async () => {
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

test('a failed run does not affect the next one', async () => {
  let runs = 0
  const task = new PacedTask(
    async () => {
      if (++runs === 1) throw new Error('unavailable')
    },
    { intervalMs: 100, pause: () => Promise.resolve() },
  )
  await expect(task.run()).rejects.toThrow('unavailable')
  await task.run()
  expect(runs).toBe(2)
})
