import { setTimeout as delay } from 'node:timers/promises'

export interface PacedTaskOptions {
  /** The least time from the start of one run to the next. */
  readonly intervalMs: number
  readonly pause?: (ms: number) => Promise<unknown>
}

/** Runs a task on demand, one run at a time. Each caller gets the result of a run that began after its call. */
export class PacedTask<T> {
  readonly #task: () => Promise<T>
  readonly #options: PacedTaskOptions
  #next: Promise<T> | undefined
  /** Resolves when the next run may begin. */
  #rested: Promise<unknown> = Promise.resolve()

  constructor(task: () => Promise<T>, options: PacedTaskOptions) {
    this.#task = task
    this.#options = options
  }

  run(): Promise<T> {
    const { intervalMs, pause = (ms: number) => delay(ms, undefined, { ref: false }) } =
      this.#options
    this.#next ??= this.#rested.then(() => {
      this.#next = undefined
      const result = this.#task()
      this.#rested = Promise.allSettled([result, pause(intervalMs)])
      return result
    })
    return this.#next
  }
}
