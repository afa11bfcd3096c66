import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'

import { rawRequest } from '../drivers/raw-request.ts'
import { RunningApp } from '../drivers/running-app.ts'

const SEATS = '/api/events/default/seats'

let app: RunningApp
beforeEach(async () => {
  app = await RunningApp.start()
})
afterEach(() => app.stop())

interface Answer {
  readonly status: number
  readonly headers: readonly string[]
  /** Of the headers and the body. */
  readonly bytes: number
  readonly bodyBytes: number
}

/** @param headers each ends with a line break */
async function ask(method: string, path: string, headers = ''): Promise<Answer> {
  const own = 'Host: x\r\nX-Request-Id: r\r\nConnection: close\r\n'
  const answer = await rawRequest(
    app.server.port,
    `${method} ${path} HTTP/1.1\r\n${own}${headers}\r\n`,
  )
  const [head = '', body = ''] = answer.split('\r\n\r\n')
  const [line = '', ...lines] = head.split('\r\n')
  return {
    status: Number(line.split(' ')[1]),
    headers: lines,
    bytes: Buffer.byteLength(answer),
    bodyBytes: Buffer.byteLength(body),
  }
}

const book = (seatId: string) => ask('POST', `/api/book/${seatId}`)

async function expectToBeSmall(
  answer: Promise<Answer>,
  { status, headers, bytes }: Record<'status' | 'headers' | 'bytes', number>,
): Promise<void> {
  const given = await answer
  expect(given.status).toBe(status)
  expect(given.headers.length).toBeLessThanOrEqual(headers)
  expect(given.bytes).toBeLessThanOrEqual(bytes)
}

describe('the response to a booking is small', () => {
  test('when the seat is booked', async () => {
    await expectToBeSmall(book('1'), { status: 200, headers: 18, bytes: 770 })
  })

  test('when the seat is already booked', async () => {
    await book('1')

    await expectToBeSmall(book('1'), { status: 400, headers: 18, bytes: 740 })
  })

  test('when the seat is unknown', async () => {
    await expectToBeSmall(book('101'), { status: 404, headers: 18, bytes: 730 })
  })

  test('when the seat is locked', async () => {
    await app.lock.acquire({ eventId: 'default', seatIds: ['1'], ttlMs: 10_000 })

    await expectToBeSmall(book('1'), { status: 423, headers: 19, bytes: 750 })
  })
})

describe('the response with the seats of an event', () => {
  /** Of one seat in the response: `{"seatId":"100","status":"booked"},`. */
  const SEAT_BYTES_MAX = 35

  test('is small while all seats are available', async () => {
    await expectToBeSmall(ask('GET', SEATS), { status: 200, headers: 19, bytes: 740 })
  })

  test('grows by a few bytes for each taken seat', async () => {
    const { bodyBytes } = await ask('GET', SEATS)
    const seatIds = Array.from({ length: 100 }, (_, i) => `${i + 1}`)
    await app.office.book('b-1', seatIds, { eventId: 'default' })

    const full = await ask('GET', SEATS)
    expect(full.bodyBytes - bodyBytes).toBeLessThanOrEqual(seatIds.length * SEAT_BYTES_MAX)
  })

  test('has no body when nothing has changed', async () => {
    await book('1')
    const { headers } = await ask('GET', SEATS)
    const [, tag] =
      headers.map((line) => /^ETag: (.*)$/.exec(line) ?? []).find(([, it]) => it) ?? []
    const again = ask('GET', SEATS, `If-None-Match: ${tag}\r\n`)

    await expectToBeSmall(again, { status: 304, headers: 17, bytes: 640 })
    expect((await again).bodyBytes).toBe(0)
  })
})
