import { formatResult, formatTurn } from '../report/tables.ts'
import { BackingServers } from '../rig/backing-servers.ts'
import { checkOpenFiles } from '../rig/crowds.ts'
import type { Outcome } from '../rig/figures.ts'
import type { Measurements } from '../rig/measure.ts'
import { seatsFor, type Turn } from '../rig/schedule.ts'
import { ServerUnderTest } from '../rig/server-under-test.ts'
import type { ServerSpec } from '../rig/servers.ts'

/** Prints progress and results. */
export function say(text: string): void {
  process.stdout.write(text)
}

/** Aborted by SIGINT and SIGTERM, so that started servers are stopped. */
export function interruption(): AbortSignal {
  const interrupted = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => {
      interrupted.abort(new Error('Interrupted.'))
    })
  }
  return interrupted.signal
}

/** Starts all servers of the schedule and their databases, and stops them after the work. */
export async function withServers<T>(
  turns: readonly Turn[],
  interrupted: AbortSignal,
  work: (servers: readonly ServerUnderTest[]) => Promise<T>,
): Promise<T> {
  checkOpenFiles(new Set(turns.map(({ workload }) => workload)))
  const specs = new Set(turns.map(({ spec }) => spec))
  const backing = await BackingServers.start()
  const servers: ServerUnderTest[] = []
  try {
    for (const spec of specs) {
      interrupted.throwIfAborted()
      say(`Starting ${spec.name} ...\n`)
      servers.push(await start(spec, turns, backing))
    }
    await backing.tidy()
    return await work(servers)
  } finally {
    await Promise.all(servers.map((server) => server.stop()))
    await backing.stop()
  }
}

async function start(
  spec: ServerSpec,
  turns: readonly Turn[],
  backing: BackingServers,
): Promise<ServerUnderTest> {
  const settings = await backing.settingsFor(spec)
  const backingCpuTimes = () => backing.cpuTimesFor(spec)
  return ServerUnderTest.start(spec, {
    seatCount: seatsFor(spec, turns),
    settings,
    backingCpuTimes,
  })
}

/** Runs the turns and prints the progress. */
export async function runSchedule(
  turns: readonly Turn[],
  measurements: Measurements,
  interrupted: AbortSignal,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  const onTurn = (turn: Turn): void => {
    interrupted.throwIfAborted()
    say(formatTurn(turn, outcomes.length, turns.length))
  }
  for await (const outcome of measurements.take(turns, onTurn)) {
    outcomes.push(outcome)
    say(formatResult(outcome))
  }
  return outcomes
}
