/** Deletes history that need not be kept any longer. */
export interface HistoryRetentionPort {
  /**
   * Deletes the oldest entries of the history, and bookings that were cancelled, from before this time. The latest
   * change of each event stays, because it names the state of the event.
   * @param query.countMax about how many to delete at most
   * @returns how many were deleted; 0 when nothing is left to delete
   * @throws {StoreUnavailableError} when the store cannot be reached
   */
  deleteHistory(query: { readonly before: Date; readonly countMax: number }): Promise<number>
}
