/** Under too much load Node reads requests for long before a tick ends, and nobody shall wait for that. */
const ANSWERS_MAX = 64

interface Answer {
  readonly send: () => void
  readonly onFailure: (error: unknown) => void
}

/**
 * Sends the answers of one tick together, at its end. One after another they wake whoever waits for each, the client or
 * the kernel on its behalf, which costs more than an answer; together they cost a third less, and wait for a fraction of
 * a millisecond.
 */
export class ResponseBatcher {
  #waiting: Answer[] = []

  /** @param onFailure is told when `send`, which writes one whole answer, throws: others go on. */
  add(send: () => void, onFailure: (error: unknown) => void): void {
    this.#waiting.push({ send, onFailure })
    if (this.#waiting.length === ANSWERS_MAX) this.#sendAll()
    else if (this.#waiting.length === 1) {
      setImmediate(() => {
        this.#sendAll()
      })
    }
  }

  #sendAll(): void {
    const waiting = this.#waiting
    this.#waiting = []
    for (const { send, onFailure } of waiting) {
      try {
        send()
      } catch (error) {
        onFailure(error)
      }
    }
  }
}
