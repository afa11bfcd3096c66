import { setImmediate as nextTick } from 'node:timers/promises'

import { describe, expect, test } from '@jest/globals'

import { FairScheduler, type Task } from '../../../../src/adapters/http/streams/fair-scheduler.ts'
import { until } from '../../../../tools/until.ts'

function task(run: () => void, fail: Task['fail'] = () => undefined): Task {
  return { run, fail }
}

describe('fair scheduler', () => {
  test('runs tasks in order, over several ticks', async () => {
    const scheduler = new FairScheduler()
    const done: number[] = []
    for (let i = 0; i < 450; i++) scheduler.add(task(() => done.push(i)))
    expect(done).toEqual([])

    await nextTick()
    expect(done.length).toBeGreaterThan(0)
    expect(done.length).toBeLessThan(450)
    await until(() => done.length === 450)
    expect(done).toEqual(Array.from({ length: 450 }, (_, i) => i))
  })

  test('queues a task once, and again if it is added while it runs', async () => {
    const scheduler = new FairScheduler()
    let count = 0
    const again = task(() => {
      count++
      if (count < 1_000) scheduler.add(again)
    })
    scheduler.add(again)
    scheduler.add(again)
    await nextTick()
    expect(count).toBe(1)
    await until(() => count === 1_000)
  })

  test('does not run removed tasks', async () => {
    const scheduler = new FairScheduler()
    const done: string[] = []
    const removed = task(() => done.push('removed'))
    scheduler.add(removed)
    scheduler.add(task(() => done.push('kept')))
    scheduler.remove(removed)
    await until(() => done.length > 0)
    expect(done).toEqual(['kept'])
  })

  test('runs the remaining tasks after one fails', async () => {
    const scheduler = new FairScheduler()
    const done: string[] = []
    const bad = task(
      () => {
        throw new Error('broken')
      },
      (error) => done.push(String(error)),
    )
    for (const each of [task(() => done.push('first')), bad, task(() => done.push('last'))]) {
      scheduler.add(each)
    }
    await until(() => done.length === 3)
    expect(done).toEqual(['first', 'Error: broken', 'last'])
  })
})
