import type { HeldSeats } from '../../src/application/changes/hold-request.ts'
import type { UseCases } from '../../src/application/use-cases.ts'
import * as seat from '../model/seat-operations.ts'
import { LIMITS } from '../model/small-hall.ts'
import {
  auditRequests,
  auditStore,
  countExpired,
  deadlinesOf,
  storedStates,
  SWEEP_ID,
} from './audit.ts'
import { blockAndUnblock, Buyer } from './buyers.ts'
import { Client } from './client.ts'
import type { Answer, Command } from './commands.ts'
import * as commands from './commands.ts'
import { Environment } from './environment.ts'
import type { Fault } from './faults.ts'
import { EVENT_ID, PLACES, SEATS } from './hall.ts'
import { type Effect, History } from './history.ts'
import { Instance, type Unknown } from './instance.ts'
import { Port } from './port.ts'
import type { Scheduler } from './scheduler.ts'
import { World, type WorldOptions } from './world.ts'

/** The counts of one schedule, or of several. */
export interface Counts {
  /** Turns of all actors. */
  steps: number
  portCalls: number
  /** Requests of clients, each with all its tries. */
  requests: number
  granted: number
  refused: number
  unknown: number
  /** Answers that name another request as the reason: a lock, or a seat that is taken. */
  contended: number
}

export interface SimulationResult {
  readonly seed: number
  /** Identifies everything that happened and its order. */
  readonly hash: number
  readonly violations: readonly string[]
  readonly counts: Counts
  readonly faults: ReadonlyMap<Fault, number>
  readonly trace: readonly string[]
}

const BACKGROUND = { name: 'store', isPaused: false }

/** Several instances and clients, of which a seed determines every step. */
export class Simulation {
  readonly world: World
  readonly history = new History()
  readonly #environment: Environment
  readonly #counts = { granted: 0, refused: 0, unknown: 0, contended: 0 }
  readonly #seed: number
  #unfinished = 0

  constructor(options: WorldOptions) {
    this.#seed = options.seed
    this.world = new World(options)
    const background = new Port(this.world, BACKGROUND)
    this.#environment = new Environment(
      this.world,
      (name) => new Instance(name, this.world, background, this.#onError),
    )
  }

  get scheduler(): Scheduler {
    return this.world.scheduler
  }

  anyInstance(): Instance {
    return this.world.random.pick(this.#environment.instances)
  }

  send<Result>(
    instance: Instance,
    label: string,
    call: (does: UseCases) => Promise<Result>,
  ): Promise<Result | Unknown> {
    const { waiting } = this.#environment
    let stop: (() => void) | undefined
    const sent = instance.send(label, call, (stopWaiting) => {
      stop = stopWaiting
      waiting.add(stopWaiting)
    })
    return sent.finally(() => {
      if (stop) waiting.delete(stop)
    })
  }

  count(answer: Answer<unknown> | Unknown): void {
    if (answer.outcome === 'done') this.#counts.granted++
    else if (answer.outcome === 'unknown') this.#counts.unknown++
    else {
      this.#counts.refused++
      const { reason } = answer.refusal
      if (['locked', 'in-flight', 'overtaken', 'not-available'].includes(reason)) {
        this.#counts.contended++
      }
    }
  }

  async run(): Promise<SimulationResult> {
    const { history, world } = this
    this.#start()
    await this.scheduler.run(() => {
      this.#environment.beforeTurn()
    })
    this.#environment.heal()
    await this.#addStoredStates()
    world.faults.count('hold expired', countExpired(world.store.log, this.scheduler.nowMs))
    history.violations.push(...(await auditStore(world.store.primary, this.scheduler.nowMs)))
    await this.#expireEverything()
    if (this.#unfinished > 0) history.violations.push('a request or task never ended')
    history.losses = world.store.losses
    history.violations.push(...auditRequests(history, world.store.log))
    const deadlinesMs = deadlinesOf(world.store.log, this.#environment.behindMs)
    history.addObservations()
    history.addTimes(deadlinesMs, this.scheduler.times)
    history.violations.push(...history.contradictions())
    return this.#result()
  }

  readonly #onError = (error: unknown): void => {
    this.history.violations.push(`unexpected error: ${String(error)}`)
  }

  #start(): void {
    const { random } = this.world
    for (let count = 2 + random.below(3); count > 0; count--) {
      this.#begin(new Buyer(`buyer ${count}`, this).run())
    }
    if (random.chance(0.3)) this.#begin(blockAndUnblock('seller', this))
    for (let count = random.below(3); count > 0; count--) this.#begin(this.#sweep(`sweep ${count}`))
    for (let count = random.below(3); count > 0; count--) this.#begin(this.#look(`reader ${count}`))
  }

  #begin(task: Promise<unknown>): void {
    this.#unfinished++
    void task.catch(this.#onError).finally(() => this.#unfinished--)
  }

  async #sweep(name: string): Promise<void> {
    await this.scheduler.turn({ name, isPaused: false }, 'sweep')
    await this.#sweepAt(this.anyInstance())
  }

  async #sweepAt(instance: Instance): Promise<void> {
    await this.send(instance, 'sweep', (does) => does.expireHolds.execute({ requestId: SWEEP_ID }))
  }

  /** Reads the cached availability. */
  async #look(name: string): Promise<void> {
    await this.scheduler.turn({ name, isPaused: false }, 'look')
    const start = this.scheduler.moment
    const instance = this.anyInstance()
    const view = await this.send(instance, name, (does) => does.availability.view(EVENT_ID))
    if (!view || 'outcome' in view || instance.hasReadStaleSince(start)) return
    const taken = new Map(view.unavailable.flat().map(({ id, status }) => [id, status]))
    const effects = SEATS.map((seatId): Effect => {
      const status = taken.get(seatId)
      const seen = status
        ? seat.seenAs(status, instance.behindMs)
        : seat.seenAvailableAt(this.scheduler.nowMs)
      return [seatId, seen]
    })
    this.history.observe(name, effects, start, this.scheduler.moment)
  }

  async #addStoredStates(): Promise<void> {
    const moment = ++this.scheduler.moment
    this.history.add('stored', await storedStates(this.world.store.primary), moment, moment)
  }

  /** Lets all deadlines pass. Then nothing is locked, and every seat and place that is not sold can be held. */
  async #expireEverything(): Promise<void> {
    const { world, history, scheduler } = this
    scheduler.passTime(LIMITS.lockTtlMs)
    const { lockedKeys } = world.locks
    history.violations.push(...lockedKeys.map((key) => `${key} is locked after its time to live`))
    scheduler.passTime(LIMITS.totalTtlMaxMs + 1_000_000)
    for (const instance of this.#environment.instances) this.#begin(this.#sweepAt(instance))
    await scheduler.run(() => undefined)
    const [seatIds, placeIds] = [await this.#unsold(SEATS), await this.#unsold(PLACES)]
    if (seatIds.length > 0) this.#begin(this.#mustHold(commands.hold(seatIds)))
    if (placeIds.length > 0) this.#begin(this.#mustHold(commands.holdPlaces(placeIds.length)))
    await scheduler.run(() => undefined)
  }

  async #unsold(seatIds: readonly string[]): Promise<string[]> {
    const stored = await this.world.store.primary.find(EVENT_ID, seatIds)
    return stored
      .filter(({ status }) => status !== 'booked' && status !== 'blocked')
      .map(({ id }) => id)
  }

  async #mustHold(hold: Command<HeldSeats>): Promise<void> {
    const held = await new Client('last buyer', this).send(hold)
    if (!held) this.history.violations.push(`after all deadlines, nobody can ${hold.name}`)
  }

  #result(): SimulationResult {
    const { world, history, scheduler } = this
    return {
      seed: this.#seed,
      hash: world.trace.hash,
      violations: [...history.violations, ...world.locks.violations],
      counts: {
        ...this.#counts,
        steps: scheduler.turnCount,
        portCalls: world.portCallCount,
        requests: history.asked.length,
      },
      faults: world.faults.counts,
      trace: world.trace.lines ?? [],
    }
  }
}

export function simulate(options: WorldOptions): Promise<SimulationResult> {
  return new Simulation(options).run()
}
