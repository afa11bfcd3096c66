import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'

import { until } from '../../../../tools/until.ts'
import { rawRequest } from '../../../drivers/raw-request.ts'
import { RunningApp } from '../../../drivers/running-app.ts'

let app: RunningApp
beforeEach(async () => {
  app = await RunningApp.start({ limits: { headersMax: 20, headerBytesMax: 1_500 } })
})
afterEach(async () => {
  expect(app.seats.saved).toEqual([])
  await app.stop()
})

/** Sends a request as it stands, as the last on its connection. */
function send(...lines: string[]): Promise<string> {
  return rawRequest(app.server.port, [...lines, 'Connection: close', '', ''].join('\r\n'))
}

const statusOf = (answer: string): number => Number(/^HTTP\/1.1 (\d+) /.exec(answer)?.[1])
const bodyOf = (answer: string): unknown => JSON.parse(answer.slice(answer.indexOf('\r\n\r\n')))

describe('requests that Node refuses without a body get a problem document', () => {
  test.each([
    ['no Host', 400, 'malformed-http', ['GET / HTTP/1.1']],
    ['two Hosts', 400, 'malformed-http', ['GET / HTTP/1.1', 'Host: a', 'Host: b']],
    ['two Hosts in HTTP/1.0', 400, 'malformed-http', ['GET / HTTP/1.0', 'Host: a', 'Host: a']],
    ['an Expect', 417, 'expectation-failed', ['GET / HTTP/1.1', 'Host: x', 'Expect: tea']],
  ])('%s: %i %s', async (_what, status, code, lines) => {
    const answer = await send(...lines)

    expect(statusOf(answer)).toBe(status)
    expect(answer).toContain('\r\nContent-Type: application/problem+json; charset=utf-8\r\n')
    expect(answer).toContain('\r\nX-Content-Type-Options: nosniff\r\n')
    expect(bodyOf(answer)).toMatchObject({ status, code, requestId: expect.any(String) })
    expect(await until(() => app.log[0])).toMatchObject({ msg: 'request', status })
  })

  test.each([
    ['no Host', 400, 'malformed-http', ['POST /api/book/1 HTTP/1.1']],
    ['an Expect', 417, 'expectation-failed', ['POST /api/book/1 HTTP/1.1', 'Host: x', 'Expect: 1']],
  ])('%s, in the format of the booking route: %i %s', async (_what, status, code, lines) => {
    expect(bodyOf(await send(...lines))).toEqual({ status, message: expect.any(String), code })
  })

  test.each([
    ['HTTP/1.0 without a Host, as health checks speak it', ['GET /healthz HTTP/1.0']],
    ['an Expect in capitals', ['GET /healthz HTTP/1.1', 'Host: x', 'Expect: 100-Continue']],
  ])('%s: 200', async (_what, lines) => {
    expect(await send(...lines)).toContain('HTTP/1.1 200 OK\r\n')
  })
})

describe('the limits of headers', () => {
  const request = (...headers: string[]) => send('GET /healthz HTTP/1.1', 'Host: x', ...headers)

  test('accept the maximum number of headers', async () => {
    expect(statusOf(await request(...Array<string>(18).fill('X: y')))).toBe(200)
  })

  // Node reads them in lots of 32.
  test.each([19, 30, 31, 60, 200])('refuse %i more headers with 431', async (count) => {
    const answer = await request(...Array<string>(count).fill('X:'))

    expect(bodyOf(answer)).toMatchObject({ status: 431, code: 'headers-too-large' })
    expect(app.unreadable).toEqual([431])
  })

  test('refuse larger headers with 431', async () => {
    const answer = await request(`X: ${'y'.repeat(2_000)}`)

    expect(bodyOf(answer)).toMatchObject({ status: 431, code: 'headers-too-large' })
  })

  test('refuse a longer URL with 431', async () => {
    const answer = await send(`GET /${'y'.repeat(2_000)} HTTP/1.1`, 'Host: x')

    expect(bodyOf(answer)).toMatchObject({ status: 431, code: 'headers-too-large' })
  })
})

describe('a request with an ambiguous length cannot smuggle a second request', () => {
  const HIDDEN = 'POST /api/book/2 HTTP/1.1\r\nHost: x\r\n\r\n'

  test.each([
    [
      'a length and chunks',
      `Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${HIDDEN}`,
    ],
    [
      'chunks and a length',
      `Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n${HIDDEN}`,
    ],
    ['two lengths', `Content-Length: 0\r\nContent-Length: ${HIDDEN.length}\r\n\r\n${HIDDEN}`],
    ['a list of lengths', `Content-Length: 0, 0\r\n\r\n${HIDDEN}`],
    ['a negative length', `Content-Length: -1\r\n\r\n${HIDDEN}`],
    ['a length in hexadecimal', `Content-Length: 0x0\r\n\r\n${HIDDEN}`],
    ['a space before the colon', `Content-Length : 0\r\n\r\n${HIDDEN}`],
    [
      'chunks that are not the last encoding',
      `Transfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n${HIDDEN}`,
    ],
    ['a line feed alone', `X: y\n\n${HIDDEN}`],
  ])('%s: 400', async (_what, rest) => {
    const answer = await rawRequest(
      app.server.port,
      `POST /api/book/1 HTTP/1.1\r\nHost: x\r\n${rest}`,
    )

    expect(answer.match(/HTTP\/1.1 \d+/g)).toEqual(['HTTP/1.1 400'])
    expect(bodyOf(answer)).toMatchObject({ status: 400, code: 'malformed-http' })
  })
})

describe('errors do not reveal internals', () => {
  const INSIDE = /node_modules|\/src\/|\.ts:|\bat \w+ \(|select |insert |redis|ECONN|postgres/i

  test.each([
    ['a fault in the code', 'POST', '/api/book/1', 500],
    ['an unknown route', 'GET', '/select/redis/%00', 404],
    ['a method that is not possible', 'TRACE', '/healthz', 405],
    ['a method that is not possible on all there is', 'OPTIONS', '*', 404],
    ['a broken URL', 'POST', '/api/book/%E0%A4%A', 400],
    ['a broken seat id', 'POST', '/api/book/%00', 400],
  ])('%s: %s %s is answered %i', async (_what, method, path, status) => {
    app.seats.findError = new Error('SELECT * FROM seats: ECONNREFUSED redis at /src/secret.ts:1')
    const answer = await send(`${method} ${path} HTTP/1.1`, 'Host: x')

    expect(statusOf(answer)).toBe(status)
    expect(answer.replace(/^HTTP.*/, '')).not.toMatch(INSIDE)
    expect(answer).toMatch(/\r\nContent-Type: application\/(problem\+)?json; charset=utf-8\r\n/)
    expect(answer).toContain('\r\nX-Content-Type-Options: nosniff\r\n')
    expect(answer).not.toMatch(/^(x-powered-by|server):/im)
    expect(bodyOf(answer)).toMatchObject({ status, code: expect.any(String) })
  })

  test.each(['BREW', 'get', ''])('the unknown method %j is refused with 400', async (method) => {
    const answer = await send(`${method} /healthz HTTP/1.1`, 'Host: x')

    expect(bodyOf(answer)).toMatchObject({ status: 400, code: 'malformed-http' })
  })
})
