import type { Discrepancies } from '../drivers/stored-bookings.ts'
import type { FailoverResult } from './sale.ts'

const COLUMNS: readonly [title: string, value: (result: FailoverResult) => string][] = [
  ['failover', ({ name }) => name],
  ['in flight', ({ inFlight }) => `${inFlight}`],
  ['new primary', ({ newPrimaryMs }) => (newPrimaryMs === undefined ? '-' : seconds(newPrimaryMs))],
  ['without a sale', ({ withoutSaleMs }) => seconds(withoutSaleMs)],
  ['ready', ({ readyMs }) => seconds(readyMs)],
  ['checked', ({ checked }) => checked.toLocaleString('en')],
  ['lost', ({ discrepancies }) => `${discrepancies.lost.length}`],
]

/** The results as a Markdown table. */
export function formatResults(results: readonly FailoverResult[]): string {
  const rows = [
    COLUMNS.map(([title]) => title),
    COLUMNS.map((_, index) => (index === 0 ? '---' : '---:')),
    ...results.map((result) => COLUMNS.map(([, value]) => value(result))),
  ]
  return rows.map((row) => `| ${row.join(' | ')} |\n`).join('')
}

export function violationsOf(results: readonly FailoverResult[]): string[] {
  return results.flatMap(({ name, inFlight, hasMovedNeedlessly, discrepancies }) => [
    ...(inFlight === 0 ? [`${name}: no request was in flight`] : []),
    ...(hasMovedNeedlessly ? [`${name}: another node became the primary`] : []),
    ...describe(name, discrepancies),
  ])
}

/** A complete run has a planned and an unplanned failover to another node. */
export function missingKinds(results: readonly FailoverResult[]): string[] {
  return [true, false]
    .filter((planned) => {
      return !results.some((each) => each.isPlanned === planned && each.newPrimaryMs !== undefined)
    })
    .map((planned) => `no ${planned ? 'planned' : 'unplanned'} failover was caused`)
}

/** One line for each kind of discrepancy, with examples. */
export function describe(place: string, discrepancies: Discrepancies): string[] {
  return Object.entries(discrepancies)
    .filter(([, found]: [string, readonly unknown[]]) => found.length > 0)
    .map(([kind, found]: [string, readonly unknown[]]) => {
      return `${place}: ${kind}: ${found.length}, such as ${JSON.stringify(found.slice(0, 3))}`
    })
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`
}
