import { setTimeout as pause } from 'node:timers/promises'

import { afterEach, describe, expect, test } from '@jest/globals'

import { RepeatedTask } from '../../../src/adapters/system/repeated-task.ts'
import { until } from '../../../tools/until.ts'

const LONGER_THAN_THE_INTERVAL_MS = 10

let repeated: RepeatedTask | undefined
afterEach(() => repeated?.stop())

describe('a repeated task', () => {
  test('runs periodically, without overlaps, also after failures', async () => {
    let running = 0
    let runningMax = 0
    let runs = 0
    const errors: unknown[] = []
    const task = async () => {
      runningMax = Math.max(runningMax, ++running)
      await pause(LONGER_THAN_THE_INTERVAL_MS)
      running--
      if (++runs % 2 === 0) throw new Error(`run ${runs}`)
    }
    repeated = new RepeatedTask(task, { intervalMs: 1, onError: (error) => errors.push(error) })
    await repeated.start()
    await until(() => runs >= 6)
    await repeated.stop()

    expect(runningMax).toBe(1)
    expect(errors.slice(0, 2)).toEqual([new Error('run 2'), new Error('run 4')])
  })

  test('is stopped when the current run has ended', async () => {
    let finish: (() => void) | undefined
    let finished = false
    let signal: AbortSignal | undefined
    const task = async (stopping: AbortSignal) => {
      signal = stopping
      await new Promise<void>((resolve) => {
        finish = resolve
      })
      finished = true
    }
    repeated = new RepeatedTask(task, { intervalMs: 1, onError: () => undefined })
    await repeated.start()
    await until(() => finish)
    expect(signal?.aborted).toBe(false)
    const stopped = repeated.stop().then(() => finished)
    expect(signal?.aborted).toBe(true)
    finish?.()

    expect(await stopped).toBe(true)
  })
})
