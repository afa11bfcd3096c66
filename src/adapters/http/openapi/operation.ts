import { includesRole, type Role, ROLES } from '../../../domain/access-key.ts'
import { essenceOf, JSON_TYPE } from '../answers/answers.ts'
import { type Access, requirementOf } from '../endpoint/access.ts'
import type { Endpoint, Fields } from '../endpoint/endpoint.ts'
import { isOptionalField } from '../endpoint/schemas.ts'
import type { Components, Json } from './components.ts'
import { responsesOf } from './responses.ts'

export const SECURITY_SCHEMES = {
  adminKey: bearerKey('The `ADMIN_KEY` of the service, or an access key with the role `admin`.'),
  officeKey: bearerKey('An access key with the role `office`.'),
  sellerKey: bearerKey('The `SELLER_KEY` of the service, or an access key with the role `seller`.'),
  viewerKey: bearerKey('An access key with the role `viewer`.'),
  holdToken: {
    type: 'http',
    scheme: 'bearer',
    description: 'The token that was returned with the hold.',
  },
} as const

/** The alternative credentials of an endpoint. `{}` stands for none. */
function securityOf(access: Access): Json[] {
  const { key, holdToken, optional } = requirementOf(access)
  return [
    ...(optional ? [{}] : []),
    ...(holdToken ? [{ holdToken: [] }] : []),
    ...(key ? keysFor(key) : []),
  ]
}

function keysFor(required: Role): Json[] {
  const roles = ROLES.filter((role) => includesRole(role, required))
  return roles.map((role) => ({ [`${role}Key`]: [] }))
}

function bearerKey(description: string) {
  return { type: 'http', scheme: 'bearer', description } as const
}

/** Describes one endpoint as an OpenAPI operation. */
export function operationOf(endpoint: Endpoint, components: Components): Json {
  const { operationId, tag, summary, description, access, params, query, headers } = endpoint
  return {
    operationId,
    tags: [tag],
    summary,
    ...(description !== undefined && { description }),
    security: securityOf(access),
    parameters: [
      ...parameters('path', params, components),
      ...parameters('query', query === 'ignored' ? {} : query, components),
      ...parameters('header', headers, components),
    ],
    ...requestBodyOf(endpoint, components),
    responses: responsesOf(endpoint, components),
  }
}

function parameters(where: string, fields: Fields = {}, components: Components): Json[] {
  return Object.entries(fields).map(([name, field]) => {
    const { description, ...schema } = components.schema(field, 'input')
    return {
      name,
      in: where,
      required: !isOptionalField(field),
      ...(description !== undefined && { description }),
      schema,
    }
  })
}

function requestBodyOf({ body }: Endpoint, components: Components): Json {
  if (!body) return {}
  const content = { [essenceOf(JSON_TYPE)]: { schema: components.schema(body.schema, 'input') } }
  return { requestBody: { required: !isOptionalField(body.schema), content } }
}
