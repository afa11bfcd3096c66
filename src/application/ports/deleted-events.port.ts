/** Deletes the rows of events that were deleted with `EventRepositoryPort.deleteEvent`. */
export interface DeletedEventsPort {
  /**
   * Deletes some rows of a deleted event. Any instance can continue what another one has begun. With the last row, the
   * id of the event can be used again.
   * @param query.countMax the most rows to delete; a hold counts together with its entries in the history
   * @returns the number of deleted rows; 0 if none is left to delete, or another instance is deleting the rest
   * @throws {StoreUnavailableError} if the store is unavailable
   */
  deleteRows(query: { readonly countMax: number }): Promise<number>
}
