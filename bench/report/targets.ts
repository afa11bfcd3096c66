import { type Figure, FIGURES, type Outcome } from '../rig/figures.ts'
import {
  LARGE_EMBEDDED,
  LARGE_EVENT,
  MANY_EVENTS,
  MANY_STREAMS,
  SEED,
  SMALL_EVENT,
} from '../rig/servers.ts'
import { type Divisor, ratioOf, spreadIn } from './summary.ts'

/** A performance target: a figure of one server, or its ratio to that of another server in the same run. */
export interface Target {
  readonly title: string
  readonly workload: string
  readonly server: string
  readonly figure: Figure
  /** Whose figure is the divisor; without it, the figure itself is compared. */
  readonly against?: Divisor
  /** The command that measures it, if it is not `npm run bench`. */
  readonly command?: string
  readonly target: number
  /** A stretch goal. */
  readonly moonshot: number
  /**
   * The guard fails below this ratio. It is about half of what has been reached, because a short run on a busy machine
   * is sometimes a third off. Raise it after an improvement.
   */
  readonly threshold?: number
}

const rate = 'requestsPerSecond'
const allCpu = 'allCpuUsPerRequest'
const bestSeats = { workload: 'best-available', figure: allCpu } as const

export const TARGETS: readonly Target[] = [
  {
    title: 'Own seats: embedded, durable / seed (memory)',
    ...{ workload: 'own', server: 'embedded', figure: rate, against: { server: SEED } },
    ...{ target: 0.8, moonshot: 1, threshold: 0.23 },
  },
  {
    title: 'Embedded: memory after 100,000 bookings, in MB',
    ...{ workload: 'bookings-then-restart', server: LARGE_EMBEDDED, figure: 'residentMb' },
    ...{ target: 150, moonshot: 110 },
  },
  {
    title: 'Embedded: start after kill -9, in ms',
    ...{ workload: 'bookings-then-restart', server: LARGE_EMBEDDED, figure: 'startMs' },
    ...{ target: 1_000, moonshot: 500 },
  },
  {
    title: 'Embedded: data folder after 2,000,000 changes / a compact copy',
    ...{ workload: 'soak', server: 'embedded', figure: 'folderToCopy' },
    ...{ target: 2, moonshot: 1.3, command: 'npm run soak' },
  },
  {
    title: 'Own seats: memory+redis / seed',
    ...{ workload: 'own', server: 'memory+redis', figure: rate, against: { server: SEED } },
    ...{ target: 1, moonshot: 1.3, threshold: 0.75 },
  },
  {
    title: 'One hot seat: memory+redis / seed',
    ...{ workload: 'hot', server: 'memory+redis', figure: rate, against: { server: SEED } },
    ...{ target: 1.4, moonshot: 1.6, threshold: 0.8 },
  },
  {
    title: 'One hot seat: memory+redis / bare tuned Express',
    ...{ workload: 'hot', server: 'memory+redis', figure: rate },
    ...{ against: { server: 'bare-express' }, target: 0.9, moonshot: 1, threshold: 0.35 },
  },
  {
    title: 'Own seats: postgres+redis / Redis lock and SELECT FOR UPDATE',
    ...{ workload: 'own', server: 'postgres+redis', figure: rate },
    ...{ against: { server: 'redis-for-update' }, target: 4, moonshot: 8, threshold: 1.2 },
  },
  {
    title: 'Own seats: CPU of Postgres for a booking, in us',
    ...{ workload: 'own', server: 'postgres+redis', figure: 'postgresCpuUsPerRequest' },
    ...{ target: 30, moonshot: 20 },
  },
  ...['embedded', 'postgres+redis'].map((server) => ({
    title: `CPU of a hold of the best two seats / of two named seats: ${server}`,
    ...{ ...bestSeats, server, against: { server, workload: 'named-hold' } },
    ...{ target: 3, moonshot: 1.5 },
  })),
  ...['memory+redis', 'postgres+redis'].flatMap((server): Target[] => [
    {
      title: `Served requests per second, 3,000 / 64 connections: ${server}`,
      ...{ workload: 'overload', server, figure: 'goodput', target: 0.8, moonshot: 0.95 },
    },
    {
      title: `3,000 connections: p99 of served requests, in ms: ${server}`,
      ...{ workload: 'overload', server, figure: 'p99Ms', target: 500, moonshot: 250 },
    },
  ]),
  {
    title: '10,000 streams, 50 changes/s: CPU for each message and reader, in us',
    ...{ workload: 'streams', server: MANY_STREAMS, figure: 'cpuUsPerRequest' },
    ...{ target: 5, moonshot: 2 },
  },
  {
    title: '10,000 streams, 50 changes/s: p99 of the delay, in ms',
    ...{ workload: 'streams', server: MANY_STREAMS, figure: 'p99Ms' },
    ...{ target: 1_000, moonshot: 300 },
  },
  {
    title: 'CPU of a booking and its cancellation: 1,000,000 seats / 1,000 seats',
    ...{ workload: 'turnover', server: LARGE_EVENT, figure: allCpu },
    ...{ against: { server: SMALL_EVENT }, target: 1.2, moonshot: 1.05 },
  },
  {
    title: 'A poll of 50,000 seats after 1,000 changes: CPU, in us',
    ...{ workload: 'poll-after-changes', server: 'postgres+redis', figure: 'cpuUsPerRequest' },
    ...{ target: 2_000, moonshot: 500 },
  },
  {
    title: 'Memory with 100 events of 10,000 seats: postgres+redis, in MB',
    ...{ workload: 'many-events', server: MANY_EVENTS, figure: 'residentMb' },
    ...{ target: 200, moonshot: 120 },
  },
]

/** A workload on a server. */
interface Pair {
  readonly workload: string
  readonly server: string
}

/** What has to be measured for a target. */
export function needsOf({ workload, server, against }: Pair & Pick<Target, 'against'>): Pair[] {
  return [{ workload, server }, ...(against ? [{ workload, ...against }] : [])]
}

function isNeeded(targets: readonly Parameters<typeof needsOf>[0][], pair: Pair): boolean {
  return targets
    .flatMap(needsOf)
    .some(({ workload, server }) => workload === pair.workload && server === pair.server)
}

/** Whether a target needs this server to be measured under this workload. */
export function isForTarget(workload: string, server: string): boolean {
  return isNeeded(TARGETS, { workload, server })
}

export interface Judgement extends Target {
  /** Undefined when this run did not measure it. */
  readonly value: number | undefined
  readonly verdict: 'moonshot' | 'met' | 'missed' | 'not measured'
}

/** Compares the outcomes with the targets. */
export function judge(outcomes: readonly Outcome[]): Judgement[] {
  return TARGETS.map((target) => {
    const { workload, server, figure, against } = target
    const value =
      against === undefined
        ? spreadIn(outcomes, { workload, server, figure })?.median
        : ratioOf(outcomes, { workload, server, figure, against })
    return { ...target, value, verdict: verdictOn(value, target) }
  })
}

function verdictOn(
  value: number | undefined,
  { figure, target, moonshot }: Target,
): Judgement['verdict'] {
  if (value === undefined) return 'not measured'
  const reaches = (goal: number): boolean =>
    FIGURES[figure] === 'more is better' ? value >= goal : value <= goal
  if (reaches(moonshot)) return 'moonshot'
  return reaches(target) ? 'met' : 'missed'
}

/** The targets that the guard checks: ratios of requests per second, never times. */
const GUARDED = TARGETS.filter(({ threshold }) => threshold !== undefined)

/** A target and whether its threshold is met. */
export interface ThresholdCheck extends Judgement {
  readonly threshold: number
  /** Also true when it was not measured. */
  readonly isBelow: boolean
}

/** Compares the outcomes with the thresholds. */
export function checkThresholds(outcomes: readonly Outcome[]): ThresholdCheck[] {
  return judge(outcomes).flatMap(({ threshold, ...judgement }) =>
    threshold === undefined
      ? []
      : [{ ...judgement, threshold, isBelow: !((judgement.value ?? NaN) >= threshold) }],
  )
}

/** What is measured in one turn. */
interface Measured {
  readonly workload: { readonly name: string }
  readonly spec: { readonly name: string }
}

/** Selects the turns that these ratios need. */
export function isNeededFor(
  thresholds: readonly Pick<ThresholdCheck, 'workload' | 'server' | 'against'>[],
): (turn: Measured) => boolean {
  return ({ workload, spec }) =>
    isNeeded(thresholds, { workload: workload.name, server: spec.name })
}

/** Selects the turns that the guard needs. */
export const isGuarded = isNeededFor(GUARDED)
