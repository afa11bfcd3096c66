import { rmSync } from 'node:fs'
import { join } from 'node:path'

import type { Figures } from '../figures.ts'
import { createLedger, type Ledger } from './sales-audit.ts'
import { Office } from './admin-client.ts'
import type { Outcome } from '../outcome.ts'
import type { ServerUnderTest } from './server-under-test.ts'
import type { Turn } from './schedule.ts'
import type { Measured, Run, Workload } from './workload.ts'
import { type Grant, type Load, readGrants } from './wrk.ts'

/** Asks servers one thing after the other, and remembers what they did. */
export class Measurements {
  readonly #benches: ReadonlyMap<string, Bench>

  constructor(servers: readonly ServerUnderTest[]) {
    this.#benches = new Map(servers.map((server) => [server.spec.name, new Bench(server)]))
  }

  /** @param onTurn is told of each turn as it begins, and may throw to end it all */
  async *take(turns: readonly Turn[], onTurn: (turn: Turn) => void): AsyncGenerator<Outcome> {
    for (const turn of turns) {
      const bench = this.#benches.get(turn.spec.name)
      if (!bench) continue
      onTurn(turn)
      yield await bench.run(turn)
    }
  }
}

/** One server, and which of its seats are left for the next run. */
class Bench {
  readonly server: ServerUnderTest
  readonly #ledger: Ledger
  readonly #office: Office
  #nextSeat = 1
  #runs = 0

  constructor(server: ServerUnderTest) {
    this.server = server
    this.#ledger = createLedger(server.spec, server.url)
    this.#office = new Office(server.url)
  }

  async run({ workload, round, seconds }: Turn): Promise<Outcome> {
    const { server } = this
    const run: Run = {
      seconds,
      firstSeat: this.#nextSeat,
      seats: workload.seats(seconds),
      number: this.#runs++,
      office: this.#office,
      grantsFile: join(server.folder, 'grants'),
    }
    rmSync(run.grantsFile, { force: true })
    this.#nextSeat += run.seats
    const names = { round, workload: workload.name, server: server.spec.name }
    try {
      const load = await this.#load(workload, run)
      const faults = [...faultsOf(load, workload), ...(await this.#sweep(workload, run, load))]
      server.forgetLog()
      return { ...names, figures: this.#figuresOf(load), statuses: load.statuses, faults }
    } catch (error) {
      // The others go on, and the benchmark fails at the end.
      const faults = [server.ended ? `it ended:\n${server.lastWords}` : String(error)]
      return { ...names, figures: {}, statuses: {}, faults }
    }
  }

  async #load(workload: Workload, run: Run): Promise<Measured> {
    const ask = await workload.prepare(this.server, run)
    const before = this.server.cpuSeconds
    const load = await ask()
    const after = this.server.cpuSeconds
    return before === undefined || after === undefined
      ? load
      : { cpuSeconds: after - before, ...load }
  }

  async #sweep(
    workload: Workload,
    run: Run,
    { requests, statuses, connections }: Load,
  ): Promise<string[]> {
    if (!workload.eventId || this.server.spec.kind === 'limit') return []
    const grants: Grant[] = await readGrants(run.grantsFile)
    const nobody = requests > 0 && !Object.keys(statuses).some((status) => Number(status) < 300)
    const faults = await this.#ledger.check(workload.eventId(run), grants, connections)
    return nobody ? ['nobody got a seat', ...faults] : faults
  }

  #figuresOf({ requests, seconds, p50Ms, p99Ms, cpuSeconds, figures }: Measured): Figures {
    const measured = {
      requestsPerSecond: requests / seconds,
      p50Ms,
      p99Ms,
      cpuUsPerRequest: ((cpuSeconds ?? NaN) * 1e6) / requests,
      residentMb: this.server.residentMb ?? NaN,
      ...figures,
    }
    // What has no answers has no time for one, either.
    return Object.fromEntries(Object.entries(measured).filter(([, value]) => isFinite(value)))
  }
}

function faultsOf({ requests, statuses, unanswered }: Load, { expected }: Workload): string[] {
  if (requests === 0) return ['no request was answered']
  const wrong = Object.entries(statuses)
    .filter(([status]) => !expected.includes(Number(status)))
    .map(([status, count]) => `${count} requests were answered ${status}`)
  return unanswered > 0 ? [...wrong, `${unanswered} requests had no answer`] : wrong
}
