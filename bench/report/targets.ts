import { type Figure, FIGURES, type Outcome } from '../rig/figures.ts'
import { LARGE_EVENT, MANY_EVENTS, SEED, SMALL_EVENT } from '../rig/servers.ts'
import { ratioOf, spreadIn } from './summary.ts'

/** A performance target: a figure of one server, or its ratio to that of another server in the same run. */
export interface Target {
  readonly title: string
  readonly workload: string
  readonly server: string
  readonly figure: Figure
  /** The server whose figure is the divisor; without one, the figure itself is compared. */
  readonly against?: string
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

export const TARGETS: readonly Target[] = [
  {
    title: 'One hot seat: memory+redis / seed',
    ...{ workload: 'hot', server: 'memory+redis', figure: rate, against: SEED },
    ...{ target: 1.5, moonshot: 2, threshold: 0.8 },
  },
  {
    title: 'Own seats: memory+redis / seed',
    ...{ workload: 'own', server: 'memory+redis', figure: rate, against: SEED },
    ...{ target: 1.8, moonshot: 3, threshold: 0.75 },
  },
  {
    title: 'Own seats: postgres+redis, durable / seed (memory)',
    ...{ workload: 'own', server: 'postgres+redis', figure: rate, against: SEED },
    ...{ target: 1, moonshot: 2, threshold: 0.2 },
  },
  {
    title: 'Own seats: postgres+redis / SELECT FOR UPDATE',
    ...{ workload: 'own', server: 'postgres+redis', figure: rate, against: 'postgres-for-update' },
    ...{ target: 5, moonshot: 10, threshold: 1.2 },
  },
  {
    title: 'One hot seat: memory+redis / bare Express',
    ...{ workload: 'hot', server: 'memory+redis', figure: rate, against: 'bare-express' },
    ...{ target: 0.6, moonshot: 0.9, threshold: 0.35 },
  },
  {
    title: 'Own seats, p99: memory+redis / seed',
    ...{ workload: 'own', server: 'memory+redis', figure: 'p99Ms', against: SEED },
    ...{ target: 0.7, moonshot: 0.4 },
  },
  {
    title: 'Own seats: embedded, durable / seed',
    ...{ workload: 'own', server: 'embedded', figure: rate, against: SEED },
    ...{ target: 0.8, moonshot: 1, threshold: 0.23 },
  },
  {
    title: 'A poll after 1,000 changes: CPU of postgres+redis, in microseconds',
    ...{ workload: 'poll-after-changes', server: 'postgres+redis', figure: 'cpuUsPerRequest' },
    ...{ target: 5_000, moonshot: 500 },
  },
  {
    title: 'CPU of a booking and its cancellation: 1,000,000 seats / 1,000 seats',
    ...{ workload: 'turnover', server: LARGE_EVENT, figure: 'cpuUsPerRequest' },
    ...{ against: SMALL_EVENT, target: 1.2, moonshot: 1.05 },
  },
  {
    title: 'Requests per second of the same workload: 1,000,000 seats / 1,000 seats',
    ...{ workload: 'turnover', server: LARGE_EVENT, figure: rate },
    ...{ against: SMALL_EVENT, target: 1 / 1.2, moonshot: 0.95 },
  },
  {
    title: 'Memory with 100 events of 10,000 seats: postgres+redis, in MB',
    ...{ workload: 'many-events', server: MANY_EVENTS, figure: 'residentMb' },
    ...{ target: 200, moonshot: 120 },
  },
]

/** Whether a target needs this server to be measured under this workload. */
export function isForTarget(workload: string, server: string): boolean {
  return TARGETS.some(
    (target) =>
      target.workload === workload && (target.server === server || target.against === server),
  )
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
    thresholds.some(
      (threshold) =>
        threshold.workload === workload.name &&
        (threshold.server === spec.name || threshold.against === spec.name),
    )
}

/** Selects the turns that the guard needs. */
export const isGuarded = isNeededFor(GUARDED)
