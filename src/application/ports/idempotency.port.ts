/** Deletes idempotency records and expired holds after their retention period. */
export interface IdempotencyPort {
  /**
   * Deletes idempotency records that were saved before this time, and holds that expired before it, oldest first, at
   * most `countMax` of each.
   * @returns the larger of the two numbers of deleted entries
   * @throws {StoreUnavailableError} if the store is unavailable
   */
  forget(query: { readonly savedBefore: Date; readonly countMax: number }): Promise<number>
}
