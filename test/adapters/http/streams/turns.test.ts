import { setImmediate as nextTurn } from 'node:timers/promises'

import { describe, expect, test } from '@jest/globals'

import { type TurnTaker, Turns } from '../../../../src/adapters/http/streams/turns.ts'
import { until } from '../../../../tools/until.ts'

function taker(takeTurn: () => void, failTurn: () => void = () => undefined): TurnTaker {
  return { takeTurn, failTurn }
}

describe('turns', () => {
  test('are taken in the order of coming, with others in between', async () => {
    const turns = new Turns()
    const done: number[] = []
    for (let i = 0; i < 450; i++) turns.add(taker(() => done.push(i)))
    expect(done).toEqual([])

    await nextTurn()
    expect(done.length).toBeGreaterThan(0)
    expect(done.length).toBeLessThan(450)
    await until(() => done.length === 450)
    expect(done).toEqual(Array.from({ length: 450 }, (_, i) => i))
  })

  test('are waited for once by each, and go on for who comes again while they are taken', async () => {
    const turns = new Turns()
    let count = 0
    const again = taker(() => {
      count++
      if (count < 1_000) turns.add(again)
    })
    turns.add(again)
    turns.add(again)
    await nextTurn()
    expect(count).toBe(1)
    await until(() => count === 1_000)
  })

  test('are not given to who has left', async () => {
    const turns = new Turns()
    const done: string[] = []
    const gone = taker(() => done.push('gone'))
    turns.add(gone)
    turns.add(taker(() => done.push('here')))
    turns.remove(gone)
    await until(() => done.length > 0)
    expect(done).toEqual(['here'])
  })

  test('that fail are no concern of the others', async () => {
    const turns = new Turns()
    const done: string[] = []
    const bad = taker(
      () => {
        throw new Error('broken')
      },
      () => done.push('failed'),
    )
    for (const each of [taker(() => done.push('first')), bad, taker(() => done.push('last'))]) {
      turns.add(each)
    }
    await until(() => done.length === 3)
    expect(done).toEqual(['first', 'failed', 'last'])
  })
})
