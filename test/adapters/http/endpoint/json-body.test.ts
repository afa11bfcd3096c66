import { once } from 'node:events'
import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { gzipSync } from 'node:zlib'

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Request, Response } from 'express'

import { jsonBody } from '../../../../src/adapters/http/endpoint/json-body.ts'
import { pretixPlan } from '../../../../tools/pretix-plan.ts'
import { until } from '../../../../tools/until.ts'
import { ADMIN, KEYS, SELLER } from '../../../builders/keys.ts'
import { RawConnection } from '../../../drivers/raw-connection.ts'
import { rawRequest } from '../../../drivers/raw-request.ts'
import { RunningApp } from '../../../drivers/running-app.ts'

let app: RunningApp
beforeAll(async () => {
  app = await RunningApp.start({ keys: KEYS })
})
afterAll(() => app.stop())

interface Chunked {
  readonly method?: string
  readonly path: string
  readonly headers?: readonly string[]
  readonly body?: string
}

/** Sends a body in chunks, like proxies that translate HTTP/2. */
async function send({ method = 'POST', path, headers = [], body = '' }: Chunked) {
  const chunk = body === '' ? '' : `${Buffer.byteLength(body).toString(16)}\r\n${body}\r\n`
  const head = [
    `${method} ${path} HTTP/1.1`,
    'Host: x',
    'Connection: close',
    'Transfer-Encoding: chunked',
    ...headers,
  ].join('\r\n')
  const answer = await rawRequest(app.server.port, `${head}\r\n\r\n${chunk}0\r\n\r\n`)
  const status = Number(/^HTTP\/1.1 (\d+) /.exec(answer)?.[1])
  const { code, detail } = JSON.parse(
    answer.slice(answer.indexOf('\r\n\r\n') + 4) || '{}',
  ) as Record<string, string>
  return { status, code, detail }
}

const bearer = (key: string) => `Authorization: Bearer ${key}`
const JSON_TYPE = 'Content-Type: application/json'

describe('a chunked body without chunks counts as no body', () => {
  test.each([
    ['no type', '1', []],
    ['a type', '2', [JSON_TYPE]],
    ['another type', '3', ['Content-Type: application/grpc']],
    ['an invalid type', '4', ['Content-Type: ;']],
    ['an encoding', '5', [JSON_TYPE, 'Content-Encoding: gzip']],
  ])('with %s in the headers', async (_what, seatId, headers) => {
    expect(await send({ path: `/api/book/${seatId}`, headers })).toMatchObject({ status: 200 })
  })

  test.each([
    ['POST', '/api/events/default/holds', []],
    ['POST', '/api/events', [bearer(ADMIN)]],
    ['POST', '/api/events/default/bookings', [bearer(SELLER)]],
    ['POST', '/api/events/default/blocks', [bearer(ADMIN)]],
    ['POST', '/api/bookings/b-1/cancel', [bearer(SELLER)]],
    ['POST', '/api/bookings/b-1/move', [bearer(SELLER)]],
    ['PATCH', '/api/bookings/b-1', [bearer(SELLER)]],
    ['DELETE', '/api/events/default/blocks', [bearer(ADMIN), JSON_TYPE]],
  ])('%s %s: the body is missing', async (method, path, headers) => {
    expect(await send({ method, path, headers })).toMatchObject({
      status: 400,
      code: 'invalid-request',
      detail: 'body: is missing',
    })
  })

  test.each([
    ['POST', '/api/holds/no-such/extend'],
    ['POST', '/api/holds/no-such/confirm'],
  ])('%s %s: the body is optional', async (method, path) => {
    expect(await send({ method, path })).toMatchObject({ status: 404, code: 'hold-not-found' })
  })

  test.each([[], [JSON_TYPE], ['Content-Type: text/plain']])(
    'DELETE /api/holds/no-such: the route has no body: %s',
    async (...headers) => {
      expect(await send({ method: 'DELETE', path: '/api/holds/no-such', headers })).toMatchObject({
        status: 404,
        code: 'hold-not-found',
      })
    },
  )
})

test.each(['Content-Length: 9', 'Transfer-Encoding: chunked'])(
  'a body that is aborted before its first byte is not an empty body: %s',
  async (length) => {
    const client = await RawConnection.open(app.server.port)
    client.send(`POST /api/book/60 HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n${length}\r\n`)
    client.send(`${JSON_TYPE}\r\n\r\n`)
    await until(() => client.received.includes('100 Continue'))
    const logged = app.log.length
    client.drop()

    await until(() => app.log.slice(logged).some(({ url }) => url === '/api/book/60'))
    expect(app.seats.saved.map(({ id }) => id)).not.toContain('60')
  },
)

describe('a chunked body', () => {
  test('is read', async () => {
    const body = JSON.stringify({ seatIds: ['70'] })
    const path = '/api/events/default/holds'

    expect(await send({ path, headers: [JSON_TYPE], body })).toMatchObject({ status: 201 })
  })

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'application/json5', ';'])(
    'is refused with the media type %s',
    async (type) => {
      const headers = [`Content-Type: ${type}`]

      expect(await send({ path: '/api/book/80', headers, body: '{}' })).toMatchObject({
        status: 415,
        code: 'unsupported-media-type',
      })
    },
  )

  test('is refused without a media type', async () => {
    expect(await send({ path: '/api/book/80', body: '{}' })).toMatchObject({ status: 415 })
  })
})

describe.each([
  ['/api/book/90', '', {}, 200],
  ['/api/events', ADMIN, pretixPlan(), 201],
] as const)('a body for %s', (path, key, body, status) => {
  const post = (type: string, bytes: string | Uint8Array<ArrayBuffer> = JSON.stringify(body)) => {
    const headers = {
      'Content-Type': type,
      ...(key === '' ? {} : { Authorization: `Bearer ${key}` }),
    }
    return app.fetch(path, { method: 'POST', headers, body: bytes })
  }

  test.each([
    'application/json; charset=utf-16',
    'application/json; charset=iso-8859-1',
    'application/json;charset="windows-1252"',
    'application/json; charset=utf-7',
    'application/json; charset=klingon',
  ])('is refused as %s', async (type) => {
    const response = await post(type)

    expect(response.status).toBe(415)
    expect(await response.json()).toMatchObject({ code: 'unsupported-media-type' })
  })

  test('is refused if it is not valid UTF-8', async () => {
    const bytes = new Uint8Array([...Buffer.from('{"name":"'), 0xe9, ...Buffer.from('"}')])
    const response = await post('application/json', bytes)

    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ code: 'malformed-json' })
  })

  test.each(['application/json; charset=utf-8', 'Application/JSON ; Charset="UTF-8"'])(
    'is read as %s',
    async (type) => {
      expect([status, 400]).toContain((await post(type)).status)
    },
  )
})

describe('a body in zstd', () => {
  /** A frame (RFC 8878) with a window of this size and one raw block, which contains `{}`. */
  function frame(windowLog: number): Uint8Array<ArrayBuffer> {
    const window = (windowLog - 10) << 3
    return new Uint8Array([0x28, 0xb5, 0x2f, 0xfd, 0, window, 0x11, 0, 0, ...Buffer.from('{}')])
  }

  const book = (seatId: string, windowLog: number) =>
    app.book(seatId, {
      headers: { 'Content-Type': 'application/json', 'Content-Encoding': 'zstd' },
      body: frame(windowLog),
    })

  test('is read with a window of 8 MiB', async () => {
    expect((await book('30', 23)).status).toBe(200)
  })

  test.each([24, 27])('is refused with a window of 2^%d bytes', async (windowLog) => {
    const response = await book('31', windowLog)

    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ code: 'invalid-request' })
  })
})

describe('the reader of a body', () => {
  /** Reads the body of a request, and returns its error, if any. */
  function read(req: IncomingMessage, flight?: object): Promise<unknown> {
    return new Promise((resolve) => {
      const handle = jsonBody({ bytesMax: 1_024, answerError: resolve })
      handle(req as Request, { locals: { flight } } as unknown as Response, resolve)
    })
  }

  test('ends if the client left before it began', async () => {
    const req = new IncomingMessage(new Socket())
    req.headers = { 'content-type': 'application/json', 'content-length': '2' }
    req.destroy()
    await once(req, 'close')

    expect(await read(req)).toMatchObject({ code: 'malformed-http' })
  })

  test('counts a compressed body until it is decompressed', async () => {
    const req = new IncomingMessage(new Socket())
    req.headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' }
    req.push(gzipSync('{}'))
    req.push(null)
    const steps: string[] = []
    const flight = {
      pause: () => undefined,
      receive: () => undefined,
      endUpload: () => steps.push('no longer counted'),
      resume() {
        steps.push('received')
        // Decompression ends after this tick.
        process.nextTick(() => steps.push('a tick later'))
      },
    }

    expect(await read(req, flight)).toBeUndefined()
    expect(steps).toEqual(['received', 'a tick later', 'no longer counted'])
  })
})
