import { expect } from '@jest/globals'

import {
  agreeOnAvailability,
  agreeOnBookings,
  agreeOnHistory,
  agreeOnRecords,
  agreeOnSeats,
} from './agreement.ts'
import { HallModel } from './hall-model.ts'
import { repeat } from './repeat-rules.ts'
import type { Asked } from './requests.ts'
import { judge } from './rules.ts'
import type { Answer, Service } from './service.ts'

interface Sent {
  readonly asked: Asked
  readonly key?: string | undefined
}

export interface ComparisonOptions {
  /** Records which kinds of results occurred. */
  readonly kinds: Set<string>
  /** Whether all records and the whole history are read after every step, not only after some. */
  readonly isThorough: boolean
}

/** The model, with all requests and results so far. */
export class Comparison {
  readonly hall: HallModel
  /** Every request that was sent with an idempotency key. */
  readonly sent: Sent[] = []
  readonly #done = new Map<string, { readonly asked: Asked; readonly result: unknown }>()
  readonly #seen = new Map<string, string>()
  readonly #options: ComparisonOptions
  #requests = 0

  constructor(nowMs: number, options: ComparisonOptions) {
    this.hall = new HallModel(nowMs)
    this.#options = options
  }

  /** Sends a request, and compares the result with those that the rules allow. */
  async ask(service: Service, { asked, key }: Sent): Promise<void> {
    const name = `${service.eventId}, ${++this.#requests}`
    const ids = { holdId: `hold ${name}`, bookingId: `booking ${name}`, code: name, key }
    const answer = await service.ask(asked, ids)
    const earlier = key === undefined ? undefined : this.#done.get(key)
    if (key !== undefined) this.sent.push({ asked, key })
    if (earlier && sameAs(earlier.asked, asked)) {
      this.#expectRepetition(asked, earlier.result, answer)
      return
    }

    const verdict = judge(this.hall, asked, ids, chosenIn(answer))
    if (earlier || verdict.outcome === 'refused') {
      const allowed = verdict.outcome === 'refused' ? [...verdict.refusals] : []
      this.#expectRefusal(answer, earlier ? [...allowed, { reason: 'key-reused' }] : allowed)
      return
    }
    this.#options.kinds.add(`${asked.to}: done`)
    expect(answer).toEqual({ outcome: 'done', result: verdict.result })
    verdict.apply?.()
    if (key !== undefined && verdict.apply) {
      this.#done.set(key, { asked, result: verdict.result })
    }
  }

  /** Compares all reads, including those without an earlier state. */
  async check(service: Service): Promise<void> {
    await agreeOnSeats(this.hall, service)
    const view = await service.newAvailability().view(service.eventId)
    agreeOnAvailability(this.hall, view, this.#seen)
    if (this.#options.isThorough) await this.#checkRecords(service)
  }

  /** Compares everything that can be read. */
  async checkAll(service: Service): Promise<void> {
    const view = await service.availability.view(service.eventId)
    agreeOnAvailability(this.hall, view, this.#seen)
    await this.#checkRecords(service)
  }

  async #checkRecords(service: Service): Promise<void> {
    await agreeOnRecords(this.hall, service)
    await agreeOnBookings(this.hall, service)
    await agreeOnHistory(this.hall, service)
  }

  #expectRepetition(asked: Asked, result: unknown, answer: Answer): void {
    const verdict = repeat(this.hall, asked, result)
    if (verdict.outcome === 'refused') {
      this.#expectRefusal(answer, verdict.refusals)
      return
    }
    this.#options.kinds.add('the same again')
    expect(answer).toEqual({ outcome: 'done', result: verdict.result })
  }

  #expectRefusal(answer: Answer, allowed: readonly object[]): void {
    expect(answer).toMatchObject({ outcome: 'refused' })
    if (answer.outcome === 'done') return
    expect(allowed).toContainEqual(answer.refusal)
    this.#options.kinds.add(answer.refusal.reason)
  }
}

function sameAs(one: Asked, other: Asked): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

function chosenIn(answer: Answer): readonly string[] {
  const result = answer.outcome === 'done' ? (answer.result as object | null) : null
  return result && 'seatIds' in result ? (result.seatIds as string[]) : []
}
