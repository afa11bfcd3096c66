/** A timer that is later than this was delayed by a device that slept, or a page that was frozen. */
const LATE_MS_MAX = 500
/** Timers fire at once if they are longer. */
const TIMER_MS_MAX = 2 ** 31 - 1

/** Aborts a connection on which nothing arrives in time, and closes it when the caller stops reading. */
export class Watchdog {
  readonly #controller = new AbortController()
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(ms: number) {
    this.restart(ms)
  }

  get signal(): AbortSignal {
    return this.#controller.signal
  }

  restart(ms: number): void {
    clearTimeout(this.#timer)
    if (ms > TIMER_MS_MAX) return
    const dueMs = Date.now() + ms
    this.#timer = setTimeout(() => {
      // What has arrived while the device slept has not been read yet.
      if (Date.now() > dueMs + LATE_MS_MAX) this.restart(ms)
      else this.abort(new DOMException(`No data within ${ms} ms.`, 'TimeoutError'))
    }, ms)
  }

  abort(reason?: DOMException): void {
    clearTimeout(this.#timer)
    this.#controller.abort(reason)
  }
}
