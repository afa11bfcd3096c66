/** About 3 ms of writing to sockets. */
const TASKS_PER_TICK = 200

export interface Task {
  run(): void
  /** Called with the error that `run` has thrown. The other tasks still run. Must not throw. */
  fail(error: unknown): void
}

/**
 * Runs small tasks in the order in which they were added, a limited number per tick, so that requests are served in
 * between. A task that is already queued is not queued again, so the queue never exceeds the number of tasks.
 */
export class FairScheduler {
  readonly #queue = new Set<Task>()
  #isScheduled = false

  add(task: Task): void {
    this.#queue.add(task)
    this.#schedule()
  }

  remove(task: Task): void {
    this.#queue.delete(task)
  }

  #schedule(): void {
    if (this.#isScheduled || this.#queue.size === 0) return
    this.#isScheduled = true
    setImmediate(() => {
      this.#runSome()
      this.#isScheduled = false
      this.#schedule()
    })
  }

  #runSome(): void {
    let left = Math.min(TASKS_PER_TICK, this.#queue.size)
    for (const task of this.#queue) {
      if (left-- === 0) return
      this.#queue.delete(task)
      try {
        task.run()
      } catch (error) {
        task.fail(error)
      }
    }
  }
}
