import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'

import { beforeEach, describe, expect, test } from '@jest/globals'

import { PacedWriter } from '../../../../src/adapters/http/answers/paced-writer.ts'
import { SlowReaders } from '../../../../src/adapters/http/limits/slow-readers.ts'

const TIMEOUT_MS = 60_000
const KIB = 1_024

/** A response with the numbers of read and unread bytes that the test sets. */
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

  /** Adds unread bytes. */
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

describe('a client with unread bytes', () => {
  test('is disconnected if it reads nothing within the timeout', () => {
    const readers = watch()
    const res = respond({ bytes: 10 })
    readers.check(0)
    readers.check(TIMEOUT_MS - 1)
    expect(res.destroyed).toBe(false)

    readers.check(TIMEOUT_MS)
    expect(res.destroyed).toBe(true)
    expect(cuts).toEqual(['slow-reader'])
  })

  test('is disconnected if it reads a few bytes at a time', () => {
    const readers = watch()
    const res = respond({ bytes: 1_000 * KIB })
    readers.check(0)
    for (let ms = 1_000; ms <= TIMEOUT_MS; ms += 1_000) {
      res.take(KIB)
      readers.check(ms)
    }

    expect(res.destroyed).toBe(true)
  })

  test('is disconnected if more is added, such as the heartbeats of a stream', () => {
    const readers = watch()
    const res = respond({ bytes: 10 })
    readers.check(0)
    for (let ms = 1_000; ms <= TIMEOUT_MS; ms += 1_000) {
      res.send(10)
      readers.check(ms)
    }

    expect(res.destroyed).toBe(true)
  })

  test('stays connected while it reads 64 KiB within each timeout', () => {
    const readers = watch(10_000 * KIB)
    const res = respond({ bytes: 6_400 * KIB })
    readers.check(0)
    for (let count = 1; count < 100; count++) {
      res.take(64 * KIB)
      readers.check(count * (TIMEOUT_MS - 1))
    }

    expect(res.destroyed).toBe(false)
  })

  test('stays connected if it reads the rest, when that is less', () => {
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

  test('stays connected if nothing is unread', () => {
    const readers = watch()
    const res = respond()
    readers.check(0)
    readers.check(10 * TIMEOUT_MS)

    expect(res.destroyed).toBe(false)
  })

  test('is disconnected also if the unread bytes are shared', () => {
    const readers = watch()
    const res = respond({ shared: [Buffer.alloc(10)] })
    readers.check(0)
    readers.check(TIMEOUT_MS)

    expect(res.destroyed).toBe(true)
  })
})

describe('the unread bytes of all clients', () => {
  test('include shared bytes once', () => {
    const readers = watch()
    const shared = [Buffer.alloc(100), Buffer.alloc(20)]
    respond({ bytes: 1, shared })
    respond({ bytes: 2, shared })
    respond()
    readers.check(0)

    expect(waitingBytes).toBe(123)
  })

  test('are limited to the maximum', () => {
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

  test('are reduced by closing connections of the client with the most, its largest first', () => {
    const readers = watch(100)
    const honest = respond({ client: 'honest', bytes: 40 })
    const many = [10, 30, 20, 25].map((bytes) => respond({ client: 'hostile', bytes }))
    readers.check(0)

    expect(honest.destroyed).toBe(false)
    expect(many.map(({ destroyed }) => destroyed)).toEqual([false, true, false, false])
    expect(waitingBytes).toBe(95)
  })

  test('are reduced until below the limit, counting shared bytes until their last reader is closed', () => {
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
