import { createHash } from 'node:crypto'

import { Webhook as Signer } from 'standardwebhooks'

import type { MessageToSend } from '../../application/ports/webhook-sender.port.ts'
import { signingSecrets, type WebhookMessage } from '../../domain/webhook.ts'

export interface SignedMessage {
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Encodes and signs a message (https://www.standardwebhooks.com). It has one signature for each valid secret. */
export function signMessage({ webhook, message, now }: MessageToSend): SignedMessage {
  const id = messageId(webhook.id, message)
  const body = encode(message)
  const signatures = signingSecrets(webhook, now).map((secret) =>
    new Signer(secret).sign(id, now, body),
  )
  const headers = {
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    'user-agent': 'Holdfast-Webhooks',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(now.getTime() / 1_000)),
    'webhook-signature': signatures.join(' '),
  }
  return { headers, body }
}

/**
 * The same for each attempt. Includes the cause, because after a restore from a backup the same revision may have a
 * different change.
 */
function messageId(webhookId: string, { eventId, revision, change }: WebhookMessage): string {
  const text = JSON.stringify([webhookId, eventId, revision, change.at, change.requestId])
  return `msg_${createHash('sha256').update(text).digest('base64url').slice(0, 32)}`
}

function encode({ eventId, revision, type, change, seats, update }: WebhookMessage): string {
  const { at, ...cause } = change
  const event = update && { changed: update.changed, event: { eventId, ...update.event } }
  return JSON.stringify({
    type,
    timestamp: at.toISOString(),
    data: { eventId, revision, ...cause, seats, ...event },
  })
}
