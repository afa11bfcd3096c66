import type { Figures } from '../rig/figures.ts'
import type { ServerUnderTest } from '../rig/server-under-test.ts'
import type { Measured, Run, Workload } from '../rig/workload.ts'
import { CONNECTIONS, type Load, runWrk, together } from '../rig/wrk.ts'

/** Three times the limit of requests in flight, and about fifty times what keeps the service busy. */
const CROWD = 3_000
/** Longer than other measurements, because opening the connections takes a second. */
const CROWD_SECONDS_TO_OTHERS = 3
/** When all seats are sold, the answer is 400, which counts as served. */
const SEATS = 60_000

const SERVED = '200'
const REFUSED = '503'

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
    roundsMax: 2,
    expected: [200, 400, Number(REFUSED)],
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
  const { seconds, firstSeat } = run
  const ask = (first: number, duration: number, connections: number): Promise<Load> =>
    runWrk({
      ...{ url: server.url, seconds: duration, connections, grantsFile: run.grantsFile },
      ...{ kind: 'crowd', args: [first, SEATS / 2, patient ? 1 : 0] },
    })
  const calm = await ask(firstSeat, seconds, CONNECTIONS)
  const cpuBefore = server.cpuSeconds ?? NaN
  const crowded = await ask(firstSeat + SEATS / 2, seconds * CROWD_SECONDS_TO_OTHERS, CROWD)
  const cpuSeconds = (server.cpuSeconds ?? NaN) - cpuBefore
  // The audit covers both loads.
  return { ...together(calm, crowded), figures: figuresOf(calm, crowded, cpuSeconds) }
}

/** A figure without data is NaN, for example the response time of refusals when there were none. */
export function figuresOf(calm: Load, crowded: Load, cpuSeconds: number): Figures {
  const { requests, statuses, times } = crowded
  const refused = statuses[REFUSED] ?? 0
  const served = servedPerSecond(crowded)
  return {
    requestsPerSecond: served,
    p50Ms: times[SERVED]?.p50Ms ?? NaN,
    p99Ms: times[SERVED]?.p99Ms ?? NaN,
    cpuUsPerRequest: (cpuSeconds * 1e6) / requests,
    goodput: served / servedPerSecond(calm),
    refusedShare: refused / requests,
    refusedP50Ms: times[REFUSED]?.p50Ms ?? NaN,
    refusedP99Ms: times[REFUSED]?.p99Ms ?? NaN,
  }
}

function servedPerSecond({ requests, seconds, statuses }: Load): number {
  return (requests - (statuses[REFUSED] ?? 0)) / seconds
}
