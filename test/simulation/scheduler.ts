import type { Random } from './random.ts'
import type { Trace } from './trace.ts'

/** Waits for its turns at the scheduler: an instance, a client or the store. */
export interface Actor {
  readonly name: string
  /** Its turns wait, as if the process were stopped. */
  readonly isPaused: boolean
}

interface Turn {
  readonly actor: Actor
  readonly label: string
  /** The turn takes place at this time or later. */
  readonly dueMs: number
  readonly resolve: () => void
}

export interface SchedulerOptions {
  readonly random: Random
  readonly trace: Trace
  /** The probability that the actor of the last turn continues, so that some schedules have long runs of one actor. */
  readonly persistence: number
}

/** Everything that the last turn made possible has happened: the queue of microtasks is empty before the next tick. */
function settled(): Promise<void> {
  return new Promise((resolve) => {
    process.nextTick(resolve)
  })
}

/**
 * Decides the order of all asynchronous steps. Between two turns, nothing runs that is not the consequence of the first
 * one, so a seed determines the whole schedule.
 */
export class Scheduler {
  /** The time of the simulated world since its start. */
  nowMs = 0
  /** Incremented with each step, and whenever the time changes, so that moments can be compared. */
  moment = 0
  /** The number of turns taken. */
  turnCount = 0
  /** When the time changed. */
  readonly times: { readonly moment: number; readonly nowMs: number }[] = [{ moment: 0, nowMs: 0 }]
  readonly #random: Random
  readonly #trace: Trace
  readonly #persistence: number
  #turns: Turn[] = []
  #last: Actor | undefined

  constructor({ random, trace, persistence }: SchedulerOptions) {
    this.#random = random
    this.#trace = trace
    this.#persistence = persistence
  }

  /** Resolves when the scheduler decides. */
  turn(actor: Actor, label: string, dueMs = 0): Promise<void> {
    return new Promise((resolve) => {
      this.#turns.push({ actor, label, dueMs, resolve })
    })
  }

  /** Ends the actor: its turns never come. */
  drop(actor: Actor): void {
    this.#turns = this.#turns.filter((turn) => turn.actor !== actor)
  }

  passTime(ms: number): void {
    if (ms <= 0) return
    this.nowMs += ms
    this.times.push({ moment: ++this.moment, nowMs: this.nowMs })
  }

  /**
   * Takes turns until no actor waits for one.
   * @param beforeTurn may pass time, and pause or drop actors
   */
  async run(beforeTurn: () => void): Promise<void> {
    for (;;) {
      await settled()
      if (this.#turns.length === 0) return
      beforeTurn()
      const turn = this.#take()
      if (!turn) continue
      this.turnCount++
      this.moment++
      this.passTime(turn.dueMs - this.nowMs)
      this.#trace.add(this.nowMs, turn.actor.name, turn.label)
      this.#last = turn.actor
      turn.resolve()
    }
  }

  #take(): Turn | undefined {
    const turns = this.#turns
    const ready = turns.filter(({ actor }) => !actor.isPaused)
    if (ready.length === 0) return undefined
    const continues = this.#random.chance(this.#persistence)
    const own = continues ? ready.findLast(({ actor }) => actor === this.#last) : undefined
    const turn = own ?? this.#random.pick(ready)
    turns.splice(turns.indexOf(turn), 1)
    return turn
  }
}
