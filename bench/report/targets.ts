import { type Figure, FIGURES } from '../figures.ts'
import type { Outcome } from '../outcome.ts'
import { LARGE_EVENT, MANY_EVENTS, SEED, SMALL_EVENT } from '../rig/servers.ts'
import { ratioOf, spreadIn } from './summary.ts'

/** Something that a server shall be, next to another in the same run, or by itself. */
export interface Bar {
  readonly title: string
  readonly workload: string
  readonly server: string
  readonly figure: Figure
  /** The figure is divided by this server's; it counts as it is when there is none. */
  readonly against?: string
  readonly bar: number
  /** What would be more than good enough. */
  readonly moonshot: number
  /**
   * What the guard puts up with: some half of what has been reached, because a run of half a minute on a machine with
   * other things to do is a third off now and then. Whoever makes it faster raises it.
   */
  readonly floor?: number
}

const rate = 'requestsPerSecond'

export const BARS: readonly Bar[] = [
  {
    title: 'One hot seat: memory+redis to the seed',
    ...{ workload: 'hot', server: 'memory+redis', figure: rate, against: SEED },
    ...{ bar: 1.5, moonshot: 2, floor: 0.8 },
  },
  {
    title: 'Own seats: memory+redis to the seed',
    ...{ workload: 'own', server: 'memory+redis', figure: rate, against: SEED },
    ...{ bar: 1.8, moonshot: 3, floor: 0.75 },
  },
  {
    title: "Own seats: postgres+redis, durable, to the seed's memory",
    ...{ workload: 'own', server: 'postgres+redis', figure: rate, against: SEED },
    ...{ bar: 1, moonshot: 2, floor: 0.2 },
  },
  {
    title: 'Own seats: postgres+redis to SELECT FOR UPDATE',
    ...{ workload: 'own', server: 'postgres+redis', figure: rate, against: 'postgres-for-update' },
    ...{ bar: 5, moonshot: 10, floor: 1.2 },
  },
  {
    title: 'One hot seat: memory+redis to bare Express',
    ...{ workload: 'hot', server: 'memory+redis', figure: rate, against: 'bare-express' },
    ...{ bar: 0.6, moonshot: 0.9, floor: 0.35 },
  },
  {
    title: 'Own seats, p99: memory+redis to the seed',
    ...{ workload: 'own', server: 'memory+redis', figure: 'p99Ms', against: SEED },
    ...{ bar: 0.7, moonshot: 0.4 },
  },
  {
    title: 'Own seats: embedded, durable, to the seed',
    ...{ workload: 'own', server: 'embedded', figure: rate, against: SEED },
    ...{ bar: 0.5, moonshot: 1, floor: 0.23 },
  },
  {
    title: 'A poll after 1,000 changes: CPU of postgres+redis, in microseconds',
    ...{ workload: 'poll-after-changes', server: 'postgres+redis', figure: 'cpuUsPerRequest' },
    ...{ bar: 5_000, moonshot: 500 },
  },
  {
    title: 'CPU of a booking and its cancellation: 1,000,000 seats to 1,000',
    ...{ workload: 'turnover', server: LARGE_EVENT, figure: 'cpuUsPerRequest' },
    ...{ against: SMALL_EVENT, bar: 1.2, moonshot: 1.05 },
  },
  {
    title: 'The same, requests a second, with all that the store has to do',
    ...{ workload: 'turnover', server: LARGE_EVENT, figure: rate },
    ...{ against: SMALL_EVENT, bar: 1 / 1.2, moonshot: 0.95 },
  },
  {
    title: 'Memory with 100 events of 10,000 seats: postgres+redis, in MB',
    ...{ workload: 'many-events', server: MANY_EVENTS, figure: 'residentMb' },
    ...{ bar: 200, moonshot: 120 },
  },
]

/** Whether a bar needs this server to be asked this. */
export function isForABar(workload: string, server: string): boolean {
  return BARS.some(
    (bar) => bar.workload === workload && (bar.server === server || bar.against === server),
  )
}

export interface Judgement extends Bar {
  /** What was measured; nothing when this run did not measure it. */
  readonly value: number | undefined
  readonly verdict: 'moonshot' | 'met' | 'missed' | 'not measured'
}

/** Holds what was measured against the bars. */
export function judge(outcomes: readonly Outcome[]): Judgement[] {
  return BARS.map((bar) => {
    const { workload, server, figure, against } = bar
    const value =
      against === undefined
        ? spreadIn(outcomes, { workload, server, figure })?.median
        : ratioOf(outcomes, { workload, server, figure, against })
    return { ...bar, value, verdict: verdictOn(value, bar) }
  })
}

function verdictOn(
  value: number | undefined,
  { figure, bar, moonshot }: Bar,
): Judgement['verdict'] {
  if (value === undefined) return 'not measured'
  const reaches = (goal: number): boolean =>
    FIGURES[figure] === 'more is better' ? value >= goal : value <= goal
  if (reaches(moonshot)) return 'moonshot'
  return reaches(bar) ? 'met' : 'missed'
}
