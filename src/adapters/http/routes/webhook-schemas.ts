import { z } from 'zod'

import { CHANGE_TYPES } from '../../../domain/history.ts'
import type { Webhook, WebhookDelivery } from '../../../domain/webhook.ts'
import { idSchema, text, timeSchema } from '../endpoint/schemas.ts'

const typeSchema = z.enum(CHANGE_TYPES)

export const webhookRequestSchema = z
  .strictObject({
    url: z.string().max(2_048).meta({ description: 'Where messages are sent, by POST.' }),
    name: text({ charactersMax: 128 }),
    types: z
      .array(typeSchema)
      .min(1)
      .max(CHANGE_TYPES.length)
      .refine((types) => new Set(types).size === types.length, {
        error: 'must name each type once',
      })
      .optional()
      .meta({ description: 'The types of changes to send. Default: all of them.' }),
  })
  .meta({ id: 'WebhookRequest' })

const WEBHOOK = {
  webhookId: idSchema,
  name: z.string(),
  url: z.string(),
  types: z.array(typeSchema),
  status: z.enum(['active', 'disabled']).meta({
    description: '`disabled`: the receiver has answered a message with 410 Gone.',
  }),
  createdAt: timeSchema,
  disabledAt: timeSchema.optional(),
}

export const webhookSchema = z.strictObject(WEBHOOK).meta({ id: 'Webhook' })

const secretSchema = z.string().meta({
  description: 'Verifies the signatures of the messages. It is not returned again.',
})

export const newWebhookSchema = z
  .strictObject({ ...WEBHOOK, secret: secretSchema })
  .meta({ id: 'NewWebhook' })

export const rotatedSecretSchema = z
  .strictObject({
    secret: secretSchema,
    previousSecretValidUntil: timeSchema.meta({
      description: 'Messages are signed with the previous secret, too, until this time.',
    }),
  })
  .meta({ id: 'RotatedSecret' })

export const deliverySchema = z
  .strictObject({
    deliveryId: idSchema,
    eventId: z.string(),
    revision: z.int(),
    type: typeSchema,
    attempt: z.int().meta({
      description: 'The number of the attempt, from 1; 0 for a redelivery on request.',
    }),
    at: timeSchema,
    outcome: z.enum(['delivered', 'failed', 'given-up']),
    responseStatus: z
      .int()
      .optional()
      .meta({ description: 'The status of the response. Absent if there was none.' }),
    error: z.string().optional().meta({ description: 'Why there was no response.' }),
  })
  .meta({ id: 'WebhookDelivery' })

export function toWebhookBody({ id, name, url, types, createdAt, disabledAt }: Webhook) {
  return {
    webhookId: id,
    name,
    url,
    types,
    status: disabledAt ? ('disabled' as const) : ('active' as const),
    createdAt: createdAt.toISOString(),
    disabledAt: disabledAt?.toISOString(),
  }
}

export function toDeliveryBody(delivery: WebhookDelivery) {
  const { id, eventId, revision, type, attempt, at, outcome, status, error } = delivery
  return {
    deliveryId: id,
    eventId,
    revision,
    type,
    attempt,
    at: at.toISOString(),
    outcome,
    responseStatus: status,
    error,
  }
}
