import type { Instance } from './instance.ts'

export interface Locks {
  readonly count: number
  /** Those of them that never expire. */
  readonly endless: readonly string[]
}

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
  /** Those that exist at this moment. Without this function, there is no lock server. */
  readonly locks?: () => Promise<Locks>
  stop(): Promise<void>
}
