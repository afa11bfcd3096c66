import { parseArgs } from 'node:util'

import { installMissing } from '../../tools/servers/install-servers.ts'
import { RedisServer } from '../../tools/servers/redis-server.ts'
import { ServiceProcess } from '../../tools/servers/service-process.ts'
import { runArtillery } from './artillery.ts'
import { countedBookings } from './service-metrics.ts'
import { isStore, type StoreName, STORES } from './stores.ts'
import { type EnvironmentResult, formatSummary } from './summary.ts'

/** The environments of `load-test.yml`: how Artillery is asked for each, and the service that it is meant for. */
const ENVIRONMENTS = {
  default: { flags: [], settings: {} },
  'on-sale': { flags: ['--environment', 'on-sale'], settings: { DEFAULT_EVENT_SEATS: '10000' } },
} as const

type Environment = keyof typeof ENVIRONMENTS

const HELP = `Usage: npm run load [-- [--store STORE] [--port PORT] ENVIRONMENT...]

Runs load-test.yml against a service and a Redis server of its own, prints a
summary, and exits with 1 when a check failed. While it runs, it can be watched
at /watch of the service: on a free port for each environment, or on PORT.

Environments, all of them when none is named: ${Object.keys(ENVIRONMENTS).join(', ')}
Stores, the first when none is named: ${Object.keys(STORES).join(', ')}
`

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      help: { type: 'boolean', short: 'h' },
      store: { type: 'string', default: 'memory' },
      port: { type: 'string', default: '0' },
    },
  })
  if (values.help) {
    process.stdout.write(HELP)
    return
  }
  const chosen = positionals.length > 0 ? positionals : Object.keys(ENVIRONMENTS)
  if (!chosen.every(isEnvironment)) {
    throw new Error(`There is no such environment: ${chosen.join(', ')}\n\n${HELP}`)
  }
  if (!isStore(values.store)) throw new Error(`There is no such store: ${values.store}\n\n${HELP}`)
  const results = await runAll(chosen, { store: values.store, port: values.port })
  process.stdout.write(formatSummary(results))
  if (results.some(({ violations }) => violations.length > 0)) process.exitCode = 1
}

function isEnvironment(name: string): name is Environment {
  return Object.hasOwn(ENVIRONMENTS, name)
}

interface RunOptions {
  readonly store: StoreName
  /** Of the service; 0 for a free one. */
  readonly port: string
}

async function runAll(
  environments: readonly Environment[],
  options: RunOptions,
): Promise<EnvironmentResult[]> {
  const interruption = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => {
      interruption.abort()
    })
  }
  installMissing(['redis-server', ...(options.store === 'postgres' ? ['postgresql'] : [])])
  const redis = await RedisServer.start()
  try {
    const results: EnvironmentResult[] = []
    for (const environment of environments) {
      process.stdout.write(`Running ${environment}, for less than a minute ...\n`)
      results.push(
        await runOne(environment, { ...options, redisUrl: redis.url }, interruption.signal),
      )
    }
    return results
  } finally {
    await redis.stop()
  }
}

async function runOne(
  environment: Environment,
  { store: name, port, redisUrl }: RunOptions & { readonly redisUrl: string },
  signal: AbortSignal,
): Promise<EnvironmentResult> {
  const { flags, settings } = ENVIRONMENTS[environment]
  const store = await STORES[name]()
  const service = await ServiceProcess.startWithDefaults({
    ...settings,
    ...store.settings,
    REDIS_URL: redisUrl,
    PORT: port,
  })
  try {
    process.stdout.write(`To watch it: ${service.url}/watch\n`)
    const result = await runArtillery([...flags, '--target', service.url], signal)
    const seatsBooked = await countedBookings(service.url).catch(() => undefined)
    return { ...result, environment, seatsBooked }
  } finally {
    await service.stop()
    await store.remove()
  }
}

try {
  await main()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
