import { setImmediate as othersTurn } from 'node:timers/promises'

import type { ClockPort } from '../../src/application/ports/clock.port.ts'

/** A clock that moves only when a test moves it. */
export class FakeClock implements ClockPort {
  #ms = Date.parse('2026-06-01T10:00:00Z')

  now(): Date {
    return new Date(this.#ms)
  }

  monotonicMs = (): number => this.#ms

  advance(ms: number): void {
    this.#ms += ms
  }

  /** A pause without real time, which lets other tasks run. */
  pause = async (ms: number): Promise<void> => {
    this.advance(ms)
    await othersTurn()
  }
}
