import { describe, expect, test } from '@jest/globals'
import { Validator } from '@seriousme/openapi-schema-validator'
import type { Express } from 'express'
import { pino } from 'pino'
import { z } from 'zod'

import { essenceOf } from '../../../../src/adapters/http/answers/answers.ts'
import { PROBLEM_TYPE } from '../../../../src/adapters/http/answers/error-formats.ts'
import { PROBLEMS } from '../../../../src/adapters/http/answers/problems.ts'
import { createApp } from '../../../../src/adapters/http/app.ts'
import { withDocumentation } from '../../../../src/adapters/http/docs/documentation.route.ts'
import { AccessKeys } from '../../../../src/adapters/http/endpoint/access-keys.ts'
import { type Endpoint, endpoint } from '../../../../src/adapters/http/endpoint/endpoint.ts'
import { Clients } from '../../../../src/adapters/http/limits/clients.ts'
import { openApiDocument } from '../../../../src/adapters/http/openapi/openapi-document.ts'
import { OpenStreams } from '../../../../src/adapters/http/streams/open-streams.ts'
import { Metrics } from '../../../../src/adapters/metrics/metrics.ts'
import { readConfig } from '../../../../src/config.ts'
import { buildContainer } from '../../../../src/container.ts'
import { createEndpoints } from '../../../../src/wiring/endpoints.ts'
import { GENEROUS_LIMITS } from '../../../builders/generous-limits.ts'
import { RunningApp } from '../../../drivers/running-app.ts'

const config = readConfig({ STORE: 'memory' })
const services = await buildContainer(config)
const endpoints = withDocumentation(createEndpoints(services, config))
const document = openApiDocument(endpoints) as unknown as OpenApi

interface OpenApi {
  readonly openapi: string
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly responses: Readonly<Record<string, unknown>> }
}

interface Operation {
  readonly operationId: string
  readonly security: unknown
  readonly parameters: readonly { readonly name: string; readonly in: string }[]
  readonly responses: Readonly<Record<string, { readonly $ref?: string }>>
}

interface Answer {
  readonly content: Readonly<Record<string, unknown>>
}

const nameOf = (method: string, path: string) => `${method.toUpperCase()} ${path}`

describe('the API document', () => {
  test('is valid OpenAPI 3.1', async () => {
    expect(await new Validator().validate({ ...document })).toEqual({ valid: true })
    expect(document.openapi).toBe('3.1.0')
  })

  test('has exactly the endpoints of the service, each with a unique id', () => {
    const documented = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, { operationId }]) => [nameOf(method, path), operationId]),
    )

    const expected = endpoints.map(({ method, path, operationId }) => [
      nameOf(method, path.replace(/:(\w+)/g, '{$1}')),
      operationId,
    ])
    // The document groups the operations by path.
    expect(documented.toSorted()).toEqual(expected.toSorted())
    expect(new Set(documented.map(([, id]) => id)).size).toBe(documented.length)
  })

  test('has every route of the Express app', () => {
    const app = createApp({
      endpoints: createEndpoints(services, config),
      keys: services.resolve(AccessKeys),
      metrics: new Metrics(),
      logger: pino({ level: 'silent' }),
      logLinesPerSecondMax: 0,
      bodyBytesMax: 1,
      streams: services.resolve(OpenStreams),
      clients: new Clients(),
      limits: GENEROUS_LIMITS,
      pages: { seatsPerHoldMax: 1 },
    })

    expect(routesOf(app)).toEqual(
      new Set(endpoints.map(({ method, path }) => nameOf(method, path))),
    )
  })

  test.each(endpoints.map((each) => [nameOf(each.method, each.path), each] as const))(
    'has every parameter, status and error of %s',
    (_name, each) => {
      const { parameters, responses } = operationOf(each)
      const inPath = parameters.filter((parameter) => parameter.in === 'path')
      expect(inPath.map(({ name }) => name)).toEqual(
        Array.from(each.path.matchAll(/:(\w+)/g), ([, name]) => name),
      )

      for (const status of Object.keys(each.answers)) expect(responses).toHaveProperty(status)
      for (const code of [...(each.problems ?? []), 'internal-error' as const]) {
        expect(JSON.stringify(resolved(responses[PROBLEMS[code].status]))).toContain(`"${code}"`)
      }
    },
  )

  test('has only problem details for headers that are too large', () => {
    const { status } = PROBLEMS['headers-too-large']
    for (const each of endpoints) {
      const { content } = resolved(operationOf(each).responses[status]) as Answer
      expect(Object.keys(content)).toEqual([essenceOf(PROBLEM_TYPE)])
    }
  })

  test('has the required credentials of each operation', () => {
    const sellers = [{ sellerKey: [] }, { officeKey: [] }, { adminKey: [] }]
    const holder = { holdToken: [] }
    expect(document.paths['/api/book/{seatId}']?.['post']?.security).toEqual([{}, ...sellers])
    expect(document.paths['/api/events/{eventId}/holds']?.['post']?.security).toEqual([{}, holder])
    expect(document.paths['/api/holds/{holdId}']?.['get']?.security).toEqual([holder, ...sellers])
    expect(document.paths['/api/holds/{holdId}']?.['delete']?.security).toEqual([
      holder,
      { adminKey: [] },
    ])
  })

  test('distinguishes request bodies from response bodies', () => {
    const body = z.strictObject({ seats: z.int().default(1) }).meta({ id: 'Order' })
    const order = endpoint({
      method: 'post',
      path: '/orders',
      operationId: 'order',
      tag: 'Test',
      summary: 'Order',
      access: 'admin',
      body: { schema: body },
      answers: { 204: { description: 'Ordered.' } },
      handle: async () => ({ status: 204 }),
    })
    const answersIt = { ...order, path: '/last-order', answers: { 200: { description: '', body } } }

    expect(openApiDocument([order])).toMatchObject({
      paths: { '/orders': { post: { requestBody: { required: true } } } },
      components: { schemas: { Order: { properties: { seats: { default: 1 } } } } },
    })
    expect(() => openApiDocument([order, answersIt])).toThrow(
      'There are two different schemas with the name Order.',
    )
  })

  test('is answered with 304 to a client that has the current version', async () => {
    const app = await RunningApp.start()
    try {
      const first = await app.fetch('/openapi.json')
      const etag = first.headers.get('ETag') ?? ''
      expect(etag).toMatch(/^"[\w-]{43}"$/)
      expect(await first.json()).toMatchObject({ openapi: '3.1.0' })

      const status = async (known: string) => {
        return (await app.fetch('/openapi.json', { headers: { 'If-None-Match': known } })).status
      }
      expect(await status(etag)).toBe(304)
      expect(await status(`"another", W/${etag}`)).toBe(304)
      expect(await status('*')).toBe(304)
      expect(await status('"another"')).toBe(200)
    } finally {
      await app.stop()
    }
  })
})

function operationOf({ method, path }: Endpoint): Operation {
  const operation = document.paths[path.replace(/:(\w+)/g, '{$1}')]?.[method]
  if (!operation) throw new Error(`${method} ${path} is not documented`)
  return operation
}

/** The description of a response, also if it is a component. */
function resolved(response: { readonly $ref?: string } | undefined): unknown {
  const name = response?.$ref?.split('/').at(-1)
  return name === undefined ? response : document.components.responses[name]
}

function routesOf(app: Express): ReadonlySet<string> {
  return new Set(
    app.router.stack.flatMap(({ route }) =>
      (route?.stack ?? [])
        .filter(({ method }) => Boolean(method))
        .map(({ method }) => nameOf(method, route?.path ?? '')),
    ),
  )
}
