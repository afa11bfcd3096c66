import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as pause } from 'node:timers/promises'

import { backUp } from '../../src/adapters/sqlite/back-up.ts'
import { freePort } from '../../tools/servers/free-port.ts'
import { ServiceProcess } from '../../tools/servers/service-process.ts'
import { startCommand } from '../../tools/servers/start-command.ts'
import { count, decimal } from '../report/grid.ts'
import { AdminClient } from '../rig/admin-client.ts'
import { residentMb } from '../rig/process-usage.ts'
import { ADMIN_KEY } from '../rig/server-under-test.ts'
import { auditSoak } from '../workloads/soak-audit.ts'
import { SoakBuyers } from '../workloads/soak-buyers.ts'
import { interruption, say } from './session.ts'

const USAGE = `Usage: npm run soak [-- MINUTES]

Runs 64 buyers who book, hold, confirm, release and cancel on the embedded store
for the given minutes (10 by default), and prints a line each minute. Then it
kills the service with SIGKILL, starts it again, and compares the stored data
with the acknowledged changes. Exits with 1 when anything is wrong.
`

const BUYERS = 64
const EVENTS = 8
const SEATS_PER_EVENT = 10_000
const FAULTS_SHOWN_MAX = 5

const COLUMNS = [
  ...['minute', 'changes/s', 'p50 ms', 'p99 ms'],
  ...['folder MB', 'log MB', 'live MB', 'memory MB'],
]

async function main(minutesText = '10'): Promise<void> {
  const minutes = Number(minutesText)
  if (!(minutes > 0)) {
    say(USAGE)
    process.exitCode = minutesText === '--help' ? 0 : 1
    return
  }
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-soak-'))
  const soak = new Soak(join(folder, 'data'), join(folder, 'copy.db'))
  try {
    const faults = await soak.run(minutes, interruption())
    for (const fault of faults.slice(0, FAULTS_SHOWN_MAX)) say(`WRONG: ${fault}\n`)
    if (faults.length > 0) process.exitCode = 1
    else say('All acknowledged bookings are stored.\n')
  } finally {
    await soak.stop()
    rmSync(folder, { recursive: true })
  }
}

interface Watched {
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

  /** @returns descriptions of everything that was wrong */
  async run(minutes: number, interrupted: AbortSignal): Promise<string[]> {
    const { service, url } = await this.#start('in an empty folder')
    const events = await openEvents(url)
    const buyers = new SoakBuyers({ url, adminKey: ADMIN_KEY, buyers: BUYERS, events })
    const startMs = performance.now()
    say(`${formatRow(COLUMNS)}\n`)
    for (let minute = 1; minute <= Math.ceil(minutes); minute++) {
      await this.#watch(Math.min(minute, minutes), { startMs, service, buyers, interrupted })
    }
    buyers.expectTheEnd()
    await service.stop()
    await buyers.stop()
    const folderMb = folderMbOf(this.#dataDir)
    const { service: again } = await this.#start('after SIGKILL')
    await again.stop()

    backUp(this.#dataDir, this.#copy)
    const copyMb = megabytesOf(this.#copy)
    say(`${count(buyers.seatChanges)} seat changes. Folder when killed: ${decimal(folderMb)} MB, `)
    say(`a compact copy: ${decimal(copyMb)} MB, ratio ${decimal(folderMb / copyMb)}\n`)
    return [...buyers.faults, ...auditSoak(databaseIn(this.#dataDir), buyers.acknowledged)]
  }

  async stop(): Promise<void> {
    await Promise.all(this.#running.map((service) => service.stop()))
  }

  /** With the defaults of a service without keys, but for the port, the data folder and the administrator key. */
  async #start(where: string): Promise<{ service: ServiceProcess; url: string }> {
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
    const ms = count(performance.now() - startMs)
    say(`Started ${where} in ${ms} ms, with ${count(residentMb(service.pid) ?? NaN)} MB\n`)
    return { service, url }
  }

  /** Waits until the minute is over and prints its figures. */
  async #watch(minute: number, { startMs, service, buyers, interrupted }: Watched): Promise<void> {
    const [fromMs, changesBefore] = [performance.now(), buyers.seatChanges]
    buyers.responseTimesUs.reset()
    await pause(startMs + minute * 60_000 - fromMs, undefined, { signal: interrupted })
    const seconds = (performance.now() - fromMs) / 1_000
    const quantileMs = (percent: number) => buyers.responseTimesUs.percentile(percent) / 1_000
    const figures = [
      minute,
      ...[(buyers.seatChanges - changesBefore) / seconds, quantileMs(50), quantileMs(99)],
      ...[folderMbOf(this.#dataDir), megabytesOf(databaseIn(this.#dataDir, '-wal'))],
      ...[liveMbOf(this.#dataDir), residentMb(service.pid) ?? NaN],
    ]
    say(`${formatRow(figures.map(decimal))}\n`)
    // Unused output, which would fill the memory of this process.
    service.log.length = 0
  }
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

function databaseIn(dataDir: string, suffix = ''): string {
  return join(dataDir, `holdfast.db${suffix}`)
}

function folderMbOf(folder: string): number {
  return readdirSync(folder).reduce((sum, name) => sum + megabytesOf(join(folder, name)), 0)
}

function megabytesOf(file: string): number {
  return statSync(file).size / 1e6
}

/** The size of the database pages in use. */
function liveMbOf(dataDir: string): number {
  const database = new DatabaseSync(databaseIn(dataDir), { readOnly: true })
  try {
    const row = database
      .prepare(
        `select (page_count - freelist_count) * page_size as bytes
         from pragma_page_count, pragma_freelist_count, pragma_page_size`,
      )
      .get()
    return Number(row?.['bytes']) / 1e6
  } finally {
    database.close()
  }
}

function formatRow(cells: readonly string[]): string {
  return cells.map((cell) => cell.padStart(10)).join('')
}

try {
  await main(process.argv[2])
} catch (error) {
  say(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
