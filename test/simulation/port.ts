import type { Faults } from './faults.ts'
import type { Actor } from './scheduler.ts'
import type { World } from './world.ts'

/** What the ports of one actor share: its turns, the faults and the time. */
export class Port {
  readonly faults: Faults
  readonly #world: World
  readonly #actor: Actor
  readonly #hasSlowReplies: boolean

  constructor(world: World, actor: Actor) {
    this.faults = world.faults
    this.#world = world
    this.#actor = actor
    this.#hasSlowReplies = world.faults.has('slow replies')
  }

  get nowMs(): number {
    return this.#world.scheduler.nowMs
  }

  get moment(): number {
    return this.#world.scheduler.moment
  }

  /** A call takes effect at its turn. */
  turn(label: string): Promise<void> {
    this.#world.portCallCount++
    return this.#world.scheduler.turn(this.#actor, label)
  }

  /** If replies are slow, others may have turns, and time may pass, between the effect of a call and its reply. */
  async replyTurn(label: string): Promise<void> {
    if (this.#hasSlowReplies && this.faults.occurs('slow replies')) {
      await this.#world.scheduler.turn(this.#actor, label)
    }
  }

  /** Waits for this time. Times are whole milliseconds, as those of the clocks: a Date leaves out the fraction. */
  readonly pause = (ms: number): Promise<void> =>
    this.#world.scheduler.turn(this.#actor, 'pause', this.nowMs + Math.ceil(ms))
}
