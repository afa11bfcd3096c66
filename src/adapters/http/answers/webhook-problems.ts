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
    description: 'There are 20 webhooks already. Delete one of them first.',
  },
  'delivery-not-found': {
    status: 404,
    title: 'Delivery not found',
    description: 'The log of this webhook has no delivery with this id. It keeps 7 days.',
  },
  'change-gone': {
    status: 410,
    title: 'Change no longer in the history',
    description:
      'The history no longer has the change, because it is past the retention period, so it cannot be sent again.',
  },
} as const satisfies Record<string, ProblemRow>
