import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'

import { beforeEach, describe, expect, test } from '@jest/globals'

import { PacedWriter } from '../../../../src/adapters/http/answers/paced-writer.ts'
import { SlowReaders } from '../../../../src/adapters/http/limits/slow-readers.ts'

const TIMEOUT_MS = 60_000
const KIB = 1_024

/** A response of which its client has taken some and has some waiting, as the test says. */
class FakeResponse extends ServerResponse {
  #sent = 0
  #waiting = 0

  constructor() {
    super(new IncomingMessage(new Socket()))
    const sent = { get: () => this.#sent }
    const waiting = { get: () => this.#waiting }
    const socket = Object.defineProperties({}, { bytesWritten: sent, writableLength: waiting })
    Object.defineProperties(this, { writableLength: waiting, socket: { value: socket } })
  }

  /** Has this to send beside what waits already. */
  send(bytes: number): void {
    this.#sent += bytes
    this.#waiting += bytes
  }

  take(bytes: number): void {
    this.#waiting -= bytes
  }

  /** Refers to bytes that are not its own. */
  refer(...shared: readonly Uint8Array[]): void {
    const writer = new PacedWriter(this)
    for (const bytes of shared) writer.add(bytes)
  }
}

const clients = new WeakMap<ServerResponse, string>()
let responses: FakeResponse[]
let cuts: string[]
let waitingBytes: number
beforeEach(() => {
  responses = []
  cuts = []
})

function watch(waitingBytesMax = 1_000 * KIB): SlowReaders {
  return new SlowReaders({
    responses,
    answerTimeoutMs: TIMEOUT_MS,
    waitingBytesMax,
    clientOf: (res) => clients.get(res) ?? '',
    metrics: {
      waitingBytes: (bytes) => {
        waitingBytes = bytes
      },
      connectionCut: (reason) => cuts.push(reason),
    },
  })
}

interface Responding {
  readonly client?: string
  readonly bytes?: number
  readonly shared?: readonly Uint8Array[]
}

function respond({ client = 'a', bytes = 0, shared = [] }: Responding = {}): FakeResponse {
  const res = new FakeResponse()
  clients.set(res, client)
  res.send(bytes)
  if (shared.length > 0) res.refer(...shared)
  responses.push(res)
  return res
}

const cut = () => responses.filter(({ destroyed }) => destroyed)

describe('a client for which something waits', () => {
  test('is cut when it takes nothing until the time is over', () => {
    const readers = watch()
    const res = respond({ bytes: 10 })
    readers.check(0)
    readers.check(TIMEOUT_MS - 1)
    expect(res.destroyed).toBe(false)

    readers.check(TIMEOUT_MS)
    expect(res.destroyed).toBe(true)
    expect(cuts).toEqual(['slow-reader'])
  })

  test('is cut when it reads a few bytes at a time', () => {
    const readers = watch()
    const res = respond({ bytes: 1_000 * KIB })
    readers.check(0)
    for (let ms = 1_000; ms <= TIMEOUT_MS; ms += 1_000) {
      res.take(KIB)
      readers.check(ms)
    }

    expect(res.destroyed).toBe(true)
  })

  test('is cut when there is ever more for it, such as the heartbeats of a stream', () => {
    const readers = watch()
    const res = respond({ bytes: 10 })
    readers.check(0)
    for (let ms = 1_000; ms <= TIMEOUT_MS; ms += 1_000) {
      res.send(10)
      readers.check(ms)
    }

    expect(res.destroyed).toBe(true)
  })

  test('is not cut while it takes 64 KiB in that time, however long that goes on', () => {
    const readers = watch(10_000 * KIB)
    const res = respond({ bytes: 6_400 * KIB })
    readers.check(0)
    for (let count = 1; count < 100; count++) {
      res.take(64 * KIB)
      readers.check(count * (TIMEOUT_MS - 1))
    }

    expect(res.destroyed).toBe(false)
  })

  test('is not cut when it takes all there is, if that is less', () => {
    const readers = watch()
    const res = respond()
    for (let count = 0; count < 10; count++) {
      res.send(10)
      readers.check(2 * count * TIMEOUT_MS)
      res.take(10)
      readers.check((2 * count + 1) * TIMEOUT_MS)
    }

    expect(res.destroyed).toBe(false)
  })

  test('is not cut when nothing waits for it, however long it reads', () => {
    const readers = watch()
    const res = respond()
    readers.check(0)
    readers.check(10 * TIMEOUT_MS)

    expect(res.destroyed).toBe(false)
  })

  test('is cut as well when what waits is shared', () => {
    const readers = watch()
    const res = respond({ shared: [Buffer.alloc(10)] })
    readers.check(0)
    readers.check(TIMEOUT_MS)

    expect(res.destroyed).toBe(true)
  })
})

describe('what waits for all clients', () => {
  test('counts the bytes that each has for itself, and once those that they share', () => {
    const readers = watch()
    const shared = [Buffer.alloc(100), Buffer.alloc(20)]
    respond({ bytes: 1, shared })
    respond({ bytes: 2, shared })
    respond()
    readers.check(0)

    expect(waitingBytes).toBe(123)
  })

  test('may be as much as is set, and no more', () => {
    const readers = watch(10 * KIB)
    for (let i = 0; i < 10; i++) respond({ client: `client ${i}`, bytes: KIB })
    readers.check(0)
    expect(cut()).toEqual([])

    respond({ client: 'one more', bytes: KIB })
    readers.check(1)
    expect(cut()).toHaveLength(1)
    expect(waitingBytes).toBe(10 * KIB)
    expect(cuts).toEqual(['waiting-bytes'])
  })

  test('is cut from the client for which most waits, its largest first, and not from others', () => {
    const readers = watch(100)
    const honest = respond({ client: 'honest', bytes: 40 })
    const many = [10, 30, 20, 25].map((bytes) => respond({ client: 'hostile', bytes }))
    readers.check(0)

    expect(honest.destroyed).toBe(false)
    expect(many.map(({ destroyed }) => destroyed)).toEqual([false, true, false, false])
    expect(waitingBytes).toBe(95)
  })

  test('is cut until it is little enough, which the end of one of several readers does not help', () => {
    const readers = watch(50)
    const shared = [Buffer.alloc(60)]
    for (let i = 0; i < 3; i++) respond({ shared })
    const other = respond({ client: 'other', bytes: 10 })
    readers.check(0)

    expect(cut()).toHaveLength(3)
    expect(other.destroyed).toBe(false)
    expect(waitingBytes).toBe(10)
  })
})
