import { join, resolve } from 'node:path'

/** A server that is measured. */
export interface ServerSpec {
  readonly name: string
  /** What it is called in tables. */
  readonly label: string
  /** This service in one of its configurations; the same route by others; or what cannot be beaten. */
  readonly kind: 'ours' | 'peer' | 'limit'
  readonly main: string
  readonly settings: Readonly<Record<string, string>>
  readonly redis: boolean
  readonly postgres: boolean
  /** How many seats the default event has; as many as will be asked for when left out. */
  readonly seatCount?: number
  /** How many processes there are of it, with one Redis and one Postgres; one when left out. */
  readonly instances?: number
}

/** The one that all ratios are to. */
export const SEED = 'seed'

/** This service again, each for one workload: postgres+redis with so many seats in an event, or with so many events. */
export const SMALL_EVENT = 'small-event'
export const LARGE_EVENT = 'large-event'
export const MANY_EVENTS = 'many-events'

const OUR_MAIN = resolve('src/main.ts')
const PEERS = join(import.meta.dirname, 'peers')

/** All requests of a run come from one address, so what is measured is the limit of all clients, not that of one. */
const ONE_CLIENT = { REQUESTS_IN_FLIGHT_MAX: '1000', REQUESTS_IN_FLIGHT_PER_CLIENT_MAX: '1000' }

/** All of them, in the order in which they take turns. */
export const SERVERS: readonly ServerSpec[] = [
  ours('memory', 'Holdfast, memory'),
  ours('memory+redis', 'Holdfast, memory, Redis lock'),
  ours('embedded', 'Holdfast, embedded, durable'),
  ours('embedded+redis', 'Holdfast, embedded, durable, Redis lock'),
  ours('postgres+redis', 'Holdfast, Postgres, durable, Redis lock'),
  sized(SMALL_EVENT, { label: 'Holdfast, event of 1,000 seats', seatCount: 1_000 }),
  sized(LARGE_EVENT, { label: 'Holdfast, event of 1,000,000 seats', seatCount: 1_000_000 }),
  sized(MANY_EVENTS, { label: 'Holdfast, many events', seatCount: 1 }),
  peer(SEED, 'the seed: memory, node-redis SET NX lock', { redis: true }),
  peer('ioredis', 'memory, ioredis lock released by Lua', { redis: true }),
  peer('redlock', 'memory, redlock', { redis: true }),
  peer('redis-semaphore', 'memory, redis-semaphore', { redis: true }),
  peer('postgres-for-update', 'Postgres SELECT FOR UPDATE, durable', { postgres: true }),
  peer('postgres-conditional-update', 'Postgres conditional UPDATE, durable', { postgres: true }),
  limit('bare-http', 'bare node:http, the same to everybody'),
  limit('bare-express', 'bare tuned Express, the same to everybody'),
]

/** This service, with the store and perhaps the lock that its name says. */
function ours(name: string, label: string): ServerSpec {
  const [store = '', lock] = name.split('+')
  const settings = { STORE: store, ...ONE_CLIENT }
  return {
    ...{ name, label, kind: 'ours', main: OUR_MAIN, settings },
    ...{ redis: lock === 'redis', postgres: store === 'postgres' },
  }
}

function sized(
  name: string,
  { label, seatCount }: { readonly label: string; readonly seatCount: number },
): ServerSpec {
  return { ...ours('postgres+redis', label), name, seatCount }
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
