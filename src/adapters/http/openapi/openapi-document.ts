import { readFileSync } from 'node:fs'

import type { Endpoint } from '../endpoint/endpoint.ts'
import { Components, type Json } from './components.ts'
import { operationOf, SECURITY_SCHEMES } from './operation.ts'

const { version } = JSON.parse(
  readFileSync(new URL('../../../../package.json', import.meta.url), 'utf8'),
) as { version: string }

const DESCRIPTION = `Books seats, and no seat twice.

What is at no path below is answered 404 \`not-found\`, and a path below under another method 405 \`method-not-allowed\`, with an \`Allow\` that names its methods; both may also be what the limits answer: 400 \`client-unknown\`, 429 \`rate-limited\` or \`too-many-concurrent-requests\`, 503 \`overloaded\`. HEAD is possible wherever GET is.`

/** Describes all endpoints in OpenAPI 3.1, by the very schemas that check their requests. */
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

/** OpenAPI writes `{seatId}` where Express writes `:seatId`. */
function pathOf({ path }: Endpoint): string {
  return path.replaceAll(/:(\w+)/g, '{$1}')
}
