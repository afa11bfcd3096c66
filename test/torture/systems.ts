import type { Break } from './breaks/breaks.ts'
import type { Fault } from './faults/fault.ts'
import { CLOCK_FAULTS, INSTANCE_FAULTS } from './faults/instance-faults.ts'
import { postgresFaults } from './faults/postgres-faults.ts'
import { REDIS_FAULTS } from './faults/redis-faults.ts'
import { sqliteFaults } from './faults/sqlite-faults.ts'
import { PostgresSystem } from './postgres-system.ts'
import { SqliteSystem } from './sqlite-system.ts'
import type { System } from './system.ts'
import { torture, type TortureOptions, type TortureResult } from './torture.ts'

export type StoreName = System['name']

export const STORES: readonly StoreName[] = ['postgres', 'sqlite']

interface RunOptions extends Omit<TortureOptions<System>, 'faults' | 'buyers'> {
  /** Chooses among the faults; all of them by default. */
  readonly isWanted?: (fault: Pick<Fault, 'name'>) => boolean
  readonly planted?: Break
  /** The number of clients. */
  readonly buyers?: number
  /** The number of instances on Postgres. */
  readonly instances?: number
}

export interface RunResult extends TortureResult {
  /** The faults that this machine cannot have, with the reason. */
  readonly obstacles: readonly string[]
}

export class NoSuchFaultError extends Error {}

/** The number of clients, by default. */
const BUYERS = { postgres: 24, sqlite: 16 }

/** Starts a system with this store, and tortures it. */
export async function tortureStore(store: StoreName, options: RunOptions): Promise<RunResult> {
  if (store === 'sqlite') {
    const system = await SqliteSystem.start()
    return run(system, [...INSTANCE_FAULTS, ...sqliteFaults(system)], options)
  }
  const system = await PostgresSystem.start(options)
  const ofStore = [...REDIS_FAULTS, ...postgresFaults(system)]
  return run(system, [...INSTANCE_FAULTS, ...CLOCK_FAULTS, ...ofStore], options)
}

async function run<S extends System>(
  system: S,
  faults: readonly Fault<S>[],
  { isWanted = () => true, ...options }: RunOptions,
): Promise<RunResult> {
  const wanted = faults.filter(isWanted)
  try {
    if (wanted.length === 0) throw new NoSuchFaultError(`There is no such fault on ${system.name}`)
    const buyers = options.buyers ?? BUYERS[system.name]
    const result = await torture(system, { ...options, faults: wanted, buyers })
    const obstacles = wanted.flatMap(({ name, obstacle }) =>
      obstacle ? `${name}: ${obstacle}` : [],
    )
    return { ...result, obstacles }
  } finally {
    await system.stop()
  }
}
