import { performance } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'

import { until } from '../../tools/until.ts'

const INTERVAL_MS = 50

/** Asks every instance repeatedly whether it is ready. */
export class Readiness {
  readonly #all: readonly Promise<void>[]
  /** What each instance that is not ready answered. */
  readonly #notReady = new Map<string, string>()
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

  /** Resolves when all instances are ready. */
  async ready(): Promise<void> {
    try {
      await until(() => this.#notReady.size === 0)
    } catch (cause) {
      const answers = [...this.#notReady.values()].join('\n')
      throw new Error(`Instances are not ready:\n${answers}`, { cause })
    }
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
    const problem = await fetch(`${url}/readyz`).then(
      async (response) => (response.ok ? undefined : response.text()),
      String,
    )
    if (problem === undefined) {
      this.#notReady.delete(url)
    } else {
      this.#notReady.set(url, problem)
      this.#lastNotReadyMs = performance.now()
    }
  }
}
