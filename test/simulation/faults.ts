import type { Random } from './random.ts'

/** Faults that may happen at any step. */
const ENVIRONMENT_FAULTS = ['crash', 'pause', 'locks lost', 'failover', 'client time-out'] as const

/** Faults that may happen in a call of a port or a request. */
const CALL_FAULTS = [
  'lock unavailable',
  'lock reply lost',
  'lock release lost',
  'read failed',
  'stale read',
  'save lost',
  'save reply lost',
  'save applied late',
  'request sent twice',
] as const

/** Properties of a whole schedule. */
const SETTINGS = ['clock behind', 'clock ahead', 'slow replies', 'time jumps'] as const

/** What follows from the passage of time, not from a decision to inject it. */
const CONSEQUENCES = [
  'lock expired during a request',
  'lock granted too late',
  'hold expired',
] as const

const INJECTED = [...ENVIRONMENT_FAULTS, ...CALL_FAULTS, ...SETTINGS] as const
export const FAULTS = [...INJECTED, ...CONSEQUENCES] as const

export type Fault = (typeof FAULTS)[number]
type InjectedFault = (typeof INJECTED)[number]

const ENVIRONMENT_CHANCE = 0.015
const CALL_CHANCES = [0.03, 0.1, 0.3]

/**
 * Decides when faults happen. Each schedule has only some kinds of faults, since faults of one kind can prevent those of
 * another one ("swarm testing"), and some schedules have none.
 */
export class Faults {
  readonly counts = new Map<Fault, number>()
  readonly #random: Random
  readonly #chances = new Map<Fault, number>()
  #areOver = false

  constructor(random: Random) {
    this.#random = random
    if (random.chance(0.1)) return
    const share = random.pick([0.1, 0.3, 0.6])
    for (const fault of INJECTED) {
      if (random.chance(share)) this.#chances.set(fault, this.#chanceOf(fault))
    }
  }

  /** Whether the schedule has this fault at all. */
  has(fault: InjectedFault): boolean {
    return !this.#areOver && this.#chances.has(fault)
  }

  /** Decides whether the fault happens now, and counts it. */
  occurs(fault: InjectedFault): boolean {
    const chance = this.#areOver ? undefined : this.#chances.get(fault)
    if (chance === undefined || !this.#random.chance(chance)) return false
    this.count(fault)
    return true
  }

  count(fault: Fault, times = 1): void {
    this.counts.set(fault, (this.counts.get(fault) ?? 0) + times)
  }

  /** Ends all faults. */
  heal(): void {
    this.#areOver = true
  }

  #chanceOf(fault: InjectedFault): number {
    const isOfEnvironment = ENVIRONMENT_FAULTS.some((other) => other === fault)
    return isOfEnvironment ? ENVIRONMENT_CHANCE : this.#random.pick(CALL_CHANCES)
  }
}
