/** The number of messages that are compared. Small enough to follow a clock that was set. */
const SAMPLES_MAX = 20

/** Estimates the clock of the service from the times of its messages. */
export class ServiceClock {
  #offsetsMs: readonly number[] = []

  /** Adds a message: when the service wrote it by its clock, and when it arrived by the clock of the page. */
  hear({ atMs, receivedMs }: { readonly atMs: number; readonly receivedMs: number }): void {
    this.#offsetsMs = [...this.#offsetsMs, atMs - receivedMs].slice(-SAMPLES_MAX)
  }

  /** Starts over, for another instance with another clock. */
  reset(): void {
    this.#offsetsMs = []
  }

  now(localMs: number): number {
    // The fastest message is the most accurate one.
    return this.#offsetsMs.length === 0 ? localMs : localMs + Math.max(...this.#offsetsMs)
  }
}
