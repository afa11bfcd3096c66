import type { Figures } from './figures.ts'

/** What came of asking one server one thing. */
export interface Outcome {
  /** 0 is the warm-up. */
  readonly round: number
  readonly workload: string
  readonly server: string
  readonly figures: Figures
  readonly statuses: Readonly<Record<string, number>>
  /** Everything that was wrong, in words; nothing, it should be. */
  readonly faults: readonly string[]
}
