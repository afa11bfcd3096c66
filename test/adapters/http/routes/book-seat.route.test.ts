import { gzipSync } from 'node:zlib'

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'

import { StoreUnavailableError } from '../../../../src/application/ports/store-unavailable-error.ts'
import { DEFAULT_EVENT_ID } from '../../../../src/domain/default-event.ts'
import { RunningApp } from '../../../drivers/running-app.ts'

let app: RunningApp
beforeEach(async () => {
  app = await RunningApp.start()
})
afterEach(() => app.stop())

const json = (body: unknown): RequestInit => ({
  headers: { 'Content-Type': 'application/json' },
  body: typeof body === 'string' ? body : JSON.stringify(body),
})

describe('POST /api/book/:seatId', () => {
  test('answers 200 with the booking if the seat was available', async () => {
    const response = await app.book('1')

    expect(response.status).toBe(200)
    expect(response.headers.get('Content-Type')).toBe('application/json; charset=utf-8')
    const body = (await response.json()) as { bookingId: string }
    expect(body).toEqual({
      status: 200,
      message: 'Seat 1 booked successfully.',
      seatId: '1',
      bookingId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    })
    expect(app.seats.saved).toMatchObject([{ id: '1', bookingId: body.bookingId }])
  })

  test('answers 400 if the seat is already booked', async () => {
    await app.book('1')
    const response = await app.book('1')

    expect(response.status).toBe(400)
    expect(await response.json()).toEqual({
      status: 400,
      message: 'Seat 1 is already booked.',
      code: 'seat-already-booked',
    })
  })

  test('answers 404 if the seat does not exist', async () => {
    const response = await app.book('9999')

    expect(response.status).toBe(404)
    expect(await response.json()).toEqual({
      status: 404,
      message: 'Seat 9999 not found.',
      code: 'seat-not-found',
    })
  })

  test('answers 423 with Retry-After while the seat is locked', async () => {
    await app.lock.acquire({ eventId: DEFAULT_EVENT_ID, seatIds: ['2'], ttlMs: 10_000 })
    const response = await app.book('2')

    expect(response.status).toBe(423)
    expect(response.headers.get('Retry-After')).toBe('1')
    expect(await response.json()).toEqual({
      status: 423,
      message: 'Seat 2 is locked, try again.',
      code: 'seat-locked',
    })
  })

  const withKey = (key: string): RequestInit => ({ headers: { 'Idempotency-Key': key } })

  test('answers a repeated request with the same Idempotency-Key identically', async () => {
    const [first, again] = [
      await app.book('1', withKey('k-1')),
      await app.book('1', withKey('k-1')),
    ]

    expect([first.status, again.status]).toEqual([200, 200])
    expect(await again.text()).toBe(await first.text())
    expect(app.seats.saved).toHaveLength(1)
  })

  test('answers 422 if the Idempotency-Key was used for another booking', async () => {
    await app.book('1', withKey('k-1'))
    const response = await app.book('2', withKey('k-1'))

    expect(response.status).toBe(422)
    expect(await response.json()).toEqual({
      status: 422,
      message: 'This Idempotency-Key was already used for a different request.',
      code: 'idempotency-key-reused',
    })
  })

  test('answers 409 with Retry-After while the first request with the Idempotency-Key is in progress', async () => {
    let repetition: Promise<Response> | undefined
    app.seats.beforeSave = async () => {
      app.seats.beforeSave = undefined
      await (repetition = app.book('1', withKey('k-1')))
    }
    expect((await app.book('1', withKey('k-1'))).status).toBe(200)
    const response = await repetition

    expect(response?.status).toBe(409)
    expect(response?.headers.get('Retry-After')).toBe('1')
    expect(await response?.json()).toEqual({
      status: 409,
      message: 'The first request with this Idempotency-Key is still in progress. Try again.',
      code: 'idempotency-key-in-flight',
    })
  })

  test.each(['', 'two words', 'Ä', 'k'.repeat(256)])(
    'answers 400 to the Idempotency-Key %j, and books nothing',
    async (key) => {
      const response = await app.book('1', withKey(key))

      expect(response.status).toBe(400)
      expect(await response.json()).toEqual({
        status: 400,
        message: 'Idempotency-Key: must be 1 to 255 visible ASCII characters',
        code: 'invalid-request',
      })
      expect(app.seats.saved).toEqual([])
    },
  )

  test('accepts an Idempotency-Key of 255 characters', async () => {
    expect((await app.book('1', withKey('~'.repeat(255)))).status).toBe(200)
  })

  test('records the public actor and the request id in the history', async () => {
    await app.book('1', { headers: { 'X-Request-Id': 'r-7' } })

    expect(app.seats.changes).toMatchObject([{ cause: { actor: 'public', requestId: 'r-7' } }])
  })

  test('answers 503 with Retry-After while the store is unavailable', async () => {
    app.seats.findError = new StoreUnavailableError('secret host name')
    const response = await app.book('1')

    expect(response.status).toBe(503)
    expect(response.headers.get('Retry-After')).toBe('1')
    expect(await response.json()).toEqual({
      status: 503,
      message: 'The seat store is unavailable. Try again.',
      code: 'store-unavailable',
    })
  })

  test('answers 500 without internal details after an unexpected error', async () => {
    app.seats.saveError = new Error('secret')
    const response = await app.book('1')

    expect(response.status).toBe(500)
    expect(await response.json()).toEqual({
      status: 500,
      message: 'Internal error.',
      code: 'internal-error',
    })
  })

  test('stores the reference of the body', async () => {
    const response = await app.book('1', json({ reference: 'order 7, Zoë' }))

    expect(response.status).toBe(200)
    expect(app.seats.changes).toMatchObject([{ booking: { to: { reference: 'order 7, Zoë' } } }])
  })

  test('accepts a seat id in any script', async () => {
    const response = await app.book(encodeURIComponent('Ränge 座 {*}'))

    expect(response.status).toBe(404)
    expect(await response.json()).toMatchObject({ message: 'Seat Ränge 座 {*} not found.' })
  })
})

describe('an invalid request is refused and books nothing', () => {
  afterEach(() => {
    expect(app.seats.saved).toEqual([])
    expect(app.lock.releases).toEqual([])
  })

  test.each([
    ['a NUL in the seat id', '%00'],
    ['a line break in the seat id', '1%0d%0aX: y'],
    ['a seat id of 129 characters', 'x'.repeat(129)],
  ])('%s: 400 invalid-request', async (_what, seatId) => {
    const response = await app.book(seatId)

    expect(response.status).toBe(400)
    expect(await response.json()).toEqual({
      status: 400,
      message: expect.stringMatching(/^seatId: /),
      code: 'invalid-request',
    })
  })

  test('broken percent-encoding: 400 malformed-url', async () => {
    const response = await app.book('%E0%A4%A')

    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ status: 400, code: 'malformed-url' })
  })

  test.each([
    ['an unknown field', { seat: '1' }],
    ['a polluting field', '{"__proto__": {"reference": "x"}}'],
    ['a constructor', { constructor: { prototype: {} } }],
    ['an array for a text', { reference: ['x'] }],
    ['a number for a text', { reference: 7 }],
    ['null for a text', { reference: null }],
    ['an empty text', { reference: '' }],
    ['a text that is too long', { reference: 'x'.repeat(129) }],
    ['a control character', { reference: 'a\nb' }],
    ['half a surrogate pair', '{"reference": "\\ud800"}'],
    ['JSON that is 400 levels deep', `{"reference": ${'['.repeat(400)}${']'.repeat(400)}}`],
  ])('a body with %s: 400 invalid-request', async (_what, body) => {
    const response = await app.book('1', json(body))

    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({
      message: expect.stringMatching(/^body/),
      code: 'invalid-request',
    })
  })

  test.each(['{', '7', '"text"', 'null', '[]', '{} {}', ' '])(
    'the body %j: 400 malformed-json',
    async (body) => {
      const response = await app.book('1', json(body))

      expect(response.status).toBe(400)
      expect(await response.json()).toMatchObject({ status: 400, code: 'malformed-json' })
    },
  )

  test('a body over the limit: 413 body-too-large', async () => {
    const response = await app.book('1', json({ reference: 'x'.repeat(2_000) }))

    expect(response.status).toBe(413)
    expect(await response.json()).toMatchObject({ status: 413, code: 'body-too-large' })
  })

  test.each([
    ['text/plain', '{"reference": "x"}'],
    ['application/x-www-form-urlencoded', 'reference=x'],
    ['multipart/form-data; boundary=x', '--x--'],
  ])('a body of type %s: 415 unsupported-media-type', async (type, body) => {
    const response = await app.book('1', { headers: { 'Content-Type': type }, body })

    expect(response.status).toBe(415)
    expect(await response.json()).toMatchObject({ status: 415, code: 'unsupported-media-type' })
  })

  test('a body that is not valid gzip: 400 invalid-request', async () => {
    const response = await app.book('1', {
      headers: { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' },
      body: '{}',
    })

    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ status: 400, code: 'invalid-request' })
  })

  test('a small body that decompresses to a large one: 413 body-too-large', async () => {
    const response = await app.book('1', {
      headers: { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' },
      body: gzipSync(JSON.stringify({ reference: 'x'.repeat(1_000_000) })),
    })

    expect(response.status).toBe(413)
  })

  test('an unknown charset: 415 unsupported-media-type', async () => {
    const response = await app.book('1', {
      headers: { 'Content-Type': 'application/json; charset=klingon' },
      body: '{}',
    })

    expect(response.status).toBe(415)
  })

  test('an unknown content encoding: 415 unsupported-media-type', async () => {
    const response = await app.book('1', {
      headers: { 'Content-Type': 'application/json', 'Content-Encoding': 'rot13' },
      body: '{}',
    })

    expect(response.status).toBe(415)
  })

  test.each(['GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])(
    '%s: 405 method-not-allowed',
    async (method) => {
      const response = await app.fetch('/api/book/1', { method })

      expect(response.status).toBe(405)
      expect(response.headers.get('Allow')).toBe('POST')
      expect(await response.json()).toMatchObject({ status: 405, code: 'method-not-allowed' })
    },
  )
})

test('of 1,000 parallel requests for one seat, one gets 200 and all others 400 or 423', async () => {
  const responses = await Promise.all(Array.from({ length: 1_000 }, () => app.book('7')))
  const statuses = responses.map((response) => response.status)

  expect(statuses.filter((status) => status === 200)).toHaveLength(1)
  expect(statuses.filter((status) => status === 400 || status === 423)).toHaveLength(999)
  await Promise.all(responses.map((response) => response.text()))
})
