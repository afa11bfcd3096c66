import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'

import { backUp } from '../../src/adapters/sqlite/back-up.ts'
import { freePort } from '../../tools/servers/free-port.ts'
import { ServiceProcess } from '../../tools/servers/service-process.ts'
import { startCommand } from '../../tools/servers/start-command.ts'
import { writeToDocs } from '../report/docs.ts'
import { asMarkdown, count, decimal } from '../report/grid.ts'
import { judge } from '../report/targets.ts'
import { AdminClient } from '../rig/admin-client.ts'
import { residentMb } from '../rig/process-usage.ts'
import { ADMIN_KEY } from '../rig/server-under-test.ts'
import { auditSoak } from '../workloads/soak-audit.ts'
import { SoakBuyers } from '../workloads/soak-buyers.ts'
import { databaseIn, folderMbOf, liveMbOf, megabytesOf } from '../workloads/soak-folder.ts'
import { interruption, say } from './session.ts'

/** The number of seat changes for which the size of the folder has a target. */
const CHANGES_OF_TARGET = 2_000_000

const USAGE = `Usage: npm run soak [-- MINUTES] [-- OPTION...]

Runs 64 buyers who book, hold, confirm, release and cancel on the embedded store
for the given minutes (10 by default), and prints a line each minute. Then it
kills the service with SIGKILL, starts it again, and compares the stored data
with the acknowledged changes. Exits with 1 when anything is wrong.

  --changes N  runs until N seats were changed, instead of a number of minutes;
               the target for the data folder needs ${CHANGES_OF_TARGET}
  --docs       also updates docs/performance.md
  --help       prints this text
`

const BUYERS = 64
const EVENTS = 8
const SEATS_PER_EVENT = 10_000
const FAULTS_SHOWN_MAX = 5

const COLUMNS = [
  ...['minute', 'changes/s', 'p50 ms', 'p99 ms'],
  ...['folder MB', 'log MB', 'live MB', 'memory MB'],
]

/** The end of a run: when either is reached. */
interface Extent {
  readonly minutes: number
  readonly changes: number
}

interface SoakOptions extends Extent {
  readonly docs: boolean
}

/** @returns undefined for --help and for anything invalid */
function parse(args: readonly string[]): SoakOptions | undefined {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      changes: { type: 'string', default: 'Infinity' },
      docs: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  const changes = Number(values.changes)
  const minutes = Number(positionals[0] ?? (Number.isFinite(changes) ? Infinity : 10))
  if (values.help || !(minutes > 0) || !(changes > 0)) return undefined
  return { minutes, changes, docs: values.docs }
}

async function main(args: readonly string[]): Promise<void> {
  const options = parse(args)
  if (!options) {
    say(USAGE)
    process.exitCode = args.includes('--help') || args.includes('-h') ? 0 : 1
    return
  }
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-soak-'))
  const soak = new Soak(join(folder, 'data'), join(folder, 'copy.db'))
  try {
    const { faults, lines, summary } = await soak.run(options, interruption())
    say(`${summary}\n`)
    for (const fault of faults.slice(0, FAULTS_SHOWN_MAX)) say(`WRONG: ${fault}\n`)
    if (faults.length > 0) process.exitCode = 1
    else say('All acknowledged bookings are stored.\n')
    const minutes = asMarkdown({ headings: COLUMNS, lines })
    if (options.docs) writeToDocs('soak', 'soak', `${minutes}\n\n${summary}`)
  } finally {
    await soak.stop()
    rmSync(folder, { recursive: true })
  }
}

interface Soaked {
  /** Descriptions of everything that was wrong. */
  readonly faults: readonly string[]
  readonly lines: readonly (readonly string[])[]
  readonly summary: string
}

interface Watched {
  readonly extent: Extent
  readonly startMs: number
  readonly service: ServiceProcess
  readonly buyers: SoakBuyers
  readonly interrupted: AbortSignal
}

class Soak {
  readonly #dataDir: string
  readonly #copy: string
  readonly #running: ServiceProcess[] = []

  constructor(dataDir: string, copy: string) {
    this.#dataDir = dataDir
    this.#copy = copy
  }

  async run(extent: Extent, interrupted: AbortSignal): Promise<Soaked> {
    const { service, url } = await this.#start('in an empty folder')
    const events = await openEvents(url)
    const buyers = new SoakBuyers({ url, adminKey: ADMIN_KEY, buyers: BUYERS, events })
    const startMs = performance.now()
    say(`${formatRow(COLUMNS)}\n`)
    const { minutes, changes } = extent
    const lines: string[][] = []
    for (let minute = 1; minute < minutes + 1 && buyers.seatChanges < changes; minute++) {
      const watched = { extent, startMs, service, buyers, interrupted }
      lines.push(await this.#watch(Math.min(minute, minutes), watched))
    }
    buyers.expectTheEnd()
    await service.stop()
    await buyers.stop()
    const folderMb = folderMbOf(this.#dataDir)
    const { service: again, startedInMs } = await this.#start('after SIGKILL')
    await again.stop()

    backUp(this.#dataDir, this.#copy)
    const { seatChanges, acknowledged } = buyers
    const faults = [...buyers.faults, ...auditSoak(databaseIn(this.#dataDir), acknowledged)]
    const copyMb = megabytesOf(this.#copy)
    const sizes = `Folder when killed: ${decimal(folderMb)} MB; a compact copy: ${decimal(copyMb)} MB.`
    const start = `Start after SIGKILL: ${count(startedInMs)} ms.`
    const verdict = verdictOnFolder(seatChanges, folderMb / copyMb)
    const summary = `${count(seatChanges)} seat changes. ${sizes} ${verdict} ${start}`
    return { faults, lines, summary }
  }

  async stop(): Promise<void> {
    await Promise.all(this.#running.map((service) => service.stop()))
  }

  /** With the defaults of a service without keys, but for the port, the data folder and the administrator key. */
  async #start(
    where: string,
  ): Promise<{ service: ServiceProcess; url: string; startedInMs: number }> {
    const port = `${await freePort()}`
    const startMs = performance.now()
    const service = new ServiceProcess({
      ...startCommand().env,
      ...{ STORE: '', PORT: port, ADMIN_KEY, DATA_DIR: this.#dataDir },
      ...{ PUBLIC_BOOKING: 'true', SEATS_PER_CLIENT: '0' },
    })
    this.#running.push(service)
    const url = `http://127.0.0.1:${port}`
    while (!(await isHealthy(url))) {
      if (service.ended) throw new Error(`The service did not start. ${service.stderr}`)
      await pause(5)
    }
    const startedInMs = performance.now() - startMs
    say(
      `Started ${where} in ${count(startedInMs)} ms, with ${count(residentMb(service.pid) ?? NaN)} MB\n`,
    )
    return { service, url, startedInMs }
  }

  /** Waits until the minute or the run is over. Prints and returns the figures. */
  async #watch(
    minute: number,
    { extent, startMs, service, buyers, interrupted }: Watched,
  ): Promise<string[]> {
    const [fromMs, changesBefore] = [performance.now(), buyers.seatChanges]
    buyers.responseTimesUs.reset()
    while (performance.now() < startMs + minute * 60_000 && buyers.seatChanges < extent.changes) {
      await pause(100, undefined, { signal: interrupted })
    }
    const seconds = (performance.now() - fromMs) / 1_000
    const quantileMs = (percent: number) => buyers.responseTimesUs.percentile(percent) / 1_000
    const figures = [
      (performance.now() - startMs) / 60_000,
      ...[(buyers.seatChanges - changesBefore) / seconds, quantileMs(50), quantileMs(99)],
      ...[folderMbOf(this.#dataDir), megabytesOf(databaseIn(this.#dataDir, '-wal'))],
      ...[liveMbOf(this.#dataDir), residentMb(service.pid) ?? NaN],
    ]
    const cells = figures.map(decimal)
    say(`${formatRow(cells)}\n`)
    // Unused output, which would fill the memory of this process.
    service.log.length = 0
    return cells
  }
}

/** Compares the size of the folder with its target, which holds from a number of changes on. */
function verdictOnFolder(seatChanges: number, folderToCopy: number): string {
  const ratio = `Ratio ${decimal(folderToCopy)}`
  if (seatChanges < CHANGES_OF_TARGET) return `${ratio}.`
  const names = { workload: 'soak', server: 'embedded', statuses: {}, faults: [] }
  const [judged] = judge([{ ...names, round: 1, figures: { folderToCopy } }]).filter(
    ({ figure }) => figure === 'folderToCopy',
  )
  if (!judged) return `${ratio}.`
  const { target, moonshot, verdict } = judged
  return `${ratio} (target ${decimal(target)}, moonshot ${decimal(moonshot)}: ${verdict}).`
}

async function openEvents(url: string): Promise<Map<string, readonly string[]>> {
  const admin = new AdminClient(url)
  const events = new Map<string, readonly string[]>()
  for (let number = 1; number <= EVENTS; number++) {
    const { eventId, seatIds } = await admin.event(`soak-${number}`, SEATS_PER_EVENT)
    events.set(eventId, seatIds)
  }
  return events
}

async function isHealthy(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/healthz`)).ok
  } catch {
    // It does not listen yet.
    return false
  }
}

function formatRow(cells: readonly string[]): string {
  return cells.map((cell) => cell.padStart(10)).join('')
}

try {
  await main(process.argv.slice(2))
} catch (error) {
  say(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
