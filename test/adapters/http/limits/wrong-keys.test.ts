import { beforeEach, expect, test } from '@jest/globals'

import { HttpProblem } from '../../../../src/adapters/http/answers/http-problem.ts'
import { WrongKeys } from '../../../../src/adapters/http/limits/wrong-keys.ts'

const MINUTE_MS = 60_000

let nowMs: number
beforeEach(() => {
  nowMs = 1
})
const create = (perMinute: number, clientsMax?: number) =>
  new WrongKeys({ perMinute, monotonicMs: () => nowMs, ...(clientsMax && { clientsMax }) })

function codeOf(work: () => void): string | undefined {
  try {
    work()
    return undefined
  } catch (error) {
    return error instanceof HttpProblem ? error.code : 'not a problem'
  }
}

const wrongKey = (keys: WrongKeys, client: string) =>
  codeOf(() => {
    keys.refuse(client)
  })
const before = (keys: WrongKeys, client: string) =>
  codeOf(() => {
    keys.refuseBeyondLimit(client)
  })

test('the wrong keys of a client beyond the limit are refused without a comparison', () => {
  const keys = create(2)
  expect(before(keys, 'a')).toBeUndefined()

  expect([wrongKey(keys, 'a'), wrongKey(keys, 'a')]).toEqual(['key-wrong', 'key-wrong'])
  expect(before(keys, 'a')).toBe('too-many-wrong-keys')
  expect(wrongKey(keys, 'a')).toBe('too-many-wrong-keys')
  expect(before(keys, 'b')).toBeUndefined()
})

test('the count of a client ends a minute after its first wrong key, and not earlier', () => {
  const keys = create(2)
  wrongKey(keys, 'a')
  nowMs += MINUTE_MS / 2
  wrongKey(keys, 'a')

  nowMs += MINUTE_MS / 2
  expect(before(keys, 'a')).toBe('too-many-wrong-keys')
  nowMs += 1
  expect(before(keys, 'a')).toBeUndefined()
  expect(wrongKey(keys, 'a')).toBe('key-wrong')
  nowMs += MINUTE_MS
  expect([wrongKey(keys, 'a'), wrongKey(keys, 'a')]).toEqual(['key-wrong', 'too-many-wrong-keys'])
})

test('0 is no limit', () => {
  const keys = create(0)

  for (let i = 0; i < 1_000; i++) expect(wrongKey(keys, 'a')).toBe('key-wrong')
})

test('with too many clients, the count of the one whose last wrong key is the oldest is dropped', () => {
  const keys = create(1, 2)
  for (const client of ['a', 'b', 'c']) wrongKey(keys, client)

  expect(before(keys, 'a')).toBeUndefined()
  expect(before(keys, 'b')).toBe('too-many-wrong-keys')
  expect(before(keys, 'c')).toBe('too-many-wrong-keys')
})
