import { isLinearizable, type Operation } from '../model/linearizability.ts'
import * as seat from '../model/seat-operations.ts'
import { ALL_SEATS } from './hall.ts'

export type Effect = readonly [seatId: string, apply: seat.Apply]

/** One sending of a request. */
export interface Try {
  readonly requestId: string
  readonly holdId: string
  readonly bookingId: string
  readonly start: number
  end: number
  /** Whether the client got no answer that says whether the request was executed. */
  isUnknown: boolean
  /** Whether the instance may have read an outdated state. */
  hasReadStale: boolean
}

interface Period {
  readonly from: number
  readonly to: number
}

/** A request, and all tries of it with the same idempotency key. */
export interface Asked {
  readonly name: string
  readonly start: number
  readonly tries: Try[]
  outcome: 'done' | 'refused' | 'unknown'
  /** When it was granted. */
  grantedAt?: number | undefined
  /** The hold or booking that it has created, if it was granted. */
  resultId?: string | undefined
}

/** What the clients asked and were told, as operations on each seat. */
export class History {
  readonly asked: Asked[] = []
  readonly operations = new Map<string, Operation[]>(ALL_SEATS.map((seatId) => [seatId, []]))
  readonly violations: string[] = []
  /** Repetitions that were told that the result is gone. */
  readonly gone: { readonly asked: Asked; readonly sent: Try }[] = []
  /** When a state could be read that was lost later. */
  losses: readonly Period[] = []
  readonly #observations: (Period & {
    readonly name: string
    readonly effects: readonly Effect[]
  })[] = []
  #count = 0

  add(name: string, effects: readonly Effect[], start: number, end: number): void {
    const number = ++this.#count
    for (const [seatId, apply] of effects) {
      this.operations.get(seatId)?.push({ name: `${number} ${name}`, start, end, apply })
    }
  }

  /** Adds what an answer says about the seats without relying on it. */
  observe(name: string, effects: readonly Effect[], from: number, to: number): void {
    this.#observations.push({ name, effects, from, to })
  }

  /** Whether the answer may be based on an outdated state, or on one that was lost later. */
  isMisled({
    hasReadStale,
    start: from,
    end: to,
  }: Pick<Try, 'hasReadStale' | 'start' | 'end'>): boolean {
    return hasReadStale || this.#overlapsLoss({ from, to })
  }

  addObservations(): void {
    for (const { name, effects, from, to } of this.#observations) {
      if (!this.#overlapsLoss({ from, to })) this.add(name, effects, from, to)
    }
  }

  /** Adds the passing of each deadline to the operations of each seat. */
  addTimes(
    deadlinesMs: ReadonlySet<number>,
    times: readonly { readonly moment: number; readonly nowMs: number }[],
  ): void {
    for (const deadlineMs of deadlinesMs) {
      const passed = times.find(({ nowMs }) => nowMs >= deadlineMs)
      if (!passed) continue
      const { moment } = passed
      const effects = ALL_SEATS.map((id): Effect => [id, seat.timeReached(deadlineMs)])
      this.add('time', effects, moment, moment)
    }
  }

  /** @returns the seats of which the operations could not have happened in sequence */
  contradictions(): string[] {
    return [...this.operations]
      .filter(([, operations]) => !isLinearizable(operations, seat.AVAILABLE))
      .map(([seatId, operations]) => {
        const list = operations.map(({ name, start, end }) => `${name} [${start}, ${end}]`)
        return `the operations on ${seatId} are not linearizable: ${list.join('; ')}`
      })
  }

  #overlapsLoss({ from, to }: Period): boolean {
    return this.losses.some((loss) => loss.from <= to && from <= loss.to)
  }
}
