/** The store is unavailable or cannot confirm durability. */
export class StoreUnavailableError extends Error {
  override readonly name: string = 'StoreUnavailableError'
}

/** One call took too long, and was cancelled. The store may be available. */
export class StoreTimeoutError extends StoreUnavailableError {
  override readonly name = 'StoreTimeoutError'
}
