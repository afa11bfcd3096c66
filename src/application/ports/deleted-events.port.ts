export interface DeletedRowsQuery {
  /** The most rows to delete; a hold counts together with its entries in the history. */
  readonly countMax: number
  /**
   * Events that were created at this time or later keep their rows if their id may be derived from an idempotency key
   * (`isEventIdOfKey`), so that a late retry of the request that created one does not create it again.
   */
  readonly keysKeptSince: Date
}

/** Deletes unfinished events, and the rows of all events that were deleted here or with `EventRepositoryPort.deleteEvent`. */
export interface DeletedEventsPort {
  /**
   * Deletes events whose addition began before this time and was not completed, because the service ended or the store
   * failed. An addition that continues afterwards adds nothing, and does not return `added`. The default event is left
   * out, because the next start completes it.
   * @throws {StoreUnavailableError} if the store is unavailable
   */
  deleteUnfinished(query: { readonly begunBefore: Date }): Promise<void>

  /**
   * Deletes some rows of a deleted event. Any instance can continue what another one has begun. With the last row, the
   * id of the event can be used again.
   * @returns the number of deleted rows; 0 if none is left to delete, or another instance is deleting the rest
   * @throws {StoreUnavailableError} if the store is unavailable
   */
  deleteRows(query: DeletedRowsQuery): Promise<number>
}
