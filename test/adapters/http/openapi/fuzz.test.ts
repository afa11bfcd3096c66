import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { z } from 'zod'

import { withDocumentation } from '../../../../src/adapters/http/docs/documentation.route.ts'
import { type Endpoint, endpoint } from '../../../../src/adapters/http/endpoint/endpoint.ts'
import { openApiDocument } from '../../../../src/adapters/http/openapi/openapi-document.ts'
import { HttpServer } from '../../../../src/adapters/http/server/http-server.ts'
import { readConfig } from '../../../../src/config.ts'
import { buildContainer } from '../../../../src/container.ts'
import { createEndpoints } from '../../../../src/wiring/endpoints.ts'
import { LIFECYCLE } from '../../../../src/wiring/tokens.ts'
import { ADMIN, SELLER } from '../../../builders/keys.ts'
import { fuzzOperation } from '../../../drivers/fuzz/fuzz-operation.ts'
import type { OpenApi } from '../../../drivers/fuzz/fuzz-requests.ts'
import { knownValues } from '../../../drivers/fuzz/known-values.ts'
import { RunningApp } from '../../../drivers/running-app.ts'

/** To send other requests: `FUZZ_SEED=7 FUZZ_REQUESTS=1000 npm test -- fuzz`. */
const SEED = Number(process.env['FUZZ_SEED'] ?? 1)
const REQUESTS = Number(process.env['FUZZ_REQUESTS'] ?? 60)

/** Far longer than any request takes on a busy machine. */
const TIMEOUT_MS = 20_000
const PATIENCE_MS = 600_000

const config = readConfig({
  STORE: 'memory',
  DEFAULT_EVENT_SEATS: '1000',
  HOST: '127.0.0.1',
  PORT: '0',
  LOG_LEVEL: 'silent',
  ADMIN_KEY: ADMIN,
  SELLER_KEY: SELLER,
  PUBLIC_BOOKING: 'true',
  SEATS_PER_CLIENT: '0',
  BODY_BYTES_MAX: '4096',
  PLAN_BYTES_MAX: '16384',
  SHUTDOWN_GRACE_MS: '0',
  WEBHOOK_PRIVATE_ADDRESSES: 'true',
})
const services = await buildContainer(config)
const document = documentOf(createEndpoints(services, config))
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.keys(methods).map((method) => [method, path] as const),
)

function documentOf(endpoints: readonly Endpoint[]): OpenApi {
  // As a client receives it.
  return JSON.parse(JSON.stringify(openApiDocument(withDocumentation(endpoints)))) as OpenApi
}

describe(`every answer is documented and none is an internal error (seed ${SEED})`, () => {
  const parts = services.resolveAll(LIFECYCLE)
  let port: number
  beforeAll(async () => {
    for (const part of parts) await part.start()
    port = services.resolve(HttpServer).port
  })
  afterAll(async () => {
    for (const part of parts.toReversed()) await part.stop()
  })

  test.each(operations)(
    '%s %s',
    async (method, path) => {
      const statuses = await fuzzOperation(path, method, {
        document,
        port,
        known: await knownValues(`http://127.0.0.1:${port}`, {
          withDelivery: path.includes('{deliveryId}'),
        }),
        bodyBytesTooMany: 16_384,
        seed: SEED,
        requests: REQUESTS,
        timeoutMs: TIMEOUT_MS,
      })
      const healthz = await fetch(`http://127.0.0.1:${port}/healthz`)

      expect(healthz.status).toBe(200)
      // Both kinds were among the requests.
      expect([...statuses.keys()].some((status) => status < 400)).toBe(true)
      expect([...statuses.keys()].some((status) => status >= 400)).toBe(true)
    },
    PATIENCE_MS,
  )
})

describe('a fault is reported', () => {
  let app: RunningApp
  afterEach(() => app.stop())

  /** A route that echoes a text, and does something else with one that is longer than two characters. */
  const planted = (fault: (name: string) => Promise<string>): Endpoint =>
    endpoint({
      method: 'post',
      path: '/planted',
      operationId: 'planted',
      tag: 'Test',
      summary: 'Planted',
      access: 'public',
      body: { schema: z.strictObject({ name: z.string().min(1).max(40) }) },
      answers: { 200: { description: 'The name.', body: z.strictObject({ name: z.string() }) } },
      handle: async ({ body: { name } }) => ({
        status: 200,
        body: { name: name.length > 2 ? await fault(name) : name },
      }),
    })

  test.each([
    ['an internal error', async () => Promise.reject(new Error('boom')), /It failed: 500/],
    ['an undocumented response', async () => 7 as unknown as string, /name must be string/],
    ['a request without a response', () => new Promise<string>(() => undefined), /aborted/],
  ])('%s', async (_what, fault, message) => {
    const route = planted(fault)
    app = await RunningApp.start({ endpoints: [route] })
    const run = fuzzOperation('/planted', 'post', {
      document: documentOf([route]),
      port: app.server.port,
      known: {},
      bodyBytesTooMany: 2_048,
      seed: SEED,
      requests: 100,
      timeoutMs: 500,
    })

    await expect(run).rejects.toThrow(message)
  })
})
