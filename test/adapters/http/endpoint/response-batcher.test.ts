import { expect, test } from '@jest/globals'

import { Outbox } from '../../../../src/adapters/http/endpoint/response-batcher.ts'

const fail = (error: unknown) => {
  throw error
}
const nextTick = () => new Promise(setImmediate)

test('answers leave in their order, at the end of the tick', async () => {
  const sent: string[] = []
  const outbox = new Outbox()
  for (const answer of ['a', 'b', 'c']) outbox.put(() => sent.push(answer), fail)

  expect(sent).toEqual([])
  await nextTick()
  expect(sent).toEqual(['a', 'b', 'c'])
})

test('those that come together with many others do not wait for the end of the tick', async () => {
  const sent: number[] = []
  const outbox = new Outbox()
  for (let answer = 0; answer < 1_000; answer++) outbox.put(() => sent.push(answer), fail)

  expect(sent.length).toBeGreaterThan(900)
  await nextTick()
  expect(sent).toEqual(Array.from({ length: 1_000 }, (_, answer) => answer))
})

test('one that cannot be written takes no other with it', async () => {
  const sent: string[] = []
  const failures: unknown[] = []
  const outbox = new Outbox()
  const broken = new Error('broken')
  outbox.put(() => sent.push('a'), fail)
  outbox.put(
    () => {
      throw broken
    },
    (error) => failures.push(error),
  )
  outbox.put(() => sent.push('c'), fail)
  await nextTick()

  expect(sent).toEqual(['a', 'c'])
  expect(failures).toEqual([broken])
})
