import { join, resolve } from 'node:path'

/** A server that is measured. */
export interface ServerSpec {
  readonly name: string
  /** This service in one of its configurations; the same route by others; or what cannot be beaten. */
  readonly kind: 'ours' | 'peer' | 'limit'
  readonly main: string
  readonly settings: Readonly<Record<string, string>>
  readonly redis: boolean
  readonly postgres: boolean
  /** More seats than it can sell in a second, so that they never run out. */
  readonly seatsASecondMax: number
}

/** The one that all ratios are to. */
export const SEED = 'seed'

const OUR_MAIN = resolve('src/main.ts')
const PEERS = join(import.meta.dirname, 'peers')

const FAST = 60_000
const ON_DISK = 40_000
/** An embedded Postgres keeps its seats in the memory of the process, and takes its time to fill. */
const EMBEDDED = 12_000

/** All of them, in the order in which they take turns. */
export const SERVERS: readonly ServerSpec[] = [
  ours('memory', { STORE: 'memory' }, FAST),
  ours('memory+redis', { STORE: 'memory' }, FAST),
  ours('embedded', { STORE: 'embedded' }, EMBEDDED),
  ours('embedded+redis', { STORE: 'embedded' }, EMBEDDED),
  ours('postgres+redis', { STORE: 'postgres' }, ON_DISK),
  peer(SEED, { redis: true }),
  peer('ioredis', { redis: true }),
  peer('redlock', { redis: true }),
  peer('redis-semaphore', { redis: true }),
  peer('postgres-for-update', { postgres: true }),
  peer('postgres-conditional-update', { postgres: true }),
  limit('bare-http'),
  limit('bare-express'),
]

function ours(name: string, settings: ServerSpec['settings'], seatsASecondMax: number): ServerSpec {
  const redis = name.includes('redis')
  const postgres = name.includes('postgres')
  return { name, kind: 'ours', main: OUR_MAIN, settings, redis, postgres, seatsASecondMax }
}

function peer(
  name: string,
  { redis = false, postgres = false }: { readonly redis?: boolean; readonly postgres?: boolean },
): ServerSpec {
  const seatsASecondMax = postgres ? ON_DISK : FAST
  return { name, kind: 'peer', main: mainOf(name), settings: {}, redis, postgres, seatsASecondMax }
}

function limit(name: string): ServerSpec {
  const none = { settings: {}, redis: false, postgres: false, seatsASecondMax: 0 }
  return { name, kind: 'limit', main: mainOf(name), ...none }
}

function mainOf(name: string): string {
  return join(PEERS, `${name}.ts`)
}

/** What it is called beside the others. */
export function labelOf({ kind, name }: ServerSpec): string {
  return kind === 'ours' ? `Holdfast ${name}` : name
}
