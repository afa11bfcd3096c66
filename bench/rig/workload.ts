import type { Figures } from '../figures.ts'
import type { Office } from './admin-client.ts'
import type { ServerUnderTest } from './server-under-test.ts'
import type { ServerSpec } from './servers.ts'
import type { Load } from './wrk.ts'

/** What one run has to itself. */
export interface Run {
  readonly seconds: number
  /** The first of the seats of the default event that are its own, and how many these are. */
  readonly firstSeat: number
  readonly seats: number
  /** Unique among the runs on its server, and the same for the same run on others. */
  readonly number: number
  readonly office: Office
  /** Where to note the answers that say yes, for workloads that are checked by them. */
  readonly grantsFile: string
}

/** What came of it. */
export type Measured = Load & {
  /** The CPU time of the server's process, where it is not simply that from the beginning to the end. */
  readonly cpuSeconds?: number
  /** What a load has not, or what shall be told instead. */
  readonly figures?: Figures
}

/** What the server is asked, from the moment that all is prepared. */
export type Measurement = () => Promise<Measured>

export interface Workload {
  readonly name: string
  readonly title: string
  /** Whether a server has what it takes. */
  readonly suits: (spec: ServerSpec) => boolean
  /** Whether it takes long to prepare, so that it is left out when time is short. */
  readonly slow?: boolean
  /** In how many rounds it is measured at most, and without a warm-up, since it brings its own. */
  readonly roundsMax?: number
  /** Every other status is a wrong answer. */
  readonly expected: readonly number[]
  /** The event that is sold, whose history is compared with the answers; nothing is sold without one. */
  readonly eventId?: (run: Run) => string
  /** How many seats of the default event a run has. Where it needs all of them, it ends when the last one is asked for. */
  readonly seats: (seconds: number) => number
  readonly prepare: (server: ServerUnderTest, run: Run) => Promise<Measurement>
}
