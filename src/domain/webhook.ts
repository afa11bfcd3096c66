import { typeOfAction } from './change-type.ts'
import type { EventUpdate } from './event.ts'
import {
  type Cause,
  type ChangeType,
  EVENT_ACTION,
  type HistoryAction,
  type HistoryEntry,
} from './history.ts'
import type { EventId, SeatId } from './seat.ts'

/** How long a rotated secret remains valid beside its successor. */
export const ROTATED_SECRET_VALID_HOURS = 24

/** A change is no longer delivered when it is this old and an attempt has failed. */
const DELIVERY_PERIOD_MS = 3 * 86_400_000

const PAUSE_MS_MIN = 5_000
const PAUSE_MS_MAX = 1_800_000

/** A subscription to the changes of all events, which are sent to a URL. */
export interface Webhook {
  readonly id: string
  /** A label for operators. */
  readonly name: string
  readonly url: string
  /** The types of changes that are sent. */
  readonly types: readonly ChangeType[]
  /** Signs the messages. Starts with `whsec_`. */
  readonly secret: string
  /** The secret before the last rotation, which signs as well until its time. */
  readonly previousSecret?: PreviousSecret | undefined
  readonly createdAt: Date
  /** When the receiver answered that it no longer exists (410). */
  readonly disabledAt?: Date | undefined
}

export interface PreviousSecret {
  readonly value: string
  readonly validUntil: Date
}

/** One change of an event, as it is sent to a webhook. */
export interface WebhookMessage {
  readonly eventId: EventId
  readonly revision: number
  readonly type: ChangeType
  readonly change: Cause & {
    readonly action: HistoryAction
    readonly holdId?: string | undefined
    readonly bookingId?: string | undefined
  }
  /** The seats of the change, with their versions after it. Empty for a change of the event itself. */
  readonly seats: readonly { readonly seatId: SeatId; readonly version: number }[]
  /** The change of the event itself; undefined for a change of seats. */
  readonly update?: EventUpdate | undefined
}

/** `given-up`: the last attempt failed too, and the change is not sent again. */
export type DeliveryOutcome = 'delivered' | 'failed' | 'given-up'

/** An attempt to send a message, as it is logged. */
export interface WebhookDelivery {
  readonly id: string
  readonly webhookId: string
  readonly eventId: EventId
  readonly revision: number
  readonly type: ChangeType
  /** The number of the attempt, from 1; 0 for a redelivery on request. */
  readonly attempt: number
  readonly at: Date
  readonly outcome: DeliveryOutcome
  /** The status of the response; undefined if there was none. */
  readonly status?: number | undefined
  /** Why there was no response, in words for operators. */
  readonly error?: string | undefined
}

/** Returns the secrets that sign messages at this time, the newest first. */
export function signingSecrets(
  { secret, previousSecret }: Pick<Webhook, 'secret' | 'previousSecret'>,
  now: Date,
): readonly string[] {
  return previousSecret && previousSecret.validUntil > now
    ? [secret, previousSecret.value]
    : [secret]
}

/** Returns until when the current secret stays valid if it is rotated now. */
export function rotatedSecretValidUntil(now: Date): Date {
  return new Date(now.getTime() + ROTATED_SECRET_VALID_HOURS * 3_600_000)
}

/** Whether a change is sent again after a failed attempt. */
export function isWorthRetrying(changedAt: Date, now: Date): boolean {
  return now.getTime() - changedAt.getTime() < DELIVERY_PERIOD_MS
}

/**
 * Returns when to send a message again. The pauses double up to a maximum, with up to a quarter more or less at random,
 * so that the retries of many events do not arrive together.
 * @param attempts the number of failed attempts, at least 1
 * @param random from 0 up to but not including 1
 */
export function nextAttemptAt(attempts: number, now: Date, random: number): Date {
  const pauseMs = Math.min(PAUSE_MS_MIN * 2 ** (attempts - 1), PAUSE_MS_MAX)
  return new Date(now.getTime() + Math.round(pauseMs * (0.75 + random / 2)))
}

/** Combines the history entries of each change. The entries are ordered by revision. */
export function messagesOf(eventId: EventId, entries: readonly HistoryEntry[]): WebhookMessage[] {
  return [...Map.groupBy(entries, ({ revision }) => revision).values()].flatMap((ofOneChange) => {
    const [first] = ofOneChange
    return first ? messageOf(eventId, first, ofOneChange) : []
  })
}

function messageOf(
  eventId: EventId,
  first: HistoryEntry,
  ofOneChange: readonly HistoryEntry[],
): WebhookMessage {
  const { revision, actor, requestId, at } = first
  const cause = { actor, requestId, at }
  if (first.action === EVENT_ACTION) {
    const { action, update } = first
    return {
      eventId,
      revision,
      type: 'event.updated',
      change: { action, ...cause },
      seats: [],
      update,
    }
  }
  const { action, type, holdId, bookingId } = first
  return {
    eventId,
    revision,
    type: type ?? typeOfAction(action),
    change: { action, ...cause, holdId, bookingId },
    seats: ofOneChange.flatMap((entry) =>
      entry.action === EVENT_ACTION ? [] : { seatId: entry.seatId, version: entry.version },
    ),
  }
}
