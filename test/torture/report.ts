import { cpus, totalmem } from 'node:os'

import type { Break } from './breaks/breaks.ts'
import type { Sent } from './journal.ts'
import type { RunResult, StoreName } from './systems.ts'
import { SALES_BETWEEN, type Struck } from './torture.ts'

export interface Report {
  readonly command: string
  readonly seed: number
  readonly commit: string
  readonly date: Date
  readonly runs: readonly { readonly store: StoreName; readonly result: RunResult }[]
  /** With the checks that found each mistake. */
  readonly breaks: readonly { readonly planted: Break; readonly foundBy: readonly string[] }[]
}

const SYSTEMS: Readonly<Record<StoreName, string>> = {
  postgres: 'Three instances on Postgres and Redis',
  sqlite: 'One instance on SQLite',
}

const number = (value: number) => value.toLocaleString('en')

/** The page docs/reliability.md, written by a run. */
export function formatReport(report: Report): string {
  const [cpu] = cpus()
  const memoryGiB = Math.round(totalmem() / 2 ** 30)
  const machine = `${cpus().length} × ${cpu?.model ?? 'unknown CPU'}, ${memoryGiB} GiB of memory`
  return [
    '# Reliability',
    `This page is written by \`npm run torture -- --report\`: do not edit it. The command starts the service with servers of its own, sends the requests of buyers, sellers and administrators while faults hit it, restarts the store, and compares every answer about a change with what is stored. Of reads, only reconciliations, streams and the seat maps after the restart are compared. [ADR 58](adr/0058-torture-run.md) describes how.`,
    table(
      ['', ''],
      [
        ['command', `\`${report.command}\``],
        ['seed', `${report.seed}`],
        ['commit', report.commit],
        ['date', report.date.toISOString().slice(0, 10)],
        ['machine', machine],
        ['Node', process.version],
      ],
    ),
    `The seed decides the requests of each client and the order and targets of the faults. It does not decide their timing, so a second run with the same seed has other figures.`,
    ...report.runs.map(({ store, result }) => formatRun(SYSTEMS[store], result)),
    formatBreaks(report),
    NOT_CLAIMED,
  ].join('\n\n')
}

function formatRun(title: string, result: RunResult): string {
  const { journal, checks, struck, eventCount, obstacles } = result
  const violations = checks.reduce((sum, each) => sum + each.violations.length, 0)
  const seats = journal.sales.reduce((sum, { body }) => sum + (body.seatIds?.length ?? 1), 0)
  const unknown = journal.sent.filter(({ outcome }) => outcome === 'unknown').length
  return [
    `## ${title}`,
    `${number(journal.sent.length)} requests in ${number(result.seconds)} s, ${number(eventCount)} events besides the default event. ${number(journal.sales.length)} acknowledged bookings of ${number(seats)} seats. ${number(unknown)} requests with an unknown outcome, and ${number(struck.length)} faults. **Violations: ${violations}.**`,
    '### Checks',
    table(
      ['check', 'checked', 'violations'],
      checks.map((each) => [each.name, number(each.count), number(each.violations.length)]),
    ),
    '### Faults',
    `The longest time without a sale is between two acknowledgements of a booking, by any instance, from the beginning of the fault until ${SALES_BETWEEN} bookings after its repair. It includes the fault itself where no instance can sell. Without a fault, there are short pauses, too, because the clients compete for few seats. Hit is what the fault has counted itself, such as lost messages, closed connections, deleted keys or failed requests; a fault that cannot be without effect, such as a killed process, counts nothing.`,
    table(
      ['fault', 'times', 'hit', 'requests in flight', 'longest without a sale, ms'],
      [...Map.groupBy(struck, ({ name }) => name)].sort().map(([name, of]) => faultRow(name, of)),
    ),
    ...(obstacles.length > 0
      ? [`Not possible on this machine:\n\n${obstacles.map((each) => `- ${each}`).join('\n')}`]
      : []),
    '### Requests',
    'Refused requests are part of the load: clients compete for the same seats, and a stopped instance refuses connections. A request counts once, however often it was repeated after a lost answer.',
    table(
      ['request', 'sent', 'done', 'refused', 'unknown'],
      [...Map.groupBy(journal.sent, ({ kind }) => kind)].sort().map(([kind, of]) => {
        const count = (outcome: Sent['outcome']) =>
          number(of.filter((sent) => sent.outcome === outcome).length)
        return [kind, number(of.length), count('done'), count('refused'), count('unknown')]
      }),
    ),
  ].join('\n\n')
}

function faultRow(name: string, struck: readonly Struck[]): string[] {
  const hits = struck.flatMap(({ hit }) => hit ?? [])
  const inFlight = struck.map((each) => each.inFlight)
  const pauses = struck.map(({ longestPauseMs }) => longestPauseMs)
  const hit = hits.length === 0 ? '' : range(hits)
  return [name, number(struck.length), hit, range(inFlight), range(pauses)]
}

function range(values: readonly number[]): string {
  const [least, most] = [Math.min(...values), Math.max(...values)]
  return least === most ? number(least) : `${number(least)} to ${number(most)}`
}

function formatBreaks({ breaks }: Report): string {
  return [
    '## Planted mistakes',
    'The run is repeated with a service that has a mistake, and must find a violation. That shows for the checks of this table that they can fail, and not for the others.',
    table(
      ['mistake', 'found by the checks'],
      breaks.map(({ planted, foundBy }) => [
        planted.description,
        foundBy.join('; ') || '**not found**',
      ]),
    ),
  ].join('\n\n')
}

const NOT_CLAIMED = `## What this does not show

- **A power cut of real hardware.** In the run on SQLite, the data that the service has not forced to the disk are dropped, as in a power cut. A disk that acknowledges a write without keeping it, or a file system that loses a forced write, is not simulated. A killed Postgres keeps what the kernel has in its page cache, or in its \`tmpfs\` where the full disk of Postgres is tested.
- **More than one machine.** All processes run on one. Failovers of Postgres, Redis Sentinel and Redis Cluster are not part of this run.
- **Answers of most reads.** During the run, the answers of holds, bookings, lists, the history and the availability are checked for their status only. After the restart, the bookings, the history and the seat maps are read completely.
- **All routes.** Webhooks are registered, but not changed, deleted or redelivered. Limits per client are switched off, because all clients of the run have the same address.
- **Performance.** The requests compete for few seats on a machine that also runs the servers and the clients. [Performance](performance.md) has figures.
- **The absence of mistakes.** A run covers the schedules that happened in it. Run it longer, and with other seeds.
`

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [header, header.map(() => '---'), ...rows]
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}
