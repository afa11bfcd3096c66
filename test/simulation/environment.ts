import { LIMITS } from '../model/small-hall.ts'
import { START_MS } from './hall.ts'
import type { Instance } from './instance.ts'
import type { World } from './world.ts'

const INSTANCES_MAX = 3

/** What happens between the steps: time passes, processes stop or end, servers lose their data. */
export class Environment {
  readonly instances: Instance[]
  /** For each request without an answer, a function by which its client stops waiting. */
  readonly waiting = new Set<() => void>()
  /** By how much the clocks of all instances so far are behind. */
  readonly behindMs = new Set<number>([0])
  readonly #world: World
  readonly #create: (name: string) => Instance

  constructor(world: World, create: (name: string) => Instance) {
    this.#world = world
    this.#create = create
    const count = 1 + world.random.below(INSTANCES_MAX)
    this.instances = Array.from({ length: count }, () => this.#start())
  }

  beforeTurn(): void {
    const { faults, locks, store } = this.#world
    this.#passTime()
    this.#continuePaused()
    if (faults.occurs('crash')) this.#crash()
    if (faults.occurs('pause')) this.#pause()
    if (faults.occurs('locks lost')) {
      locks.loseData()
      this.#world.note('lock server', 'loses its data')
    }
    if (faults.occurs('failover')) {
      store.failOver()
      this.#world.note('store', 'fails over')
    }
    if (this.waiting.size > 0 && faults.occurs('client time-out')) {
      this.#world.random.pick([...this.waiting])()
      this.#world.note('a client', 'stops waiting')
    }
  }

  /** Ends all faults. */
  heal(): void {
    this.#world.faults.heal()
    for (const instance of this.instances) {
      instance.isPaused = false
      instance.stop()
    }
  }

  #passTime(): void {
    const { faults, random, scheduler } = this.#world
    if (random.chance(0.3)) scheduler.passTime(random.below(20))
    if (!faults.occurs('time jumps')) return
    scheduler.passTime(random.pick([LIMITS.lockTtlMs, LIMITS.ttlDefaultMs / 2, this.#toDeadline()]))
  }

  /** The time to the latest deadline of a hold, or to just before or after it. */
  #toDeadline(): number {
    const { random, scheduler, store } = this.#world
    const last = store.log.findLast(({ change }) => change.hold)?.change.hold
    if (!last) return 0
    return last.to.expiresAt.getTime() - START_MS - scheduler.nowMs + random.pick([-1, 0, 1])
  }

  #crash(): void {
    const index = this.#world.random.below(this.instances.length)
    const instance = this.instances[index]
    if (!instance) return
    this.#world.note(instance.name, 'crashes')
    instance.crash()
    this.instances[index] = this.#start()
  }

  #pause(): void {
    const instance = this.#world.random.pick(this.instances)
    if (!instance.isPaused) this.#world.note(instance.name, 'is paused')
    instance.isPaused = true
  }

  #continuePaused(): void {
    const { random, scheduler } = this.#world
    for (const instance of this.instances) {
      if (!instance.isPaused || !random.chance(0.1)) continue
      instance.isPaused = false
      if (random.chance(0.5)) scheduler.passTime(LIMITS.lockTtlMs)
      this.#world.note(instance.name, 'continues')
    }
  }

  #start(): Instance {
    const instance = this.#create(`instance ${this.#world.newNumber()}`)
    this.behindMs.add(instance.behindMs)
    return instance
  }
}
