import { describe, expect, test } from '@jest/globals'
import { z } from 'zod'

import { endpoint } from '../../../../src/adapters/http/endpoint/endpoint.ts'
import { openApiDocument } from '../../../../src/adapters/http/openapi/openapi-document.ts'
import { DocumentedAnswers } from '../../../drivers/documented-answers.ts'

const shelf = endpoint({
  method: 'get',
  path: '/shelves/:shelf',
  operationId: 'readShelf',
  tag: 'Test',
  summary: 'Read',
  access: 'public',
  params: { shelf: z.string() },
  answers: {
    200: {
      description: 'It.',
      body: z.strictObject({ since: z.iso.datetime() }),
      headers: { ETag: 'Its version.' },
    },
    204: { description: 'It is empty.' },
  },
  problems: ['event-not-found'],
  handle: async () => ({ status: 204 }),
})
const documented = new DocumentedAnswers(openApiDocument([shelf]))

const since = '2026-06-01T10:00:00Z'
const json = (status: number, body: unknown, headers = {}) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/json; charset=utf-8', ...headers },
  })
const problem = (status: number, code: string, headers = {}) =>
  json(
    status,
    { type: `/docs/errors#${code}`, title: 'x', status, code },
    { 'Content-Type': 'application/problem+json', ...headers },
  )

describe('the check of responses against the API document', () => {
  test.each([
    ['a documented response', '/shelves/1?a=b', json(200, { since }, { ETag: '"1"' })],
    ['a response without a body', '/shelves/1', new Response(null, { status: 204 })],
    ['an error of the endpoint', '/shelves/1', problem(404, 'event-not-found')],
    ['an error of the server', '/shelves/1', problem(431, 'headers-too-large')],
    ['an unknown URL', '/shelves', problem(404, 'not-found')],
    ['a refusal by the rate limit', '/shelves', problem(429, 'rate-limited')],
    ['a refusal because of overload', '/shelves', problem(503, 'overloaded')],
  ])('accepts %s', async (_what, url, response) => {
    await expect(documented.check('GET', url, response)).resolves.toBeUndefined()
  })

  test.each([
    ['an undocumented status', json(201, { since }), 'that status is not documented'],
    [
      'an undocumented media type',
      json(200, { since }, { 'Content-Type': 'text/html' }),
      'text/html is not',
    ],
    [
      'an undocumented field',
      json(200, { since, more: 1 }, { ETag: '"1"' }),
      'must NOT have additional',
    ],
    [
      'an invalid format',
      json(200, { since: 'noon' }, { ETag: '"1"' }),
      'must match format "date-time"',
    ],
    ['a missing header', json(200, { since }), 'it has no ETag'],
    [
      'an undocumented code',
      problem(404, 'hold-not-found'),
      'must be equal to one of the allowed values',
    ],
    ['another error format', json(404, { code: 'event-not-found' }), 'is not documented'],
  ])('reports %s', async (_what, response, fault) => {
    await expect(documented.check('GET', '/shelves/1', response)).rejects.toThrow(fault)
  })

  test.each([
    ['GET', '/shelves', json(200, {}), 'it should be 404 not-found'],
    ['GET', '/shelves', problem(503, 'rate-limited'), 'it should be 404 not-found'],
    ['PUT', '/shelves/1', problem(404, 'not-found'), 'it should be 405 method-not-allowed'],
    ['PUT', '/shelves/1', problem(405, 'method-not-allowed'), 'it should allow GET'],
  ])(
    'reports a wrong response where there is no endpoint: %s %s',
    async (method, url, response, fault) => {
      await expect(documented.check(method, url, response)).rejects.toThrow(fault)
    },
  )
})
