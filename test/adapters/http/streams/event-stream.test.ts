import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'

import { afterEach, describe, expect, test } from '@jest/globals'

import { EventStream } from '../../../../src/adapters/http/streams/event-stream.ts'
import { FairScheduler } from '../../../../src/adapters/http/streams/fair-scheduler.ts'
import { until } from '../../../../tools/until.ts'

/** Records the written data, or throws. */
class FakeResponse extends ServerResponse {
  readonly written: string[] = []
  isBroken = false

  constructor() {
    super(new IncomingMessage(new Socket()))
  }

  override write(chunk: unknown): boolean {
    if (this.isBroken) throw new Error('broken')
    this.written.push(String(chunk))
    return true
  }
}

const EVENT = Buffer.from('x'.repeat(100))
const streams: EventStream[] = []
afterEach(() => {
  for (const stream of streams.splice(0)) stream.end()
})

function open(scheduler: FairScheduler) {
  const res = new FakeResponse()
  const failures: string[] = []
  const opened = { res, cuts: 0, failures }
  const onCut = (): void => {
    opened.cuts++
  }
  const stream = new EventStream(res, {
    waitingBytesMax: 250,
    heartbeatMs: 60_000,
    scheduler,
    onCut,
    onFailure: (error) => failures.push(String(error)),
  })
  streams.push(stream)
  return Object.assign(opened, { stream })
}

describe('an event stream', () => {
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
    await until(() => other.res.written.length === 1)
    expect(slow.res.written).toEqual([])
  })

  test('does not count bytes that it has written', async () => {
    const opened = open(new FairScheduler())
    const { stream, res } = opened
    for (let count = 4; count <= 12; count += 4) {
      for (let i = 0; i < 4; i++) stream.send(EVENT)
      await until(() => res.written.length === count)
    }
    expect(opened.cuts).toBe(0)
    expect(res.destroyed).toBe(false)
  })

  test('reports a failed write, without affecting others', async () => {
    const scheduler = new FairScheduler()
    const [first, broken, last] = [open(scheduler), open(scheduler), open(scheduler)]
    broken.res.isBroken = true
    for (const { stream } of [first, broken, last]) stream.send(EVENT)
    await until(() => last.res.written.length === 1)
    expect(first.res.written).toHaveLength(1)
    expect(broken.failures).toEqual(['Error: broken'])
    expect(last.failures).toEqual([])
    expect(last.res.destroyed).toBe(false)
  })
})
