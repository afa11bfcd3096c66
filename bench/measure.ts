import { join } from 'node:path'

import { createLedger, type Ledger } from './ledger.ts'
import { Office } from './office.ts'
import type { ServerUnderTest } from './server-under-test.ts'
import type { ServerSpec } from './servers.ts'
import type { Run, Workload } from './workloads.ts'
import { type Grant, type Load, readGrants } from './wrk.ts'

/** How much is measured. */
export interface Extent {
  readonly rounds: number
  readonly seconds: number
  /** How long each server is asked each thing before the first round, which counts for nothing. */
  readonly warmUpSeconds: number
}

/** What came of asking one server one thing. */
export interface Outcome {
  /** 0 is the warm-up. */
  readonly round: number
  readonly workload: string
  readonly server: string
  readonly requestsPerSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
  /** CPU time of the server's process, in microseconds, where the system tells. */
  readonly cpuUsPerRequest: number | undefined
  readonly statuses: Readonly<Record<string, number>>
  /** Everything that was wrong, in words; nothing, it should be. */
  readonly faults: readonly string[]
}

/** How many seats of the default event a server needs for all that it will be asked. */
export function seatsFor(
  spec: ServerSpec,
  workloads: readonly Workload[],
  { rounds, seconds, warmUpSeconds }: Extent,
): number {
  const lengths = [warmUpSeconds, ...Array.from({ length: rounds }, () => seconds)]
  return asked(workloads, spec)
    .flatMap((workload) => lengths.map((length) => workload.seats(spec, length)))
    .reduce((sum, seats) => sum + seats, 0)
}

/** How many times something is measured. */
export function runCount(
  specs: readonly ServerSpec[],
  workloads: readonly Workload[],
  { rounds }: Extent,
): number {
  return specs.reduce((sum, spec) => sum + asked(workloads, spec).length, 0) * (rounds + 1)
}

function asked(workloads: readonly Workload[], { kind }: ServerSpec): readonly Workload[] {
  return workloads.filter(({ forAll }) => forAll || kind === 'ours')
}

/** Measures servers in turns, round by round, so that whatever slows the machine down for a while hits all of them. */
export async function* measure(
  servers: readonly ServerUnderTest[],
  workloads: readonly Workload[],
  { rounds, seconds, warmUpSeconds }: Extent,
): AsyncGenerator<Outcome> {
  const benches = servers.map((server) => new Bench(server))
  for (let round = 0; round <= rounds; round++) {
    for (const workload of workloads) {
      for (const bench of benches) {
        if (!asked([workload], bench.server.spec).length) continue
        yield await bench.run(workload, round, round === 0 ? warmUpSeconds : seconds)
      }
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

  async run(workload: Workload, round: number, seconds: number): Promise<Outcome> {
    const { server } = this
    const run: Run = {
      seconds,
      firstSeat: this.#nextSeat,
      number: this.#runs++,
      office: this.#office,
      grantsFile: join(server.folder, 'grants'),
    }
    this.#nextSeat += workload.seats(server.spec, seconds)
    const names = { round, workload: workload.name, server: server.spec.name }
    try {
      const load = await this.#load(workload, run)
      const faults = [...faultsOf(load, workload), ...(await this.#sweep(workload, run, load))]
      server.forgetLog()
      return { ...names, ...figuresOf(load), statuses: load.statuses, faults }
    } catch (error) {
      // The others go on, and the benchmark fails at the end.
      const faults = [server.ended ? `it ended:\n${server.lastWords}` : String(error)]
      return { ...names, ...NO_FIGURES, statuses: {}, faults }
    }
  }

  async #load(workload: Workload, run: Run): Promise<MeteredLoad> {
    const ask = await workload.prepare(this.server, run)
    const before = this.server.cpuSeconds
    const load = await ask()
    const after = this.server.cpuSeconds
    const cpuSeconds = before === undefined || after === undefined ? undefined : after - before
    return { cpuSeconds, ...load }
  }

  async #sweep(workload: Workload, run: Run, { requests, statuses }: Load): Promise<string[]> {
    if (!workload.eventId || this.server.spec.kind === 'limit') return []
    const grants: Grant[] = await readGrants(run.grantsFile)
    const nobody = requests > 0 && !Object.keys(statuses).some((status) => Number(status) < 300)
    const faults = await this.#ledger.check(workload.eventId(run), grants)
    return nobody ? ['nobody got a seat', ...faults] : faults
  }
}

type MeteredLoad = Load & { readonly cpuSeconds: number | undefined }

const NO_FIGURES = { requestsPerSecond: 0, p50Ms: NaN, p99Ms: NaN, cpuUsPerRequest: undefined }

function figuresOf({ requests, seconds, p50Ms, p99Ms, cpuSeconds }: MeteredLoad) {
  return {
    requestsPerSecond: requests / seconds,
    p50Ms,
    p99Ms,
    cpuUsPerRequest:
      cpuSeconds === undefined || requests === 0 ? undefined : (cpuSeconds * 1e6) / requests,
  }
}

function faultsOf({ statuses, unanswered }: Load, { expected }: Workload): string[] {
  const wrong = Object.entries(statuses)
    .filter(([status]) => !expected.includes(Number(status)))
    .map(([status, count]) => `${count} requests were answered ${status}`)
  return unanswered > 0 ? [...wrong, `${unanswered} requests had no answer`] : wrong
}
