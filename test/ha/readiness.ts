import { performance } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'

const INTERVAL_MS = 50

/** Asks every instance repeatedly whether it is ready. */
export class Readiness {
  readonly #all: readonly Promise<void>[]
  readonly #notReady = new Set<string>()
  #isOpen = true
  #lastNotReadyMs = 0

  constructor(urls: readonly string[]) {
    this.#all = urls.map(async (url) => {
      while (this.#isOpen) {
        await this.#ask(url)
        await pause(INTERVAL_MS)
      }
    })
  }

  get isReady(): boolean {
    return this.#notReady.size === 0
  }

  /** When an instance was last not ready, in milliseconds after a time; 0 if all were ready since then. */
  lastNotReadyAfter(timeMs: number): number {
    return Math.max(this.#lastNotReadyMs - timeMs, 0)
  }

  async stop(): Promise<void> {
    this.#isOpen = false
    await Promise.all(this.#all)
  }

  async #ask(url: string): Promise<void> {
    const isReady = await fetch(`${url}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    )
    if (isReady) {
      this.#notReady.delete(url)
    } else {
      this.#notReady.add(url)
      this.#lastNotReadyMs = performance.now()
    }
  }
}
