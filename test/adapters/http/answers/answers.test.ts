import { expect, test } from '@jest/globals'

import { ResponseBatcher } from '../../../../src/adapters/http/answers/answers.ts'

const fail = (error: unknown) => {
  throw error
}
const nextTick = () => new Promise(setImmediate)

test('responses are sent in order at the end of the tick', async () => {
  const sent: string[] = []
  const batcher = new ResponseBatcher()
  for (const answer of ['a', 'b', 'c']) batcher.add(() => sent.push(answer), fail)

  expect(sent).toEqual([])
  await nextTick()
  expect(sent).toEqual(['a', 'b', 'c'])
})

test('a full batch is sent before the end of the tick', async () => {
  const sent: number[] = []
  const batcher = new ResponseBatcher()
  for (let answer = 0; answer < 1_000; answer++) batcher.add(() => sent.push(answer), fail)

  expect(sent.length).toBeGreaterThan(900)
  await nextTick()
  expect(sent).toEqual(Array.from({ length: 1_000 }, (_, answer) => answer))
})

test('a response that cannot be written does not affect the others', async () => {
  const sent: string[] = []
  const failures: unknown[] = []
  const batcher = new ResponseBatcher()
  const broken = new Error('broken')
  batcher.add(() => sent.push('a'), fail)
  batcher.add(
    () => {
      throw broken
    },
    (error) => failures.push(error),
  )
  batcher.add(() => sent.push('c'), fail)
  await nextTick()

  expect(sent).toEqual(['a', 'c'])
  expect(failures).toEqual([broken])
})
