/** Decides when one followed event is read again. */
export interface RefreshPace {
  /**
   * Waits for the next refresh. It begins immediately, unless the previous one was too recent.
   * @throws what the refresh throws
   */
  request(): Promise<void>

  /** Call periodically. Begins a refresh that is due, requested or not. */
  advance(): void
}

/** Limits how much of this instance's time the refreshes of a busy event, or of one with many readers, take. */
export interface RefreshPacePort {
  /**
   * @param refresh reads the event for all its readers. One refresh runs at a time; requests during it wait for the next
   * @param countReaders returns the number of readers that receive what was read
   */
  create(refresh: () => Promise<void>, countReaders: () => number): RefreshPace
}
