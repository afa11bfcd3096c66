import { join, resolve } from 'node:path'

/** A server that is measured. */
export interface ServerSpec {
  readonly name: string
  /** Its name in tables. */
  readonly label: string
  /** This service in one configuration, a peer with the same route, or an upper limit. */
  readonly kind: 'ours' | 'peer' | 'limit'
  readonly main: string
  readonly settings: Readonly<Record<string, string>>
  readonly redis: boolean
  readonly postgres: boolean
  /** The seats of the default event; by default, as many as the schedule needs. */
  readonly seatCount?: number
  /** The number of processes that share one Redis and one Postgres; 1 by default. */
  readonly instances?: number
}

/** The server that ratios compare with. */
export const SEED = 'seed'

/** postgres+redis again, for workloads that need another event size, many events or many streams. */
export const SMALL_EVENT = 'small-event'
export const LARGE_EVENT = 'large-event'
export const MANY_EVENTS = 'many-events'
export const MANY_STREAMS = 'many-streams'

/** embedded again, for a workload that needs its memory and restarts it. */
export const LARGE_EMBEDDED = 'embedded-100k'

const OUR_MAIN = resolve('src/main.ts')
const PEERS = join(import.meta.dirname, '../peers')

/** All requests of a run come from one address, so the limit per client is raised to the total limit. */
const ONE_CLIENT = { REQUESTS_IN_FLIGHT_MAX: '1000', REQUESTS_IN_FLIGHT_PER_CLIENT_MAX: '1000' }

/** The most streams and connections, in total and of one client. */
const MANY_READERS = {
  ...{ STREAMS_MAX: '20000', STREAMS_PER_CLIENT_MAX: '20000' },
  ...{ CONNECTIONS_MAX: '30000', CONNECTIONS_PER_CLIENT_MAX: '30000' },
}

/** All servers, in schedule order. */
export const SERVERS: readonly ServerSpec[] = [
  ours('memory', 'Holdfast, memory'),
  ours('memory+redis', 'Holdfast, memory, Redis lock'),
  ours('embedded', 'Holdfast, embedded, durable'),
  ours('embedded+redis', 'Holdfast, embedded, durable, Redis lock'),
  ours('postgres+redis', 'Holdfast, Postgres, durable, Redis lock'),
  again('postgres+redis', SMALL_EVENT, 'event of 1,000 seats', { seatCount: 1_000 }),
  again('postgres+redis', LARGE_EVENT, 'event of 1,000,000 seats', { seatCount: 1_000_000 }),
  again('postgres+redis', MANY_EVENTS, 'many events', { seatCount: 1 }),
  again('postgres+redis', MANY_STREAMS, 'Postgres, many streams', { seatCount: 1 }, MANY_READERS),
  again('embedded', LARGE_EMBEDDED, 'embedded, durable, 100,000 seats', { seatCount: 100_000 }),
  peer(SEED, 'the seed: memory, node-redis SET NX lock', { redis: true }),
  peer('ioredis', 'memory, ioredis lock released by Lua', { redis: true }),
  peer('redlock', 'memory, redlock', { redis: true }),
  peer('redis-semaphore', 'memory, redis-semaphore', { redis: true }),
  peer('redis-for-update', 'Redis lock and Postgres SELECT FOR UPDATE, durable', {
    ...{ redis: true, postgres: true },
  }),
  peer('postgres-for-update', 'Postgres SELECT FOR UPDATE, durable', { postgres: true }),
  peer('postgres-conditional-update', 'Postgres conditional UPDATE, durable', { postgres: true }),
  limit('bare-http', 'bare node:http, fixed answer'),
  limit('bare-express', 'bare tuned Express, fixed answer'),
]

/** This service with the store and the lock in its name. */
function ours(name: string, label: string): ServerSpec {
  const [store = '', lock] = name.split('+')
  const settings = { STORE: store, ...ONE_CLIENT }
  return {
    ...{ name, label, kind: 'ours', main: OUR_MAIN, settings },
    ...{ redis: lock === 'redis', postgres: store === 'postgres' },
  }
}

/** Another server in the configuration of `ours`, with its own settings. */
function again(
  configuration: string,
  name: string,
  what: string,
  more: Pick<ServerSpec, 'seatCount'>,
  settings: ServerSpec['settings'] = {},
): ServerSpec {
  const spec = ours(configuration, `Holdfast, ${what}`)
  return { ...spec, ...more, name, settings: { ...spec.settings, ...settings } }
}

function peer(
  name: string,
  label: string,
  { redis = false, postgres = false }: { readonly redis?: boolean; readonly postgres?: boolean },
): ServerSpec {
  return { name, label, kind: 'peer', main: mainOf(name), settings: {}, redis, postgres }
}

function limit(name: string, label: string): ServerSpec {
  const none = { settings: {}, redis: false, postgres: false }
  return { name, label, kind: 'limit', main: mainOf(name), ...none }
}

function mainOf(name: string): string {
  return join(PEERS, `${name}.ts`)
}
