/** Old enough that a clock which was set has been noticed soon. */
const SAMPLES_MAX = 20

/** What time it is for the service, by the messages that came from it. */
export class ServiceClock {
  #offsetsMs: readonly number[] = []

  /** @param heard when a message was written by the clock of the service, and when it came by that of the page */
  hear({ atMs, receivedMs }: { readonly atMs: number; readonly receivedMs: number }): void {
    this.#offsetsMs = [...this.#offsetsMs, atMs - receivedMs].slice(-SAMPLES_MAX)
  }

  /** Forgets it, because from now on it is the clock of another. */
  reset(): void {
    this.#offsetsMs = []
  }

  now(localMs: number): number {
    // The message that was under way for the shortest time is the one to believe.
    return this.#offsetsMs.length === 0 ? localMs : localMs + Math.max(...this.#offsetsMs)
  }
}
