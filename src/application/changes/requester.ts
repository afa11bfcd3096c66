/** The requester of a change, and the key that identifies retries. */
export interface Requester {
  /** Recorded in the history: the name of the key that was used, or "public". */
  readonly actor: string
  readonly requestId: string
  /** Commands with the same content and key are executed once, and have the same result. */
  readonly idempotencyKey?: string | undefined
}
