import type { Instance } from './instance.ts'

/** What is tortured: the instances and their store. */
export interface System {
  readonly name: 'postgres' | 'sqlite'
  readonly instances: readonly Instance[]
  /** Resolves when every instance can sell seats. */
  heal(): Promise<void>
  /** Stops all instances and the store abruptly, and starts both again. */
  restart(): Promise<void>
  /** Contradictions between the tables of the store. The instances may be stopped for that. */
  misfits(): Promise<readonly unknown[]>
  /** Locks that never expire. */
  endlessLocks(): Promise<string[]>
  stop(): Promise<void>
}
