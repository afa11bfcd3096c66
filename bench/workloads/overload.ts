import { type CpuTimes, elapsed } from '../rig/cpu-times.ts'
import { CLIENT_PROCESSES } from '../rig/crowds.ts'
import { cpuFigures, type Figures } from '../rig/figures.ts'
import { quantileMs } from '../rig/quantiles.ts'
import type { ServerUnderTest } from '../rig/server-under-test.ts'
import type { Measured, Run, Workload } from '../rig/workload.ts'
import { CONNECTIONS, type Load, together } from '../rig/wrk.ts'
import { runWrkProcesses } from './run-buyers.ts'

/** Three times the limit of requests in flight, and about fifty times what keeps the service busy. */
const CROWD = 3_000
/** Longer than other measurements, because opening the connections takes a second. */
const CROWD_SECONDS_TO_OTHERS = 3
/**
 * Requests beyond these are for the same seats another time. They find them sold, or locked by a request that still waits.
 * Both answers count as served.
 */
const SEATS = 60_000

const SERVED = 200
const SOLD = 400
const LOCKED = 423
const REFUSED = 503

interface OverloadOptions {
  readonly name: string
  readonly title: string
  /** Whether refused clients wait for Retry-After, or retry at once. */
  readonly patient: boolean
}

export const OVERLOADS: readonly Workload[] = [
  overload({
    name: 'overload',
    title: `${CROWD.toLocaleString('en')} connections, refused clients retry at once`,
    patient: false,
  }),
  overload({
    name: 'overload-patient',
    title: `${CROWD.toLocaleString('en')} connections, refused clients honour Retry-After`,
    patient: true,
  }),
]

function overload({ name, title, patient }: OverloadOptions): Workload {
  return {
    name,
    title,
    suits: (spec) => ['memory+redis', 'postgres+redis'].includes(spec.name),
    slow: true,
    roundsMax: 2,
    openFiles: CROWD,
    expected: [SERVED, SOLD, LOCKED, REFUSED],
    eventId: () => 'default',
    seats: () => SEATS,
    prepare: async (server, run) => () => measureOverload(server, run, patient),
  }
}

/** Measures a normal load first, for the comparison, and then the overload. */
async function measureOverload(
  server: ServerUnderTest,
  run: Run,
  patient: boolean,
): Promise<Measured> {
  const { seconds, firstSeat, grantsFile } = run
  const ask = (first: number, duration: number, connections: number): Promise<Load> => {
    const seats = SEATS / 2 / CLIENT_PROCESSES
    const parts = Array.from({ length: CLIENT_PROCESSES }, (_, process) => ({
      ...{ url: server.url, seconds: duration, connections: connections / CLIENT_PROCESSES },
      ...{ kind: 'crowd', args: [first + process * seats, seats, patient ? 1 : 0] },
    }))
    return runWrkProcesses(parts, grantsFile)
  }
  const calm = await ask(firstSeat, seconds, CONNECTIONS)
  const cpuBefore = server.cpuTimes
  const crowded = await ask(firstSeat + SEATS / 2, seconds * CROWD_SECONDS_TO_OTHERS, CROWD)
  const cpu = elapsed(cpuBefore, server.cpuTimes)
  // The audit covers both loads.
  return { ...together(calm, crowded), figures: figuresOf(calm, crowded, cpu) }
}

/** A figure without data is NaN, for example the response time of refusals when there were none. */
export function figuresOf(calm: Load, crowded: Load, cpu: CpuTimes): Figures {
  const { requests, statuses, times } = crowded
  const refused = statuses[REFUSED] ?? 0
  const served = servedPerSecond(crowded)
  const timeOf = (status: number, share: number): number =>
    quantileMs(
      times.filter((each) => each.status === status),
      share,
    ) ?? NaN
  return {
    ...cpuFigures(cpu, requests),
    requestsPerSecond: served,
    p50Ms: timeOf(SERVED, 0.5),
    p99Ms: timeOf(SERVED, 0.99),
    goodput: served / servedPerSecond(calm),
    refusedShare: refused / requests,
    refusedP50Ms: timeOf(REFUSED, 0.5),
    refusedP99Ms: timeOf(REFUSED, 0.99),
  }
}

function servedPerSecond({ requests, seconds, statuses }: Load): number {
  return (requests - (statuses[REFUSED] ?? 0)) / seconds
}
