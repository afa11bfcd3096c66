import { Faults } from './faults.ts'
import { emptyHall } from './hall.ts'
import { LockServer } from './lock-server.ts'
import { PLANTED_BREAKS, type PlantedBreak, type PlantedBreakName } from './planted-breaks.ts'
import { Random } from './random.ts'
import { Scheduler } from './scheduler.ts'
import { SimulatedStore } from './simulated-store.ts'
import { Trace } from './trace.ts'

export interface WorldOptions {
  readonly seed: number
  readonly planted: PlantedBreakName
  readonly keepsTrace: boolean
}

/** What all instances and clients of one simulation share. All of it follows from the seed. */
export class World {
  readonly random: Random
  readonly trace: Trace
  readonly faults: Faults
  readonly scheduler: Scheduler
  readonly store: SimulatedStore
  readonly locks: LockServer
  readonly planted: PlantedBreak
  /** Whether the store guesses that seats are untouched. */
  readonly guesses: boolean
  readonly lockWaitMs: number
  portCallCount = 0
  #ids = 0

  constructor({ seed, planted, keepsTrace }: WorldOptions) {
    this.random = new Random(seed)
    this.trace = new Trace({ keepsLines: keepsTrace })
    this.planted = PLANTED_BREAKS[planted]
    this.faults = new Faults(this.random)
    this.guesses = this.random.chance(0.4)
    this.lockWaitMs = this.random.pick([0, 0, 100])
    const persistence = this.random.pick([0, 0.5, 0.8])
    this.scheduler = new Scheduler({ random: this.random, trace: this.trace, persistence })
    this.store = new SimulatedStore({ create: emptyHall, now: () => this.scheduler })
    const { releasesAnyOwner = false, neverExpires = false } = this.planted
    const nowMs = () => this.scheduler.nowMs
    this.locks = new LockServer({ nowMs, releasesAnyOwner, neverExpires })
  }

  /** @returns a number that the simulation has not used yet */
  readonly newNumber = (): number => ++this.#ids

  note(actor: string, what: string, detail?: string | number): void {
    this.trace.add(this.scheduler.nowMs, actor, what, detail)
  }
}
