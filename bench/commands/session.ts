import { BackingServers } from '../rig/backing-servers.ts'
import { ServerUnderTest } from '../rig/server-under-test.ts'
import type { ServerSpec } from '../rig/servers.ts'
import { seatsFor, type Turn } from '../rig/schedule.ts'

/** Tells whoever waits what is being done. */
export function say(text: string): void {
  process.stdout.write(text)
}

/** Aborted when the user has had enough: what was started is stopped, instead of being left behind. */
export function interruption(): AbortSignal {
  const interrupted = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => {
      interrupted.abort(new Error('Interrupted.'))
    })
  }
  return interrupted.signal
}

/** Starts all servers that have a turn, and what they need, and stops them when the work is done or has failed. */
export async function withServers<T>(
  turns: readonly Turn[],
  interrupted: AbortSignal,
  work: (servers: readonly ServerUnderTest[]) => Promise<T>,
): Promise<T> {
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
  return ServerUnderTest.start(spec, { seatCount: seatsFor(spec, turns), settings })
}
