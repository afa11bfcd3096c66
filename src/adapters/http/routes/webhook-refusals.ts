import type { Problem } from '../answers/http-problem.ts'
import type { ProblemCode } from '../answers/problems.ts'

/** The error of each reason for which a use case of webhooks refuses. */
const REFUSALS = {
  'unknown-webhook': { code: 'webhook-not-found', message: 'Webhook not found.' },
  'unknown-delivery': { code: 'delivery-not-found', message: 'Delivery not found.' },
  'url-not-allowed': {
    code: 'url-not-allowed',
    message: 'The URL is not an HTTP URL without credentials, or its host is not public.',
  },
  'too-many-webhooks': {
    code: 'too-many-webhooks',
    message: 'The maximum number of webhooks is reached.',
  },
  'change-deleted': {
    code: 'change-gone',
    message: 'The history no longer has this change.',
  },
} as const satisfies Record<string, { code: ProblemCode; message: string }>

type Refusals = typeof REFUSALS

export function webhookProblem<Reason extends keyof Refusals>(
  reason: Reason,
): Problem<Refusals[Reason]['code']> {
  return REFUSALS[reason]
}
