/** The store is unavailable or cannot confirm durability. */
export class StoreUnavailableError extends Error {
  override readonly name: string = 'StoreUnavailableError'
}
