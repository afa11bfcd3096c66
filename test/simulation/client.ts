import * as seat from '../model/seat-operations.ts'
import type { Answer, Command } from './commands.ts'
import type { Asked, Effect, Try } from './history.ts'
import type { Instance, Unknown } from './instance.ts'
import type { Actor } from './scheduler.ts'
import type { Simulation } from './simulation.ts'

const TRIES_MAX = 4

/** The client can send the same request again. */
const TRANSIENT: ReadonlySet<string> = new Set(['locked', 'in-flight', 'overtaken'])

/** The refusals of a repetition whose result is no longer valid. */
const GONE: ReadonlySet<string> = new Set(['result-gone', 'hold-gone'])

interface Reply<Result> {
  readonly sent: Try
  readonly instance: Instance
  readonly answer: Answer<Result> | Unknown
}

/** Sends requests to any instance, again with the same idempotency key if it does not get an answer. */
export class Client implements Actor {
  readonly name: string
  readonly isPaused = false
  readonly #simulation: Simulation

  constructor(name: string, simulation: Simulation) {
    this.name = name
    this.#simulation = simulation
  }

  /** @returns the result, if the request was granted */
  async send<Result>(command: Command<Result>): Promise<Result | undefined> {
    const { world, history } = this.#simulation
    await world.scheduler.turn(this, command.name)
    const key = world.random.chance(0.8) ? `key ${world.newNumber()}` : undefined
    const asked: Asked = {
      name: command.name,
      start: world.scheduler.moment,
      tries: [],
      outcome: 'unknown',
    }
    history.asked.push(asked)
    for (let count = 0; count < TRIES_MAX; count++) {
      const reply = await this.#try(asked, command, key)
      const { answer } = reply
      if (answer.outcome === 'done') return this.#granted(asked, command, key, answer.result)
      asked.outcome = isGone(answer) ? 'unknown' : answer.outcome
      if (answer.outcome === 'refused') this.#refused(command, reply)
      if (!this.#triesAgain(answer, key)) return undefined
    }
    return undefined
  }

  #triesAgain(answer: Answer<unknown> | Unknown, key: string | undefined): boolean {
    if (key === undefined || answer.outcome === 'done') return false
    const { random } = this.#simulation.world
    return (
      answer.outcome === 'unknown' || (TRANSIENT.has(answer.refusal.reason) && random.chance(0.5))
    )
  }

  /** @returns the reply of a try, or the best one of two that are sent at once */
  async #try<Result>(
    asked: Asked,
    command: Command<Result>,
    key: string | undefined,
  ): Promise<Reply<Result>> {
    const { world } = this.#simulation
    const isTwice = key !== undefined && world.faults.occurs('request sent twice')
    const second = isTwice ? this.#sendOnce(asked, command, key) : undefined
    const first = await this.#sendOnce(asked, command, key)
    const other = await second
    if (!other) return first
    this.#compareIds(asked, command, first.answer, other.answer)
    // One of them may have found nothing to do before the other one was executed.
    const executed = [first, other].find(({ sent }) => world.store.hasSaved(sent.requestId))
    const best = (outcome: string) =>
      [executed, first, other].find((reply) => reply?.answer.outcome === outcome)
    // An unknown outcome stays unknown, even if the other try was refused.
    return best('done') ?? best('unknown') ?? first
  }

  async #sendOnce<Result>(
    asked: Asked,
    command: Command<Result>,
    idempotencyKey: string | undefined,
  ): Promise<Reply<Result>> {
    const { world } = this.#simulation
    const number = world.newNumber()
    const [requestId, holdId, bookingId] = [`r-${number}`, `h-${number}`, `b-${number}`]
    const { moment: start } = world.scheduler
    const unanswered = { end: Infinity, isUnknown: true, hasReadStale: false }
    const sent: Try = { requestId, holdId, bookingId, start, ...unanswered }
    asked.tries.push(sent)
    const instance = this.#simulation.anyInstance()
    const ids = { requestId, idempotencyKey, holdId, bookingId }
    const answer = await this.#simulation.send(instance, `${this.name}: ${command.name}`, (does) =>
      command.call(does, ids),
    )
    world.note(this.name, textOf(answer), requestId)
    sent.isUnknown = answer.outcome === 'unknown'
    sent.hasReadStale = instance.hasReadStaleSince(start)
    sent.end = world.scheduler.moment
    this.#simulation.count(answer)
    return { sent, instance, answer }
  }

  async #granted<Result>(
    asked: Asked,
    command: Command<Result>,
    key: string | undefined,
    result: Result,
  ): Promise<Result> {
    const { world, history, scheduler } = this.#simulation
    asked.outcome = 'done'
    asked.grantedAt = scheduler.moment
    const id = command.idOf?.(result)
    const isOwn = isCreatedBy(asked)
    asked.resultId = id !== undefined && isOwn(id) ? id : undefined
    history.add(command.name, command.effects(result, isOwn), asked.start, scheduler.moment)
    if (key !== undefined && world.random.chance(0.1))
      await this.#repeat(asked, command, key, result)
    return result
  }

  /** Repeats a request that was granted, as a client does that has lost the answer. */
  async #repeat<Result>(
    asked: Asked,
    command: Command<Result>,
    key: string,
    earlier: Result,
  ): Promise<void> {
    const { history, scheduler } = this.#simulation
    const { sent, answer } = await this.#sendOnce(asked, command, key)
    if (answer.outcome === 'done') {
      this.#compareIds(asked, command, { outcome: 'done', result: earlier }, answer)
      const effects = command.repeated?.(answer.result) ?? []
      history.add(`${command.name}, repeated`, effects, sent.start, scheduler.moment)
    } else if (answer.outcome === 'refused' && asked.resultId !== undefined && !sent.hasReadStale) {
      const { reason } = answer.refusal
      if (GONE.has(reason)) history.gone.push({ asked, sent })
      if (TRANSIENT.has(reason) || GONE.has(reason)) return
      history.violations.push(`${command.name}: granted, then refused as ${reason} when repeated`)
    }
  }

  #refused<Result>(command: Command<Result>, { sent, instance, answer }: Reply<Result>): void {
    if (answer.outcome !== 'refused' || sent.hasReadStale) return
    const { history } = this.#simulation
    const { refusal } = answer
    const { behindMs } = instance
    const conflicts = 'conflicts' in refusal ? refusal.conflicts : []
    const taken = refusal.reason === 'none-available' ? (command.takenIfNone ?? []) : []
    const told: readonly Effect[] = [
      ...conflicts.map(({ seatId, reason }): Effect => [seatId, seat.seenAs(reason, behindMs)]),
      ...taken.map((seatId): Effect => [seatId, seat.seenTaken(behindMs)]),
    ]
    history.observe(`${command.name}, told ${refusal.reason}`, told, sent.start, sent.end)
  }

  /** An answer that changed nothing is not stored, so only the ids of what the request has created are compared. */
  #compareIds<Result>(
    asked: Asked,
    { name, idOf }: Command<Result>,
    first: Answer<Result> | Unknown,
    second: Answer<Result> | Unknown,
  ): void {
    if (!idOf || first.outcome !== 'done' || second.outcome !== 'done') return
    const ids = [idOf(first.result), idOf(second.result)]
    if (ids[0] === ids[1] || !ids.every(isCreatedBy(asked))) return
    this.#simulation.history.violations.push(`${name}: one key got ${ids.join(' and ')}`)
  }
}

/** Whether a try of the request has created the hold or booking with this id. */
export function isCreatedBy({ tries }: Asked): (id: string) => boolean {
  return (id) => tries.some(({ holdId, bookingId }) => id === holdId || id === bookingId)
}

/** Whether the request may have been executed, and has no result any more. */
function isGone(answer: Answer<unknown> | Unknown): boolean {
  return answer.outcome === 'refused' && GONE.has(answer.refusal.reason)
}

function textOf(answer: Answer<unknown> | Unknown): string {
  return answer.outcome === 'refused' ? `refused as ${answer.refusal.reason}` : answer.outcome
}
