import type { AccessKeys } from '../access-keys.ts'
import type { Instance } from '../instance.ts'
import type { Journal } from '../journal.ts'
import type { Random } from '../random.ts'
import type { Sender } from '../sender.ts'
import type { System } from '../system.ts'

/** What a fault can use beside the system. */
export interface Scene {
  /** The number of the instance that is hit, if the fault hits only one. */
  readonly target: number
  readonly journal: Journal
  readonly sender: Sender
  readonly keys: AccessKeys
  readonly random: Random
  /** Observations that no correct service can cause. */
  readonly violations: string[]
}

/** A fault, with its repair. */
export interface Fault<S extends System = System> {
  readonly name: string
  /** Whether it hits only the requests of one instance. */
  readonly isOfOneInstance?: boolean
  /** Why this machine cannot have this fault; undefined if it can. */
  readonly obstacle?: string | undefined
  /**
   * Causes the fault, and repairs it.
   * @returns what it has hit, if it counts that itself: 0 means that it was without effect
   */
  readonly run: (system: S, scene: Scene) => Promise<number | undefined>
}

export function targetOf({ instances }: System, { target }: Scene): Instance {
  const instance = instances[target % instances.length]
  if (!instance) throw new Error('There are no instances')
  return instance
}
