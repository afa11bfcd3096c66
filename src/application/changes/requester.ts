/** The requester of a change, and the key that identifies retries. */
export interface Requester {
  /** Recorded in the history: the name of the API key, or "public" without one. */
  readonly actor: string
  readonly requestId: string
  /** Requests with the same key and content are executed once, and get the same result. */
  readonly idempotencyKey?: string | undefined
}
