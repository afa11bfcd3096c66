/** Decides when one event that is followed is read again. */
export interface RefreshPace {
  /**
   * Joins the next refresh that begins. It begins at once, unless the last one was too short a time ago.
   * @throws what the refresh throws
   */
  request(): Promise<void>

  /** Call periodically. Begins a refresh that is due, requested or not. */
  advance(): void
}

/** Keeps the refreshes of a busy event, or of one with many readers, from taking too much of this instance. */
export interface RefreshPacePort {
  /**
   * @param refresh reads the event for all its readers; runs once at a time, and calls meanwhile join the next run
   * @param countReaders how many readers are told what was read
   */
  create(refresh: () => Promise<void>, countReaders: () => number): RefreshPace
}
