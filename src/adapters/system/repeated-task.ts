export interface RepeatedTaskOptions {
  readonly intervalMs: number
  /** Called when a run fails. The task is run again in any case. */
  readonly onError: (error: unknown) => void
}

/** Runs a task at the start and then periodically, with a pause after each run, so that runs never overlap. */
export class RepeatedTask {
  readonly #task: (signal: AbortSignal) => Promise<void>
  readonly #options: RepeatedTaskOptions
  #timer: NodeJS.Timeout | undefined
  #running: Promise<void> | undefined
  readonly #stopping = new AbortController()

  /** @param task its signal is aborted by `stop`; a task that takes long should then end early */
  constructor(task: (signal: AbortSignal) => Promise<void>, options: RepeatedTaskOptions) {
    this.#task = task
    this.#options = options
  }

  async start(): Promise<void> {
    this.#run()
  }

  /** Resolves when the current run has ended. */
  async stop(): Promise<void> {
    this.#stopping.abort()
    clearTimeout(this.#timer)
    await this.#running
  }

  #run(): void {
    const { signal } = this.#stopping
    this.#running = this.#task(signal)
      .catch(this.#options.onError)
      .finally(() => {
        if (signal.aborted) return
        this.#timer = setTimeout(() => {
          this.#run()
        }, this.#options.intervalMs).unref()
      })
  }
}
