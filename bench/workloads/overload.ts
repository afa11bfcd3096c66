import type { Figures } from '../figures.ts'
import type { ServerUnderTest } from '../rig/server-under-test.ts'
import type { Measured, Run, Workload } from '../rig/workload.ts'
import { CONNECTIONS, type Load, runWrk, together } from '../rig/wrk.ts'

/** Three times what the service may have at work at once, and some fifty times what it needs to be busy. */
const CROWD = 3_000
/** Longer than other measurements: the crowd takes a second to come in. */
const CROWD_SECONDS_TO_OTHERS = 3
/** Where they are all sold, buyers are told so, which is as good an answer. */
const SEATS = 60_000

const SERVED = '200'
const REFUSED = '503'

interface OverloadOptions {
  readonly name: string
  readonly title: string
  /** Whether those who are turned away wait as long as they are told, or come back at once. */
  readonly patient: boolean
}

export const OVERLOADS: readonly Workload[] = [
  overload({
    name: 'overload',
    title: `${CROWD.toLocaleString('en')} connections, and who is turned away asks again at once`,
    patient: false,
  }),
  overload({
    name: 'overload-patient',
    title: `${CROWD.toLocaleString('en')} connections, and who is turned away heeds Retry-After`,
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

/** Asks as others are asked first, for the comparison, and then far too much. */
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
  // All that was answered has to be right.
  return { ...together(calm, crowded), figures: figuresOf(calm, crowded, cpuSeconds) }
}

/** Where there is nothing to tell of, as when nobody was turned away, a figure is no number. */
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
