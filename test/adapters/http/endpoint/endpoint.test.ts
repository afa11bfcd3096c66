import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { z } from 'zod'

import { endpoint } from '../../../../src/adapters/http/endpoint/endpoint.ts'
import { wholeNumber } from '../../../../src/adapters/http/endpoint/schemas.ts'
import { RunningApp } from '../../../drivers/running-app.ts'

const shelf = { path: '/shelves/:shelf', tag: 'Test', access: 'public' } as const

const readShelf = endpoint({
  ...shelf,
  method: 'get',
  operationId: 'readShelf',
  summary: 'Read what was read',
  params: { shelf: z.string().max(8) },
  query: { limit: wholeNumber({ min: 1, max: 100 }).default(10), after: z.string().optional() },
  headers: { 'If-None-Match': z.string().optional() },
  answers: {
    200: {
      description: 'What was read.',
      body: z.strictObject({
        shelf: z.string(),
        limit: z.int(),
        after: z.string().optional(),
      }),
      headers: { ETag: 'Names what was read.' },
    },
    304: { description: 'As before.', headers: { ETag: 'The same.' } },
  },
  handle: async ({ params, query, headers }) => {
    const etag = { ETag: '"1"' }
    if (headers['If-None-Match'] === '"1"') return { status: 304, headers: etag }
    return { status: 200, body: { ...params, ...query }, headers: etag }
  },
})

const fillShelf = endpoint({
  ...shelf,
  method: 'post',
  operationId: 'fillShelf',
  summary: 'Fill it',
  params: { shelf: z.string() },
  body: { schema: z.strictObject({ books: z.array(z.string()) }), bytesMax: 2_048 },
  answers: { 204: { description: 'Filled.' } },
  problems: ['seats-not-available'],
  async handle({ params, body: { books } }) {
    if (!books.includes('held')) return { status: 204 }
    return {
      code: 'seats-not-available',
      message: 'Not all of it is free.',
      conflicts: [{ seatId: params.shelf, reason: 'held' }],
    }
  },
})

const clearShelf = endpoint({
  ...shelf,
  method: 'delete',
  path: '/shelves/:shelf/books',
  operationId: 'clearShelf',
  summary: 'Clear it',
  params: { shelf: z.string() },
  answers: { 204: { description: 'Cleared.' } },
  handle: async () => ({ status: 204 }),
})

let app: RunningApp
beforeEach(async () => {
  app = await RunningApp.start({ endpoints: [readShelf, fillShelf, clearShelf] })
})
afterEach(() => app.stop())

describe('an endpoint', () => {
  test('receives the request as parsed by its schemas', async () => {
    const [named, byDefault] = [
      await app.fetch('/shelves/a%20b?after=x+y&limit=7'),
      await app.fetch('/shelves/a'),
    ]

    expect(await named.json()).toEqual({ shelf: 'a b', limit: 7, after: 'x y' })
    expect(await byDefault.json()).toEqual({ shelf: 'a', limit: 10 })
  })

  test('sends its headers, and no body if it has none', async () => {
    const response = await app.fetch('/shelves/a', { headers: { 'If-None-Match': '"1"' } })

    expect(response.status).toBe(304)
    expect(response.headers.get('ETag')).toBe('"1"')
    expect(await response.text()).toBe('')
  })

  test('sends a returned problem with its seat conflicts', async () => {
    const response = await fill({ books: ['held'] })

    expect(response.status).toBe(409)
    expect(await response.json()).toEqual({
      type: '/docs/errors#seats-not-available',
      title: 'Seats not available',
      status: 409,
      detail: 'Not all of it is free.',
      code: 'seats-not-available',
      requestId: response.headers.get('X-Request-Id'),
      conflicts: [{ seatId: 'a', reason: 'held' }],
    })
  })

  test('can share its path, and a 405 lists the methods of all endpoints', async () => {
    const response = await app.fetch('/shelves/a', { method: 'DELETE' })

    expect(response.status).toBe(405)
    expect(response.headers.get('Allow')).toBe('GET, HEAD, POST')
    expect((await app.fetch('/shelves/a', { method: 'HEAD' })).status).toBe(200)
  })
})

describe('a query string', () => {
  test.each([
    ['limit=1&limit=2', 'limit: is repeated'],
    ['limit=1&Limit=2', 'Limit: is not a known parameter'],
    ['limit[]=1', 'limit[]: is not a known parameter'],
    ['__proto__=1', '__proto__: is not a known parameter'],
    ['limit=0', 'limit: must be a whole number from 1 to 100'],
    ['limit=101', 'limit: must be a whole number from 1 to 100'],
    ['limit=1e1', 'limit: must be a whole number from 1 to 100'],
    ['limit=', 'limit: must be a whole number from 1 to 100'],
  ])('is refused: %s: 400 invalid-request', async (query, detail) => {
    const response = await app.fetch(`/shelves/a?${query}`)

    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ detail, code: 'invalid-request' })
  })

  test('is refused if it is not percent-encoded UTF-8: 400 malformed-url', async () => {
    const response = await app.fetch('/shelves/a?after=%E0%A4%A')

    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ code: 'malformed-url' })
  })

  test('is refused by a route without parameters: 400 invalid-request', async () => {
    expect((await app.fetch('/healthz?verbose=1')).status).toBe(400)
  })

  test('is ignored by POST /api/book/:seatId', async () => {
    expect((await app.book('1?a=1&a=2')).status).toBe(200)
  })
})

describe('a body', () => {
  test('that is valid is accepted', async () => {
    expect((await fill({ books: [] })).status).toBe(204)
  })

  test('may have the maximum size of its endpoint', async () => {
    expect((await fill({ books: ['x'.repeat(2_000)] })).status).toBe(204)
    expect((await fill({ books: ['x'.repeat(2_048)] })).status).toBe(413)
  })

  test.each([
    ['that has an unknown field', { books: [], more: 1 }, /^body: Unrecognized key: "more"/],
    ['that has a field of the wrong type', { books: [1] }, /^body\.books\[0\]: /],
    ['that is missing', undefined, /^body: is missing$/],
  ])('%s is refused: 400 invalid-request', async (_what, body, detail) => {
    const response = await fill(body)

    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({
      detail: expect.stringMatching(detail),
      code: 'invalid-request',
    })
  })
})

describe('a body for an endpoint without one', () => {
  const clear = (body?: string, headers: Readonly<Record<string, string>> = {}) =>
    app.fetch('/shelves/a/books', {
      method: 'DELETE',
      headers: { 'Content-Type': 'application/json', ...headers },
      ...(body !== undefined && { body }),
    })

  test.each([
    ['has a field', '{"books":["b-1"]}', 400, 'invalid-request'],
    ['is not JSON', 'garbage', 400, 'malformed-json'],
    ['is a list', '[]', 400, 'malformed-json'],
  ])('is refused if it %s', async (_what, body, status, code) => {
    const response = await clear(body)

    expect(response.status).toBe(status)
    expect(await response.json()).toMatchObject({ code })
  })

  test('is refused if it has another media type', async () => {
    expect((await clear('books=b-1', { 'Content-Type': 'text/plain' })).status).toBe(415)
  })

  test.each([undefined, '', '{}'])('may be empty: %j', async (body) => {
    expect((await clear(body)).status).toBe(204)
  })
})

function fill(body: unknown): Promise<Response> {
  const init = body === undefined ? {} : { body: JSON.stringify(body) }
  const headers = { 'Content-Type': 'application/json' }
  return app.fetch('/shelves/a', { method: 'POST', headers, ...init })
}
