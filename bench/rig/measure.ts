import { rmSync } from 'node:fs'
import { join } from 'node:path'

import { AdminClient } from './admin-client.ts'
import { elapsed } from './cpu-times.ts'
import { cpuFigures, type Figures, type Outcome } from './figures.ts'
import { createSalesAudit, type SalesAudit } from './sales-audit.ts'
import type { Turn } from './schedule.ts'
import type { ServerUnderTest } from './server-under-test.ts'
import type { Measured, Run, Workload } from './workload.ts'
import { type Grant, type Load, readGrants } from './wrk.ts'

/** Runs turns on servers and checks their answers. */
export class Measurements {
  readonly #benches: ReadonlyMap<string, Bench>

  constructor(servers: readonly ServerUnderTest[]) {
    this.#benches = new Map(servers.map((server) => [server.spec.name, new Bench(server)]))
  }

  /** @param onTurn called when a turn begins; may throw to stop */
  async *take(turns: readonly Turn[], onTurn: (turn: Turn) => void): AsyncGenerator<Outcome> {
    for (const turn of turns) {
      const bench = this.#benches.get(turn.spec.name)
      if (!bench) continue
      onTurn(turn)
      yield await bench.run(turn)
    }
  }
}

/** One server and the next of its seats that no run has used. */
class Bench {
  readonly server: ServerUnderTest
  readonly #audit: SalesAudit
  readonly #admin: AdminClient
  #nextSeat = 1
  #runs = 0

  constructor(server: ServerUnderTest) {
    this.server = server
    this.#audit = createSalesAudit(server.spec, server.url)
    this.#admin = new AdminClient(server.url)
  }

  async run({ workload, round, seconds }: Turn): Promise<Outcome> {
    const { server } = this
    const run: Run = {
      seconds,
      firstSeat: this.#nextSeat,
      seats: workload.seats(seconds),
      number: this.#runs++,
      admin: this.#admin,
      grantsFile: join(server.folder, 'grants'),
    }
    rmSync(run.grantsFile, { force: true })
    this.#nextSeat += run.seats
    const names = { round, workload: workload.name, server: server.spec.name }
    try {
      const load = await this.#load(workload, run)
      const faults = [...faultsOf(load, workload), ...(await this.#auditSales(workload, run, load))]
      server.forgetLog()
      return { ...names, figures: this.#figuresOf(load), statuses: load.statuses, faults }
    } catch (error) {
      // The other servers continue, and the benchmark fails at the end.
      const faults = [server.ended ? `the server exited:\n${server.lastWords}` : String(error)]
      return { ...names, figures: {}, statuses: {}, faults }
    }
  }

  async #load(workload: Workload, run: Run): Promise<Measured> {
    const ask = await workload.prepare(this.server, run)
    const before = this.server.cpuTimes
    const load = await ask()
    return { cpu: elapsed(before, this.server.cpuTimes), ...load }
  }

  async #auditSales(
    workload: Workload,
    run: Run,
    { requests, statuses, connections }: Load,
  ): Promise<string[]> {
    if (!workload.eventId || this.server.spec.kind === 'limit') return []
    const grants: Grant[] = await readGrants(run.grantsFile)
    const noneSold = requests > 0 && !Object.keys(statuses).some((status) => Number(status) < 300)
    const faults = await this.#audit.check(workload.eventId(run), grants, connections)
    return noneSold ? ['no seat was sold', ...faults] : faults
  }

  #figuresOf({ requests, seconds, p50Ms, p99Ms, cpu = {}, figures }: Measured): Figures {
    const measured = {
      requestsPerSecond: requests / seconds,
      p50Ms,
      p99Ms,
      ...cpuFigures(cpu, requests),
      residentMb: this.server.residentMb ?? NaN,
      ...figures,
    }
    // Without answers there are no response times.
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
