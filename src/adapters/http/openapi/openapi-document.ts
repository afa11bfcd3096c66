import { readFileSync } from 'node:fs'

import type { Endpoint } from '../endpoint/endpoint.ts'
import { Components, type Json } from './components.ts'
import { operationOf, SECURITY_SCHEMES } from './operation.ts'

const { version } = JSON.parse(
  readFileSync(new URL('../../../../package.json', import.meta.url), 'utf8'),
) as { version: string }

const DESCRIPTION = `A seat-booking service that never sells a seat twice.

Requests for other paths get 404 \`not-found\`, and requests with other methods 405 \`method-not-allowed\`, with the allowed methods in \`Allow\`. Both are subject to the request limits: 400 \`client-unknown\`, 429 \`rate-limited\` or \`too-many-concurrent-requests\`, 503 \`overloaded\`. HEAD is supported wherever GET is.`

/** Describes all endpoints in OpenAPI 3.1. Uses the same schemas as the request checks. */
export function openApiDocument(endpoints: readonly Endpoint[]): Json {
  const components = new Components()
  const paths: Record<string, Json> = {}
  for (const endpoint of endpoints) {
    const item = (paths[pathOf(endpoint)] ??= {})
    item[endpoint.method] = operationOf(endpoint, components)
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Holdfast',
      version,
      description: DESCRIPTION,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    tags: Array.from(new Set(endpoints.map(({ tag }) => tag)), (name) => ({ name })),
    paths,
    components: { securitySchemes: SECURITY_SCHEMES, ...components.sections },
  }
}

/** Converts Express syntax, `:seatId`, to OpenAPI syntax, `{seatId}`. */
function pathOf({ path }: Endpoint): string {
  return path.replaceAll(/:(\w+)/g, '{$1}')
}
