import { WEBHOOKS_MAX } from '../../../application/commands/create-webhook.ts'
import { DELIVERIES_KEPT_DAYS } from '../../../application/commands/delete-old-records.ts'
import type { ProblemRow } from './problem-row.ts'

/** The errors of webhooks. */
export const WEBHOOK_PROBLEMS = {
  'webhook-not-found': {
    status: 404,
    title: 'Webhook not found',
    description: 'No webhook has this id.',
  },
  'url-not-allowed': {
    status: 400,
    title: 'URL not allowed',
    description:
      'The scheme of the URL must be `https` or `http`, it must not contain credentials, and its host must have public addresses only. `WEBHOOK_PRIVATE_ADDRESSES=true` allows private addresses.',
  },
  'too-many-webhooks': {
    status: 409,
    title: 'Too many webhooks',
    description: `There are ${WEBHOOKS_MAX} webhooks already. Delete one of them first.`,
  },
  'delivery-not-found': {
    status: 404,
    title: 'Delivery not found',
    description: `The log of this webhook has no delivery with this id. It keeps ${DELIVERIES_KEPT_DAYS} days.`,
  },
  'change-gone': {
    status: 410,
    title: 'Change no longer in the history',
    description:
      'The history no longer has the change, because it is past the retention period, so it cannot be sent again.',
  },
} as const satisfies Record<string, ProblemRow>
