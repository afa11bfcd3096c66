import { expect, test } from '@jest/globals'

import { Outbox } from '../../../src/adapters/http/outbox.ts'

const nextTick = () => new Promise(setImmediate)

test('answers leave in their order, at the end of the tick', async () => {
  const sent: string[] = []
  const outbox = new Outbox()
  for (const answer of ['a', 'b', 'c']) outbox.put(() => sent.push(answer))

  expect(sent).toEqual([])
  await nextTick()
  expect(sent).toEqual(['a', 'b', 'c'])
})

test('those that come together with many others do not wait for the end of the tick', async () => {
  const sent: number[] = []
  const outbox = new Outbox()
  for (let answer = 0; answer < 1_000; answer++) outbox.put(() => sent.push(answer))

  expect(sent.length).toBeGreaterThan(900)
  await nextTick()
  expect(sent).toEqual(Array.from({ length: 1_000 }, (_, answer) => answer))
})
