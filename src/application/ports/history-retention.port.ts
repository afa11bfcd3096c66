/** Deletes history after its retention period. */
export interface HistoryRetentionPort {
  /**
   * Deletes history entries and cancelled bookings from before this time, oldest first. Keeps the latest change of each
   * event, because it identifies the state of the event.
   * @param query.countMax the approximate maximum number to delete
   * @returns the number of deleted entries; 0 if nothing is left to delete
   * @throws {StoreUnavailableError} if the store is unavailable
   */
  deleteHistory(query: { readonly before: Date; readonly countMax: number }): Promise<number>
}
