import { beforeEach, describe, expect, test } from '@jest/globals'

import { Batcher, weightLimit } from '../../src/batching/batcher.ts'

/** Every batch that has begun, with a function to end it. */
let batches: { readonly calls: readonly string[]; end: (error?: Error) => void }[]

const run = (calls: readonly string[]): Promise<readonly string[]> =>
  new Promise((resolve, reject) => {
    const end = (error?: Error): void => {
      if (error) reject(error)
      else resolve(calls.map((call) => `did ${call}`))
    }
    batches.push({ calls, end })
  })
const nextTick = () => new Promise(setImmediate)
const begun = () => batches.map(({ calls }) => calls.join(''))

beforeEach(() => {
  batches = []
})

describe('a batcher', () => {
  test('begins a full batch before the tick ends', async () => {
    const batcher = new Batcher({ run, callsMax: 2, batchesMax: 2 })
    const results = ['a', 'b', 'c'].map((call) => batcher.call(call))

    expect(begun()).toEqual(['ab'])
    await nextTick()
    expect(begun()).toEqual(['ab', 'c'])
    for (const { end } of batches) end()
    expect(await Promise.all(results)).toEqual(['did a', 'did b', 'did c'])
  })

  test('combines the calls of a tick into one batch, and returns to each its own result', async () => {
    const batcher = new Batcher({ run, callsMax: 10, batchesMax: 1 })
    const results = ['a', 'b', 'c'].map((call) => batcher.call(call))
    await nextTick()

    expect(begun()).toEqual(['abc'])
    batches[0]?.end()
    expect(await Promise.all(results)).toEqual(['did a', 'did b', 'did c'])
  })

  test('rejects only the call whose result is an error', async () => {
    const error = new Error('only this one')
    const batcher = new Batcher<string, string>({
      run: async (calls) => calls.map((call) => (call === 'b' ? error : `did ${call}`)),
      ...{ callsMax: 10, batchesMax: 1 },
    })
    const results = ['a', 'b', 'c'].map((call) => batcher.call(call))

    expect(await Promise.allSettled(results)).toEqual([
      { status: 'fulfilled', value: 'did a' },
      { status: 'rejected', reason: error },
      { status: 'fulfilled', value: 'did c' },
    ])
  })

  test('combines the calls made while the maximum number of batches is running', async () => {
    const batcher = new Batcher({ run, callsMax: 10, batchesMax: 2 })
    for (const call of ['a', 'b', 'c', 'd']) {
      void batcher.call(call)
      await nextTick()
    }
    expect(begun()).toEqual(['a', 'b'])

    batches[1]?.end()
    await nextTick()
    await nextTick()
    expect(begun()).toEqual(['a', 'b', 'cd'])
  })

  test('limits the number of calls in a batch', async () => {
    const batcher = new Batcher({ run, callsMax: 2, batchesMax: 9 })
    for (const call of ['a', 'b', 'c', 'd', 'e']) void batcher.call(call)
    for (let tick = 0; tick < 5; tick++) await nextTick()

    expect(begun()).toEqual(['ab', 'cd', 'e'])
  })

  test('defers calls that cannot join a batch, in their order', async () => {
    const begin = () => {
      const seen = new Set<string>()
      return (call: string) => !seen.has(call) && Boolean(seen.add(call))
    }
    const batcher = new Batcher({ run, callsMax: 10, batchesMax: 1, begin })
    for (const call of ['a', 'a', 'b', 'a', 'b']) void batcher.call(call)
    for (let tick = 0; tick < 9; tick++) {
      await nextTick()
      batches.at(-1)?.end()
    }
    expect(begun()).toEqual(['ab', 'ab', 'a'])
  })

  test('runs the maximum number of batches when calls cannot share one', async () => {
    const alone = () => {
      let count = 0
      return () => count++ === 0
    }
    const batcher = new Batcher({ run, callsMax: 10, batchesMax: 3, begin: alone })
    for (const call of ['a', 'b', 'c', 'd']) void batcher.call(call)
    await nextTick()

    expect(begun()).toEqual(['a', 'b', 'c'])
  })

  describe('with a key for each call', () => {
    /** The first letter. */
    const keyOf = (call: string) => call.slice(0, 1)

    test('never runs two batches with the same key at the same time', async () => {
      const batcher = new Batcher({ run, callsMax: 10, batchesMax: 9, keyOf })
      for (const call of ['a1', 'b1', 'a2', 'c1', 'b2']) {
        void batcher.call(call)
        await nextTick()
      }
      expect(begun()).toEqual(['a1', 'b1', 'c1'])

      batches[0]?.end()
      await nextTick()
      await nextTick()
      expect(begun()).toEqual(['a1', 'b1', 'c1', 'a2'])
    })

    test('defers calls that did not fit into the batch of their key', async () => {
      const batcher = new Batcher({ run, callsMax: 2, batchesMax: 9, keyOf })
      for (const call of ['a1', 'a2', 'a3', 'b1']) void batcher.call(call)
      await nextTick()

      expect(begun()).toEqual(['a1a2', 'b1'])
    })

    test('serves other keys before a key that was just served', async () => {
      const batcher = new Batcher({ run, callsMax: 1, batchesMax: 1, keyOf })
      for (const call of ['a1', 'a2', 'b1']) void batcher.call(call)
      for (let tick = 0; tick < 9; tick++) {
        await nextTick()
        batches.at(-1)?.end()
      }
      expect(begun()).toEqual(['a1', 'b1', 'a2'])
    })

    test('begins another batch immediately for calls that did not fit into a full one', async () => {
      const begin = weightLimit<string>(2, (call) => Number(call.slice(1)))
      const batcher = new Batcher({ run, callsMax: 2, batchesMax: 9, keyOf, begin })
      for (const call of ['a1', 'b1', 'a2', 'b1']) void batcher.call(call)
      await nextTick()
      batches[0]?.end()
      await nextTick()
      await nextTick()

      expect(begun()).toEqual(['a1b1', 'a2', 'b1'])
    })

    test('continues with a key whose batch has failed', async () => {
      const batcher = new Batcher({ run, callsMax: 1, batchesMax: 9, keyOf })
      const settled = Promise.allSettled(['a1', 'a2'].map((call) => batcher.call(call)))
      batches[0]?.end(new Error('lost'))
      await nextTick()
      batches[1]?.end()

      expect(await settled).toMatchObject([{ reason: { message: 'lost' } }, { value: 'did a2' }])
    })
  })

  test('rejects all calls of a failed batch, and continues with the next', async () => {
    const batcher = new Batcher({ run, callsMax: 2, batchesMax: 1 })
    const results = ['a', 'b', 'c'].map((call) => batcher.call(call))
    const settled = Promise.allSettled(results)
    await nextTick()
    batches[0]?.end(new Error('lost'))
    await nextTick()
    await nextTick()
    batches[1]?.end()

    expect(await settled).toMatchObject([
      { reason: { message: 'lost' } },
      { reason: { message: 'lost' } },
      { value: 'did c' },
    ])
  })
})

describe('a weight limit', () => {
  const admitted = (weights: readonly number[]) => {
    const isAdmitted = weightLimit<number>(10, (weight) => weight)()
    return weights.filter((weight) => isAdmitted(weight))
  }

  test('admits calls up to the limit, and lighter ones after one that exceeds it', () => {
    expect(admitted([4, 4, 3, 2, 1])).toEqual([4, 4, 2])
  })

  test('admits a call heavier than the limit as the only one of a batch', () => {
    expect(admitted([11, 1])).toEqual([11])
    expect(admitted([1, 11, 1])).toEqual([1, 1])
  })

  test('counts a call without weight as one', () => {
    expect(admitted(Array<number>(11).fill(0))).toHaveLength(10)
  })
})
