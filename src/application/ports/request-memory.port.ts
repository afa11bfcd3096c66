/** Lets go of requests that were remembered for their repetition. */
export interface RequestMemoryPort {
  /**
   * Forgets the oldest requests saved before this time, at most `countMax` of them.
   * @returns how many were forgotten
   * @throws {StoreUnavailableError} when the store cannot be reached
   */
  forget(request: { readonly savedBefore: Date; readonly countMax: number }): Promise<number>
}
