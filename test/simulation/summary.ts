import { FAULTS } from './faults.ts'
import type { Totals } from './totals.ts'

export interface Summary {
  readonly totals: Totals
  /** The number of different schedules. */
  readonly distinct: number
  readonly firstSeed: number
  readonly seconds: number
  readonly threads: number
}

const formatted = new Intl.NumberFormat('en-US')

/** The figures of a run, as plain text. */
export function formatSummary({ totals, distinct, firstSeed, seconds, threads }: Summary): string {
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
    ...totals.failures.map(
      ({ seed, violations }) =>
        `\nSeed ${seed}: ${violations.join('\n  ')}\n  Replay: npm run simulate -- --seed ${seed} --trace`,
    ),
    '',
  ].join('\n')
}

function format(value: number): string {
  return formatted.format(value)
}
