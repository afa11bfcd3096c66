/** An error of the API. */
export interface ProblemRow {
  readonly status: number
  /** The `title` of RFC 9457. */
  readonly title: string
  /** The cause and what to do about it, for `/docs/errors`. */
  readonly description: string
  /** Sent as `Retry-After`, in seconds, if the same request may succeed later. */
  readonly retryAfterS?: number
}
