import { describe, expect, test } from '@jest/globals'

import { Arrivals, delaysOf, RevisionParser } from '../../bench/rig/arrivals.ts'
import { checkOpenFiles } from '../../bench/rig/crowds.ts'
import { quantileMs } from '../../bench/rig/quantiles.ts'

describe('the open files of a crowd', () => {
  const workload = { name: 'streams', openFiles: 10_000 }

  test('are checked before the run', () => {
    expect(() => {
      checkOpenFiles([workload], 1_024)
    }).toThrow(/^The workload streams needs 10500 open files, and the limit is 1024\. Raise it/)
  })

  test('may be as many as the limit', () => {
    checkOpenFiles([{ name: 'own' }], 1_024)
    checkOpenFiles([workload], 10_500)
    checkOpenFiles([workload], Infinity)
  })
})

describe('the parser of a stream', () => {
  const stream =
    'HTTP/1.1 200 OK\r\n\r\n3\r\nevent: snapshot\nid: 12\ndata: {"revision":12}\n\n\r\n' +
    '4\r\nevent: changes\nid: 13\ndata: {}\n\n\r\n: heartbeat\n\nevent: changes\nid: 15\ndata: {}\n\n'

  test('finds the revisions of all messages', () => {
    expect(new RevisionParser().add(stream)).toEqual([12, 13, 15])
  })

  test('finds them wherever the text is cut', () => {
    for (let cut = 0; cut <= stream.length; cut++) {
      const parser = new RevisionParser()
      const both = [...parser.add(stream.slice(0, cut)), ...parser.add(stream.slice(cut))]

      expect(both).toEqual([12, 13, 15])
    }
    const parser = new RevisionParser()
    expect(stream.split('').flatMap((character) => parser.add(character))).toEqual([12, 13, 15])
  })
})

test('equal arrivals are counted, until they are taken', () => {
  const arrivals = new Arrivals()
  const message = { after: 1, upTo: 3, atMs: 100 }
  arrivals.add(message)
  arrivals.add(message)
  arrivals.add({ ...message, atMs: 101 })

  expect(arrivals.take()).toEqual([
    { ...message, readers: 2 },
    { ...message, atMs: 101, readers: 1 },
  ])
  expect(arrivals.take()).toEqual([])
})

test('the delay of a message is counted for each of its changes and each reader', () => {
  const changedAtMs = new Map([
    [2, 60],
    [3, 90],
  ])
  const arrival = { after: 0, upTo: 3, atMs: 100, readers: 7 }

  // The first revision was not measured.
  expect(delaysOf([arrival], changedAtMs)).toEqual([
    { ms: 40, count: 7 },
    { ms: 10, count: 7 },
  ])
})

describe('a quantile', () => {
  const durations = [
    { ms: 30, count: 1 },
    { ms: 10, count: 98 },
    { ms: 20, count: 1 },
  ]

  test.each([
    [0.5, 10],
    [0.98, 10],
    [0.99, 20],
    [1, 30],
  ])('of %p is %p ms', (share, ms) => {
    expect(quantileMs(durations, share)).toBe(ms)
  })

  test('needs durations', () => {
    expect(quantileMs([], 0.5)).toBeUndefined()
  })
})
