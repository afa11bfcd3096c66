import { z } from 'zod'

import { DELIVERIES_KEPT_DAYS } from '../../../application/commands/delete-old-records.ts'
import type { RedeliverWebhook } from '../../../application/commands/redeliver-webhook.ts'
import type { WebhookRepositoryPort } from '../../../application/ports/webhook-repository.port.ts'
import { limitSchema, nextCursorSchema, pageOf, timeAndIdCursor } from '../endpoint/cursors.ts'
import { type Endpoint, endpoint } from '../endpoint/endpoint.ts'
import { idSchema } from '../endpoint/schemas.ts'
import { webhookProblem } from './webhook-refusals.ts'
import { deliverySchema, toDeliveryBody } from './webhook-schemas.ts'

export interface WebhookDeliveryEndpointsOptions {
  readonly redeliverWebhook: Pick<RedeliverWebhook, 'execute'>
  readonly webhooks: Pick<WebhookRepositoryPort, 'findWebhook' | 'listDeliveries'>
}

const COMMON = { tag: 'Webhooks', access: 'admin' } as const

/** The log of the deliveries of a webhook, and their repetition, for administrators. */
export function webhookDeliveryEndpoints(options: WebhookDeliveryEndpointsOptions): Endpoint[] {
  return [listDeliveriesEndpoint(options), redeliverEndpoint(options)]
}

function listDeliveriesEndpoint({ webhooks }: WebhookDeliveryEndpointsOptions): Endpoint {
  return endpoint({
    ...COMMON,
    method: 'get',
    path: '/api/webhooks/:webhookId/deliveries',
    operationId: 'listWebhookDeliveries',
    summary: 'List the deliveries of a webhook',
    description: `Each attempt to send a message. They are kept for ${DELIVERIES_KEPT_DAYS} days.`,
    params: { webhookId: idSchema },
    query: { limit: limitSchema, cursor: timeAndIdCursor },
    answers: {
      200: {
        description: 'A page of the log, newest first.',
        body: z
          .strictObject({ deliveries: z.array(deliverySchema), nextCursor: nextCursorSchema })
          .meta({ id: 'WebhookDeliveries' }),
      },
    },
    problems: ['webhook-not-found', 'store-unavailable'],
    async handle({ params: { webhookId }, query: { limit, cursor } }) {
      if (!(await webhooks.findWebhook(webhookId))) return webhookProblem('unknown-webhook')
      const after = cursor && { at: new Date(cursor[0]), id: cursor[1] }
      const found = await webhooks.listDeliveries({ webhookId, after, limit: limit + 1 })
      const page = pageOf(found, limit, ({ at, id }) => [at.getTime(), id])
      const deliveries = page.items.map(toDeliveryBody)
      return { status: 200, body: { deliveries, nextCursor: page.nextCursor } }
    },
  })
}

function redeliverEndpoint({ redeliverWebhook }: WebhookDeliveryEndpointsOptions): Endpoint {
  return endpoint({
    ...COMMON,
    method: 'post',
    path: '/api/webhooks/:webhookId/deliveries/:deliveryId/redeliver',
    operationId: 'redeliverWebhook',
    summary: 'Send a message again',
    description:
      'Sends the message of a delivery once more, with the same message id, and waits for the response of the receiver.',
    params: { webhookId: idSchema, deliveryId: idSchema },
    answers: { 200: { description: 'The message was sent.', body: deliverySchema } },
    problems: ['webhook-not-found', 'delivery-not-found', 'change-gone', 'store-unavailable'],
    async handle({ params }) {
      const result = await redeliverWebhook.execute(params)
      return result.outcome === 'refused'
        ? webhookProblem(result.refusal.reason)
        : { status: 200, body: toDeliveryBody(result.result) }
    },
  })
}
