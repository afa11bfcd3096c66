import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { parseCommandLine, runCommand, UsageError, wholeNumber } from '../../tools/command-line.ts'
import { freePort } from '../../tools/servers/free-port.ts'
import { installMissing } from '../../tools/servers/install-servers.ts'
import {
  areaGrid,
  type Breakdown,
  breakDown,
  formatProfiled,
  functionGrid,
  type Profiled,
} from '../report/breakdown.ts'
import { writeToDocs } from '../report/docs.ts'
import { asMarkdown, asText } from '../report/grid.ts'
import { AdminClient } from '../rig/admin-client.ts'
import { BackingServers } from '../rig/backing-servers.ts'
import { checkOpenFiles } from '../rig/crowds.ts'
import { type CpuProfile, Profiler } from '../rig/profiler.ts'
import { ServerUnderTest } from '../rig/server-under-test.ts'
import { SERVERS, type ServerSpec } from '../rig/servers.ts'
import type { Workload } from '../rig/workload.ts'
import { WORKLOADS } from '../workloads/workloads.ts'
import { say } from './session.ts'

const WARM_UP_SECONDS = 2
const SECONDS = 4

const USAGE = `Usage: npm run bench:profile -- SERVER WORKLOAD [OPTION...]

Shows where the CPU time of a server goes under load: microseconds per request
by area, and the functions with the highest self time.

  SERVER           one of: ${SERVERS.map(({ name }) => name).join(', ')}
  WORKLOAD         one of: ${WORKLOADS.map(({ name }) => name).join(', ')}
  --seconds N      profiled seconds after ${WARM_UP_SECONDS} of warm-up; ${SECONDS} by default
  --top N          number of functions shown; 15 by default
  --docs           also updates docs/performance.md, if it has this section
  --output FILE    also writes the profile for Chrome DevTools (.cpuprofile)
  --help           prints this text
`

interface ProfileOptions {
  readonly spec: ServerSpec
  readonly workload: Workload
  readonly seconds: number
  readonly top: number
  readonly outputFile: string | undefined
  readonly docsSection: string | undefined
}

/** @returns undefined for --help */
function parse(args: readonly string[]): ProfileOptions | undefined {
  const { values, positionals } = parseCommandLine({
    args: [...args],
    allowPositionals: true,
    options: {
      seconds: { type: 'string', default: `${SECONDS}` },
      top: { type: 'string', default: '15' },
      output: { type: 'string' },
      docs: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) return undefined
  const spec = SERVERS.find(({ name }) => name === positionals[0])
  const workload = WORKLOADS.find(({ name }) => name === positionals[1])
  if (!spec || !workload) throw new UsageError('Name a server and a workload.')
  const seconds = wholeNumber('--seconds', values.seconds, { min: 1 })
  const top = wholeNumber('--top', values.top)
  return {
    ...{ spec, workload, seconds, top, outputFile: values.output },
    docsSection: values.docs ? `profile ${spec.name} ${workload.name}` : undefined,
  }
}

async function main(): Promise<void> {
  const options = parse(process.argv.slice(2))
  if (!options) {
    say(USAGE)
    return
  }
  installMissing(['redis-server', 'postgresql', 'wrk'])
  checkOpenFiles([options.workload])
  const backing = await BackingServers.start()
  try {
    const { profile, ...measured } = await profileOne(options, backing)
    report(breakDown(profile), { ...measured, top: options.top }, options)
    if (options.outputFile !== undefined) {
      writeFileSync(options.outputFile, JSON.stringify(profile))
    }
  } finally {
    await backing.stop()
  }
}

function report(breakdown: Breakdown, profiled: Profiled, { docsSection }: ProfileOptions): void {
  const summary = formatProfiled(breakdown, profiled)
  const areas = areaGrid(breakdown, profiled)
  say(`${summary}\n\n${asText(areas)}\n\n${asText(functionGrid(breakdown, profiled))}\n`)
  if (docsSection !== undefined) {
    writeToDocs(docsSection, 'bench:profile', `${summary}\n\n${asMarkdown(areas)}`)
  }
}

async function profileOne(
  { spec, workload, seconds }: ProfileOptions,
  backing: BackingServers,
): Promise<Omit<Profiled, 'top'> & { readonly profile: CpuProfile }> {
  const warmUpSeats = workload.seats(WARM_UP_SECONDS)
  const seats = workload.seats(seconds)
  const inspectorPort = await freePort()
  const nodeOptions = Profiler.nodeOptions(inspectorPort)
  const settings = await backing.settingsFor(spec)
  const server = await ServerUnderTest.start(spec, {
    ...{ seatCount: warmUpSeats + seats, settings, nodeOptions },
  })
  const run = { admin: new AdminClient(server.url), grantsFile: join(server.folder, 'grants') }
  try {
    await backing.tidy()
    const warmUp = {
      ...{ ...run, seconds: WARM_UP_SECONDS, firstSeat: 1, seats: warmUpSeats, number: 0 },
    }
    await (
      await workload.prepare(server, warmUp)
    )()
    const ask = await workload.prepare(server, {
      ...{ ...run, seconds, firstSeat: 1 + warmUpSeats, seats, number: 1 },
    })
    const profiler = await Profiler.connect(inspectorPort)
    await profiler.start()
    const before = { all: server.cpuSeconds ?? NaN, main: server.mainThreadSeconds ?? NaN }
    const load = await ask()
    const cpuSeconds = (server.cpuSeconds ?? NaN) - before.all
    const mainThreadSeconds = (server.mainThreadSeconds ?? NaN) - before.main
    const profile = await profiler.stop()
    await profiler.close()
    return { profile, load, cpuSeconds, mainThreadSeconds }
  } finally {
    await server.stop()
  }
}

await runCommand(main, USAGE)
