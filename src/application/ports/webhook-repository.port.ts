import type { EventId } from '../../domain/seat.ts'
import type { PreviousSecret, Webhook, WebhookDelivery } from '../../domain/webhook.ts'

/** Identifies the right to deliver the changes of one event to one webhook, until it expires or is released. */
export interface DeliveryClaim {
  readonly webhookId: string
  readonly eventId: EventId
  /** Unique. A later claim of the same event has another one. */
  readonly claimId: string
}

/** A claimed event, with changes after `revision` that may have to be delivered. */
export interface ClaimedEvent extends DeliveryClaim {
  /** The revision up to which all changes are delivered, given up or not wanted. */
  readonly revision: number
  /** How often the next change has been sent without success. */
  readonly attempts: number
  /** The revision of the event. Changes up to it are as durable as any saved change. */
  readonly latest: number
}

export interface ClaimQuery {
  readonly webhookId: string
  /** Only these events. Default: all. */
  readonly eventIds?: readonly EventId[] | undefined
  readonly claimId: string
  readonly now: Date
  /** When the claim expires, so that another instance can take over. */
  readonly claimedUntil: Date
  readonly countMax: number
}

/** How far a delivery has got. */
export interface DeliveryProgress {
  readonly revision: number
  readonly attempts: number
  /**
   * After a failure, the event is not due before this time. Otherwise it is due at once, even if the clock was set back.
   * Of several events, those that are due longest are claimed first.
   */
  readonly nextAttemptAt?: Date | undefined
  /** Extends the claim. Undefined: releases it. */
  readonly claimedUntil?: Date | undefined
  /** Added to the log. */
  readonly delivery?: WebhookDelivery | undefined
}

/** The position of a delivery in the log, which has the newest first. */
export type DeliveryPosition = Pick<WebhookDelivery, 'at' | 'id'>

export interface DeliveriesQuery {
  readonly webhookId: string
  /** The last delivery of the previous page. Default: none. */
  readonly after?: DeliveryPosition | undefined
  readonly limit: number
}

/**
 * Stores webhooks, how far each has got in the history of each event, and a log of the deliveries.
 * @throws {StoreUnavailableError} from every method, if the store is unavailable
 */
export interface WebhookRepositoryPort {
  /**
   * Adds a webhook. It gets the changes that are saved afterwards, of existing and of new events.
   * @returns `full` if there are `countMax` webhooks already. Concurrent calls may exceed it by their number
   */
  addWebhook(webhook: Webhook, countMax: number): Promise<'added' | 'full'>

  findWebhook(webhookId: string): Promise<Webhook | undefined>

  /** @returns all webhooks in order of creation time, then id */
  listWebhooks(): Promise<readonly Webhook[]>

  /**
   * Deletes a webhook with its log, and ends its claims. Other calls can run in between. If it fails, repeat it: it
   * continues.
   * @returns false if it does not exist
   */
  deleteWebhook(webhookId: string): Promise<boolean>

  /**
   * Replaces the secret. The current one becomes the previous one.
   * @returns false if the webhook does not exist
   */
  rotateSecret(
    webhookId: string,
    secret: string,
    previousUntil: PreviousSecret['validUntil'],
  ): Promise<boolean>

  /** Ends all deliveries to the webhook, which stays in the list. Keeps the time of an earlier call. */
  disableWebhook(webhookId: string, at: Date): Promise<void>

  /**
   * Claims events that have changes to deliver, are due, and are not claimed, those first that are due longest. Each
   * event is claimed once at a time. A disabled webhook has none.
   */
  claimEvents(query: ClaimQuery): Promise<readonly ClaimedEvent[]>

  /**
   * Saves the progress of a delivery, as long as its claim is valid.
   * @returns the revision of the event; undefined if the claim was lost, so that nothing was saved
   */
  saveProgress(claim: DeliveryClaim, progress: DeliveryProgress): Promise<number | undefined>

  /** Adds a delivery outside of the order to the log, unless its webhook was deleted. */
  addDelivery(delivery: WebhookDelivery): Promise<void>

  findDelivery(webhookId: string, deliveryId: string): Promise<WebhookDelivery | undefined>

  /** @returns the log of a webhook, newest first */
  listDeliveries(query: DeliveriesQuery): Promise<readonly WebhookDelivery[]>

  /**
   * Deletes deliveries from before this time, oldest first.
   * @returns the number of deleted records; 0 if none is left to delete
   */
  deleteDeliveries(query: { readonly before: Date; readonly countMax: number }): Promise<number>

  /** @returns the time of the oldest change that some webhook has not got yet; undefined if there is none */
  oldestPendingChange(): Promise<Date | undefined>
}
