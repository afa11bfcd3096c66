import type { AdminClient } from './admin-client.ts'
import type { CpuTimes } from './cpu-times.ts'
import type { Figures } from './figures.ts'
import type { ServerUnderTest } from './server-under-test.ts'
import type { ServerSpec } from './servers.ts'
import type { Load } from './wrk.ts'

/** The seats and files of one run. */
export interface Run {
  readonly seconds: number
  /** The first of its own seats in the default event, and their number. */
  readonly firstSeat: number
  readonly seats: number
  /** Unique among the runs on a server; the same run has the same number on all servers. */
  readonly number: number
  readonly admin: AdminClient
  /** The file for granted answers, which the sales audit reads. */
  readonly grantsFile: string
}

/** The result of a run. */
export type Measured = Load & {
  /** The CPU times, if they are not those of the whole run. */
  readonly cpu?: CpuTimes
  /** Figures that a load does not have, or that replace its own. */
  readonly figures?: Figures
}

/** Runs the load after its preparation. */
export type Measurement = () => Promise<Measured>

export interface Workload {
  readonly name: string
  readonly title: string
  /** Whether the workload can run on a server. */
  readonly suits: (spec: ServerSpec) => boolean
  /** Whether its preparation is slow, so that --quick leaves it out. */
  readonly slow?: boolean
  /** The maximum number of rounds. A workload that sets it has its own warm-up. */
  readonly roundsMax?: number
  /** The most connections at the same time, if they are many: that many files must be open. */
  readonly openFiles?: number
  /** Every other status is a fault. */
  readonly expected: readonly number[]
  /** The event whose sales are audited; undefined if the workload sells nothing. */
  readonly eventId?: (run: Run) => string
  /** The number of seats of the default event that a run gets. It ends early when they are used up. */
  readonly seats: (seconds: number) => number
  readonly prepare: (server: ServerUnderTest, run: Run) => Promise<Measurement>
}
