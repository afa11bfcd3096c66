import type { Locks, System } from './system.ts'

/** The locks that were seen, at several times. */
export class SeenLocks implements Locks {
  count = 0
  readonly endless: string[] = []
  readonly #system: System

  constructor(system: System) {
    this.#system = system
  }

  /** Whether there is a lock server. */
  get exist(): boolean {
    return this.#system.locks !== undefined
  }

  async look(): Promise<void> {
    const { count, endless } = (await this.#system.locks?.()) ?? { count: 0, endless: [] }
    this.count += count
    this.endless.push(...endless)
  }
}
