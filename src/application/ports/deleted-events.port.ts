export interface DeletedRowsQuery {
  /** The most rows to delete; a hold counts together with its entries in the history. */
  readonly countMax: number
  /**
   * Events that were created at this time or later keep their rows if their id may be derived from an idempotency key
   * (`isEventIdOfKey`), so that a late retry of the request that created one does not create it again.
   */
  readonly keysKeptSince: Date
}

/** Deletes the rows of events that were deleted with `EventRepositoryPort.deleteEvent`. */
export interface DeletedEventsPort {
  /**
   * Deletes some rows of a deleted event. Any instance can continue what another one has begun. With the last row, the
   * id of the event can be used again.
   * @returns the number of deleted rows; 0 if none is left to delete, or another instance is deleting the rest
   * @throws {StoreUnavailableError} if the store is unavailable
   */
  deleteRows(query: DeletedRowsQuery): Promise<number>
}
