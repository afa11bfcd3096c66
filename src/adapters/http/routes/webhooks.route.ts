import { randomBytes } from 'node:crypto'

import { z } from 'zod'

import type { CreateWebhook } from '../../../application/commands/create-webhook.ts'
import type { DeleteWebhook } from '../../../application/commands/delete-webhook.ts'
import type { RotateWebhookSecret } from '../../../application/commands/rotate-webhook-secret.ts'
import type { WebhookRepositoryPort } from '../../../application/ports/webhook-repository.port.ts'
import { CHANGE_TYPES } from '../../../domain/history.ts'
import { ROTATED_SECRET_VALID_HOURS } from '../../../domain/webhook.ts'
import { type Endpoint, endpoint } from '../endpoint/endpoint.ts'
import { idSchema } from '../endpoint/schemas.ts'
import { timeOrderedId } from './command-inputs.ts'
import { webhookProblem } from './webhook-refusals.ts'
import {
  newWebhookSchema,
  rotatedSecretSchema,
  toWebhookBody,
  webhookRequestSchema,
  webhookSchema,
} from './webhook-schemas.ts'

export interface WebhookEndpointsOptions {
  readonly createWebhook: Pick<CreateWebhook, 'execute'>
  readonly deleteWebhook: Pick<DeleteWebhook, 'execute'>
  readonly rotateWebhookSecret: Pick<RotateWebhookSecret, 'execute'>
  readonly webhooks: Pick<WebhookRepositoryPort, 'findWebhook' | 'listWebhooks'>
}

const COMMON = { tag: 'Webhooks', access: 'admin' } as const
const SECRET_BYTES = 32

/** Registers, lists and deletes webhooks, for administrators. */
export function webhookEndpoints(options: WebhookEndpointsOptions): Endpoint[] {
  return [
    createWebhookEndpoint(options),
    listWebhooksEndpoint(options),
    getWebhookEndpoint(options),
    deleteWebhookEndpoint(options),
    rotateSecretEndpoint(options),
  ]
}

function createWebhookEndpoint({ createWebhook }: WebhookEndpointsOptions): Endpoint {
  return endpoint({
    ...COMMON,
    method: 'post',
    path: '/api/webhooks',
    operationId: 'createWebhook',
    summary: 'Register a webhook',
    description:
      'Sends the changes that are saved from now on. The response has the secret of the signatures, which is not returned again.',
    body: { schema: webhookRequestSchema },
    answers: {
      201: {
        description: 'The webhook is registered.',
        body: newWebhookSchema,
        headers: { Location: 'The URL of the webhook.' },
      },
    },
    problems: ['url-not-allowed', 'too-many-webhooks', 'store-unavailable'],
    async handle({ body }) {
      const command = { webhookId: timeOrderedId(), secret: newSecret() }
      const { types = CHANGE_TYPES } = body
      const result = await createWebhook.execute({ ...body, types, ...command })
      if (result.outcome === 'refused') return webhookProblem(result.refusal.reason)
      const { result: webhook } = result
      return {
        status: 201,
        body: { ...toWebhookBody(webhook), secret: webhook.secret },
        headers: { Location: `/api/webhooks/${webhook.id}` },
      }
    },
  })
}

function listWebhooksEndpoint({ webhooks }: WebhookEndpointsOptions): Endpoint {
  return endpoint({
    ...COMMON,
    method: 'get',
    path: '/api/webhooks',
    operationId: 'listWebhooks',
    summary: 'List the webhooks',
    answers: {
      200: {
        description: 'All webhooks, oldest first.',
        body: z.strictObject({ webhooks: z.array(webhookSchema) }).meta({ id: 'Webhooks' }),
      },
    },
    problems: ['store-unavailable'],
    async handle() {
      const all = await webhooks.listWebhooks()
      return { status: 200, body: { webhooks: all.map(toWebhookBody) } }
    },
  })
}

function getWebhookEndpoint({ webhooks }: WebhookEndpointsOptions): Endpoint {
  return endpoint({
    ...COMMON,
    method: 'get',
    path: '/api/webhooks/:webhookId',
    operationId: 'getWebhook',
    summary: 'Get a webhook',
    params: { webhookId: idSchema },
    answers: { 200: { description: 'The webhook.', body: webhookSchema } },
    problems: ['webhook-not-found', 'store-unavailable'],
    async handle({ params: { webhookId } }) {
      const webhook = await webhooks.findWebhook(webhookId)
      return webhook
        ? { status: 200, body: toWebhookBody(webhook) }
        : webhookProblem('unknown-webhook')
    },
  })
}

function deleteWebhookEndpoint({ deleteWebhook }: WebhookEndpointsOptions): Endpoint {
  return endpoint({
    ...COMMON,
    method: 'delete',
    path: '/api/webhooks/:webhookId',
    operationId: 'deleteWebhook',
    summary: 'Delete a webhook',
    description: 'Ends its deliveries, and deletes its log.',
    params: { webhookId: idSchema },
    answers: { 204: { description: 'The webhook is deleted.' } },
    problems: ['webhook-not-found', 'store-unavailable'],
    async handle({ params: { webhookId } }) {
      const result = await deleteWebhook.execute({ webhookId })
      return result.outcome === 'done' ? { status: 204 } : webhookProblem(result.refusal.reason)
    },
  })
}

function rotateSecretEndpoint({ rotateWebhookSecret }: WebhookEndpointsOptions): Endpoint {
  return endpoint({
    ...COMMON,
    method: 'post',
    path: '/api/webhooks/:webhookId/rotate',
    operationId: 'rotateWebhookSecret',
    summary: 'Replace the secret of a webhook',
    description: `Messages are signed with both secrets for ${ROTATED_SECRET_VALID_HOURS} hours. A secret before these two is no longer used.`,
    params: { webhookId: idSchema },
    answers: { 200: { description: 'The webhook has a new secret.', body: rotatedSecretSchema } },
    problems: ['webhook-not-found', 'store-unavailable'],
    async handle({ params: { webhookId } }) {
      const secret = newSecret()
      const result = await rotateWebhookSecret.execute({ webhookId, secret })
      if (result.outcome === 'refused') return webhookProblem(result.refusal.reason)
      const previousSecretValidUntil = result.result.previousValidUntil.toISOString()
      return { status: 200, body: { secret, previousSecretValidUntil } }
    },
  })
}

function newSecret(): string {
  return `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`
}
