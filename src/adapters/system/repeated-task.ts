export interface RepeatedTaskOptions {
  readonly intervalMs: number
  /** Called when a run fails. The task is run again in any case. */
  readonly onError: (error: unknown) => void
}

/** Runs a task at the start and then periodically, with a pause after each run, so that runs never overlap. */
export class RepeatedTask {
  readonly #task: () => Promise<void>
  readonly #options: RepeatedTaskOptions
  #timer: NodeJS.Timeout | undefined
  #running: Promise<void> | undefined
  #stopped = false

  constructor(task: () => Promise<void>, options: RepeatedTaskOptions) {
    this.#task = task
    this.#options = options
  }

  async start(): Promise<void> {
    this.#run()
  }

  /** Resolves when the current run has ended. */
  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#timer)
    await this.#running
  }

  #run(): void {
    this.#running = this.#task()
      .catch(this.#options.onError)
      .finally(() => {
        if (this.#stopped) return
        this.#timer = setTimeout(() => {
          this.#run()
        }, this.#options.intervalMs).unref()
      })
  }
}
