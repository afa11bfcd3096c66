/** Lets go of what was remembered for requests that come again. */
export interface RequestMemoryPort {
  /**
   * Forgets the oldest requests saved before this time, and the oldest holds that ran out before it, at most
   * `countMax` of each.
   * @returns how many of the more numerous kind were forgotten
   * @throws {StoreUnavailableError} when the store cannot be reached
   */
  forget(query: { readonly savedBefore: Date; readonly countMax: number }): Promise<number>
}
