import { parseArgs } from 'node:util'

import { installMissing } from '../../tools/servers/install-servers.ts'
import { PatroniCluster } from '../../tools/servers/patroni/patroni-cluster.ts'
import { PgBouncer } from '../../tools/servers/pgbouncer.ts'
import { RedisServer } from '../../tools/servers/redis-server.ts'
import { ServiceProcess, type ServiceSettings } from '../../tools/servers/service-process.ts'
import { until } from '../../tools/until.ts'
import { Buyers } from './buyers.ts'
import { FAILOVERS } from './failovers.ts'
import { discrepanciesAt, replayed } from './node-check.ts'
import { Readiness } from './readiness.ts'
import { describe, formatResults, missingKinds, violationsOf } from './report.ts'
import { failOver, type FailoverResult, type Sale } from './sale.ts'

const INSTANCES = 3
const BUYERS = 16
const SEATS = 300_000

const HELP = `Usage: npm run torture:ha [-- [--pgbouncer] FAILOVER...]

Starts a Patroni cluster of three nodes with etcd and HAProxy, Redis, and three
instances of the service, all on this machine and with the configuration of
deploy/patroni. Then it causes each failover while ${BUYERS} buyers book seats, and
looks for every acknowledged booking. Takes five to ten minutes. Exits with 1 if
a booking is lost, a seat is sold twice, a refused request is stored, a failover
hit no request or moved the primary needlessly, or if the cluster is not
complete afterwards.

With --pgbouncer, the instances connect through PgBouncer in transaction mode,
with the configuration of deploy/pgbouncer. PGBOUNCER may name its program.

Failovers, all of them when none is named:
${Object.entries(FAILOVERS)
  .map(([id, { name }]) => `  ${id.padEnd(14)} ${name}`)
  .join('\n')}
`

/** What has to be stopped, the last one first. */
const started: { stop: () => Promise<void> }[] = []

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { help: { type: 'boolean', short: 'h' }, pgbouncer: { type: 'boolean' } },
  })
  if (values.help) {
    process.stdout.write(HELP)
    return
  }
  const chosen = (positionals.length > 0 ? positionals : Object.keys(FAILOVERS)).map((id) => {
    const failover = FAILOVERS[id]
    if (!failover) throw new Error(`There is no such failover: ${id}\n\n${HELP}`)
    return failover
  })
  const sale = await startSale({ isPooled: values.pgbouncer === true })

  const results: FailoverResult[] = []
  for (const failover of chosen) {
    say(`Causing: ${failover.name} ...`)
    results.push(await failOver(sale, failover))
  }
  const violations = [
    ...violationsOf(results),
    ...(positionals.length > 0 ? [] : missingKinds(results)),
    ...(await violationsAtTheEnd(sale)),
  ]
  say(`\n${formatResults(results)}`)
  say(violations.length === 0 ? 'No violations.' : violations.join('\n'))
  if (violations.length > 0) process.exitCode = 1
}

async function startSale({ isPooled }: { readonly isPooled: boolean }): Promise<Sale> {
  const pooler = isPooled && process.env['PGBOUNCER'] === undefined ? ['pgbouncer'] : []
  installMissing(['redis-server', 'haproxy', 'postgresql', 'etcd-server', 'patroni', ...pooler])
  say('Starting the cluster ...')
  const redis = keep(await RedisServer.start())
  const cluster = keep(await PatroniCluster.start())
  const settings = {
    STORE: 'postgres',
    DATABASE_URL: isPooled
      ? keep(await PgBouncer.startDeployed(cluster.url)).urlOf(cluster.url)
      : cluster.url,
    REDIS_URL: redis.url,
    DEFAULT_EVENT_SEATS: `${SEATS}`,
    DEMO_EVENT: 'false',
  }
  say('Starting the service ...')
  const services: ServiceProcess[] = []
  while (services.length < INSTANCES) services.push(keep(await startInstance(settings)))
  const urls = services.map(({ url }) => url)
  const buyers = keep(new Buyers(urls, { count: BUYERS, seats: SEATS }))
  return { cluster, buyers, readiness: keep(new Readiness(urls)) }
}

/** Starts an instance, and starts it again if it ends because the database was too slow, as a supervisor does. */
function startInstance(settings: ServiceSettings): Promise<ServiceProcess> {
  return until(async () => {
    const service = await ServiceProcess.startWithDefaults(settings)
    return !service.ended && service
  })
}

/** Ends the sale, and looks for every acknowledged booking at each node. */
async function violationsAtTheEnd({ cluster, buyers }: Sale): Promise<string[]> {
  await buyers.finish()
  await cluster.complete()
  await replayed(cluster)
  const violations: string[] = []
  for (const node of cluster.nodes) {
    violations.push(
      ...describe(node.name, await discrepanciesAt(cluster.urlOf(node), buyers.tally)),
    )
  }
  const { acknowledged, byStatus, failures } = buyers.tally
  say(
    `Looked for ${acknowledged.length} acknowledged bookings at each of ${cluster.nodes.length} nodes.`,
  )
  say(`Answers: ${JSON.stringify(Object.fromEntries(byStatus))}, none: ${failures.length}.`)
  return violations
}

function keep<T extends { stop: () => Promise<void> }>(server: T): T {
  started.push(server)
  return server
}

async function stopAll(): Promise<void> {
  for (const server of started.splice(0).reverse()) await server.stop()
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void stopAll().then(() => process.exit(1))
  })
}

try {
  await main()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
} finally {
  await stopAll()
}
