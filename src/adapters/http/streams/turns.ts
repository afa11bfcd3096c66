/** Some three milliseconds of writing to sockets. */
const TASKS_PER_TURN = 200

/** Does many small things in their order, some at a time, so that requests have their turn in between. */
export class Turns {
  #tasks: (() => void)[] = []

  /** @param task must not throw */
  add(task: () => void): void {
    this.#tasks.push(task)
    if (this.#tasks.length === 1) this.#takeTurns(0)
  }

  #takeTurns(from: number): void {
    setImmediate(() => {
      const end = Math.min(from + TASKS_PER_TURN, this.#tasks.length)
      for (let i = from; i < end; i++) this.#tasks[i]?.()
      if (end < this.#tasks.length) this.#takeTurns(end)
      else this.#tasks = []
    })
  }
}
