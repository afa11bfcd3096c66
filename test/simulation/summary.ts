import { FAULTS } from './faults.ts'
import type { PlantedBreakName } from './planted-breaks.ts'
import type { Failure, Totals } from './totals.ts'

export interface Summary {
  readonly totals: Totals
  /** The number of different schedules. */
  readonly distinct: number
  readonly firstSeed: number
  readonly seconds: number
  readonly threads: number
  readonly planted: PlantedBreakName
}

const formatted = new Intl.NumberFormat('en-US')

/** The figures of a run, as plain text. */
export function formatSummary(summary: Summary): string {
  const { totals, distinct, firstSeed, seconds, threads, planted } = summary
  const rows: [name: string, value: number][] = [
    ['schedules', totals.schedules],
    ['different schedules', distinct],
    ['steps', totals.steps],
    ['port calls', totals.portCalls],
    ['requests', totals.requests],
    ['answers: granted', totals.granted],
    ['answers: refused', totals.refused],
    ['  because of another request', totals.contended],
    ['answers: none, or unknown outcome', totals.unknown],
    ...FAULTS.map((fault): [string, number] => [`fault: ${fault}`, totals.faults[fault]]),
    ['schedules with violations', totals.failed],
  ]
  const lines = rows.map(([name, value]) => `${name.padEnd(36)}${format(value).padStart(16)}`)
  const rate = Math.round(totals.schedules / seconds)
  const seeds = `seeds from ${firstSeed}, ${threads} threads`
  return [
    ...lines,
    `${seconds.toFixed(1)} s, ${format(rate)} schedules a second, ${seeds}`,
    ...totals.failures.map((failure) => formatFailure(failure, planted)),
    '',
  ].join('\n')
}

/** What went wrong in a schedule, and the command that replays exactly this schedule. */
function formatFailure({ seed, hash, violations }: Failure, planted: PlantedBreakName): string {
  const option = planted === 'none' ? '' : ` --break '${planted}'`
  return [
    '',
    `Seed ${seed}, hash ${hash.toString(16)}:`,
    ...violations.map((violation) => `  ${violation}`),
    `  Replay: npm run simulate -- --seed ${seed}${option} --trace`,
  ].join('\n')
}

function format(value: number): string {
  return formatted.format(value)
}
