import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'

import { afterEach, describe, expect, test } from '@jest/globals'

import {
  type EventBytes,
  eventBytes,
  EventStream,
} from '../../../../src/adapters/http/streams/event-stream.ts'
import { FairScheduler } from '../../../../src/adapters/http/streams/fair-scheduler.ts'
import { until } from '../../../../tools/until.ts'

type Written = (error?: Error) => void

/** Records what is written by each system call, or fails to write. */
class FakeSocket extends Socket {
  readonly written: string[] = []
  isBroken = false
  isSlow = false

  override _write(chunk: unknown, _encoding: string, onWritten: Written): void {
    this.#record([String(chunk)], onWritten)
  }

  override _writev(chunks: readonly { readonly chunk: unknown }[], onWritten: Written): void {
    this.#record(
      chunks.map(({ chunk }) => String(chunk)),
      onWritten,
    )
  }

  #record(texts: readonly string[], onWritten: Written): void {
    if (this.isBroken) throw new Error('broken')
    this.written.push(texts.join(''))
    if (!this.isSlow) onWritten()
  }
}

const EVENT = eventBytes({ name: 'x', data: 'x'.repeat(100) })
const streams: EventStream[] = []
afterEach(() => {
  for (const stream of streams.splice(0)) stream.end()
})

function open(scheduler: FairScheduler, { httpVersionMinor = 1 } = {}) {
  const socket = new FakeSocket()
  const req = Object.assign(new IncomingMessage(socket), { httpVersionMajor: 1, httpVersionMinor })
  const res = new ServerResponse(req)
  res.assignSocket(socket)
  res.writeHead(200)
  const failures: string[] = []
  const opened = { res, socket, cuts: 0, failures }
  const onCut = (): void => {
    opened.cuts++
  }
  const stream = new EventStream(res, socket, {
    waitingBytesMax: 300,
    scheduler,
    onCut,
    onFailure: (error) => failures.push(String(error)),
  })
  streams.push(stream)
  return Object.assign(opened, { stream })
}

const textOf = ({ chunk }: EventBytes) => String(chunk)

describe('an event stream', () => {
  test('writes the headers and the first events by one system call, and each later event by one', async () => {
    const { stream, socket } = open(new FairScheduler())
    const numbered = (id: number) => eventBytes({ name: 'x', data: id, id })
    stream.send(numbered(1))
    stream.send(numbered(2))
    await until(() => socket.written.length === 1)
    expect(socket.written[0]).toMatch(
      /^HTTP\/1\.1 200 OK\r\n[^]*\r\nTransfer-Encoding: chunked\r\n/,
    )
    expect(socket.written[0]?.split('\r\n\r\n')[1]).toBe(
      `18\r\nevent: x\nid: 1\ndata: 1\n\n\r\n18\r\nevent: x\nid: 2\ndata: 2\n\n\r\n`,
    )

    stream.send(numbered(3))
    await until(() => socket.written.length === 2)
    expect(socket.written[1]).toBe('18\r\nevent: x\nid: 3\ndata: 3\n\n\r\n')
  })

  test('writes all waiting events by one system call', async () => {
    const { stream, socket } = open(new FairScheduler())
    stream.send(EVENT)
    await until(() => socket.written.length === 1)
    stream.send(EVENT)
    stream.send(EVENT)

    await until(() => socket.written.length === 2)
    expect(socket.written[1]).toBe(textOf(EVENT).repeat(2))
  })

  test('has no chunks over HTTP/1.0', async () => {
    const { stream, socket } = open(new FairScheduler(), { httpVersionMinor: 0 })
    stream.send(eventBytes({ name: 'é', data: 1 }))

    await until(() => socket.written.length === 1)
    expect(socket.written[0]).not.toContain('chunked')
    expect(socket.written[0]).toMatch(/\r\n\r\nevent: é\ndata: 1\n\n$/)
  })

  test('is closed if too many bytes wait in the scheduler, and writes none of them', async () => {
    const scheduler = new FairScheduler()
    const slow = open(scheduler)
    const other = open(scheduler)
    for (let i = 0; i < 4; i++) slow.stream.send(EVENT)
    expect(slow.cuts).toBe(0)
    for (let i = 0; i < 4; i++) slow.stream.send(EVENT)
    expect(slow.cuts).toBe(1)
    expect(slow.res.destroyed).toBe(true)

    other.stream.send(EVENT)
    await until(() => other.socket.written.length === 1)
    expect(slow.socket.written).toEqual([])
  })

  test('is closed if too many bytes wait for a reader who reads nothing', async () => {
    const { stream, socket, ...opened } = open(new FairScheduler())
    socket.isSlow = true
    stream.send(EVENT)
    await until(() => socket.written.length === 1)
    for (let i = 0; i < 8; i++) stream.send(EVENT)

    expect(opened.res.destroyed).toBe(true)
    expect(socket.destroyed).toBe(true)
  })

  test('does not count bytes that it has written', async () => {
    const opened = open(new FairScheduler())
    const { stream, res, socket } = opened
    for (let count = 1; count <= 3; count++) {
      for (let i = 0; i < 4; i++) stream.send(EVENT)
      await until(() => socket.written.length === count)
    }
    expect(opened.cuts).toBe(0)
    expect(res.destroyed).toBe(false)
  })

  test('reports a failed write, without affecting others', async () => {
    const scheduler = new FairScheduler()
    const [first, broken, last] = [open(scheduler), open(scheduler), open(scheduler)]
    broken.socket.isBroken = true
    for (const { stream } of [first, broken, last]) stream.send(EVENT)
    await until(() => last.socket.written.length === 1)
    expect(first.socket.written).toHaveLength(1)
    expect(broken.failures).toEqual(['Error: broken'])
    expect(last.failures).toEqual([])
    expect(last.res.destroyed).toBe(false)
  })

  test('sends a heartbeat if nothing was written since the last time', async () => {
    const { stream, socket } = open(new FairScheduler())
    stream.send(EVENT)
    await until(() => socket.written.length === 1)
    stream.beat()
    stream.send(EVENT)
    await until(() => socket.written.length === 2)
    stream.beat()
    stream.beat()
    await until(() => socket.written.length === 3)

    expect(socket.written.slice(1)).toEqual([textOf(EVENT), 'd\r\n: heartbeat\n\n\r\n'])
  })

  test('leaves nothing on a connection that serves another request', async () => {
    const { stream, socket, res } = open(new FairScheduler())
    const listeners = () => socket.listenerCount('drain')
    expect(listeners()).toBeGreaterThan(0)
    stream.end()
    res.emit('close')

    expect(listeners()).toBe(0)
    expect(socket.destroyed).toBe(false)
  })
})
