export interface OldRecordsQuery {
  readonly before: Date
  /** The approximate maximum number to delete. */
  readonly countMax: number
}

/** Deletes records after their retention period, oldest first. */
export interface RetentionPort {
  /**
   * Deletes idempotency records that were saved before this time, and holds that expired before it.
   * @returns the larger of the two numbers of deleted records; 0 if none is left to delete
   * @throws {StoreUnavailableError} if the store is unavailable
   */
  deleteIdempotencyRecordsAndHolds(query: OldRecordsQuery): Promise<number>

  /**
   * Deletes history entries and cancelled bookings from before this time. Keeps the latest change of each event,
   * because it identifies the state of the event.
   * @returns the number of deleted records; 0 if none is left to delete
   * @throws {StoreUnavailableError} if the store is unavailable
   */
  deleteHistory(query: OldRecordsQuery): Promise<number>
}
