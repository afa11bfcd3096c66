/** Some three milliseconds of writing to sockets. */
const TAKERS_PER_TURN = 200

/** Who has something to do soon. */
export interface TurnTaker {
  /** Does all that there is to do. */
  takeTurn(): void
  /** Told when it threw, which is no concern of the others. Must not throw. */
  failTurn(): void
}

/**
 * Lets many do small things in the order in which they came, some at a time, so that requests have their turn in
 * between. Each waits once at most, so what waits never grows beyond those that there are.
 */
export class Turns {
  readonly #waiting = new Set<TurnTaker>()
  #isUnderWay = false

  add(taker: TurnTaker): void {
    this.#waiting.add(taker)
    this.#goOn()
  }

  remove(taker: TurnTaker): void {
    this.#waiting.delete(taker)
  }

  #goOn(): void {
    if (this.#isUnderWay || this.#waiting.size === 0) return
    this.#isUnderWay = true
    setImmediate(() => {
      this.#takeTurns()
      this.#isUnderWay = false
      this.#goOn()
    })
  }

  #takeTurns(): void {
    let left = Math.min(TAKERS_PER_TURN, this.#waiting.size)
    for (const taker of this.#waiting) {
      if (left-- === 0) return
      this.#waiting.delete(taker)
      try {
        taker.takeTurn()
      } catch {
        taker.failTurn()
      }
    }
  }
}
