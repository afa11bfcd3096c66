import { setTimeout as pause } from 'node:timers/promises'

import type { PretixPlan } from '../../tools/pretix-plan.ts'
import { until } from '../../tools/until.ts'

export const ADMIN_KEY = 'the-key-of-the-administrator'

export interface Ask {
  readonly body?: unknown
  /** A hold's token, or a key. */
  readonly bearer?: string | undefined
  /** Makes it safe to ask again when there is no answer. */
  readonly key?: string | undefined
  /** Asks again also while others are at the seats: they are the asker's own, so that will be over in a moment. */
  readonly insists?: boolean
}

export interface ShopAnswer {
  readonly status: number
  /** Of an error. */
  readonly code?: string | undefined
  readonly body: unknown
}

export interface HeldByShop {
  readonly holdId: string
  readonly token: string
  readonly seatIds: readonly string[]
  readonly expiresAt: string
}

/** What says that the answer to this very request may be another one in a moment. */
const MAY_CHANGE = new Set(['store-unavailable', 'overloaded', 'idempotency-key-in-flight'])

/** Who sells over the HTTP interface, as its pages tell shops to: what got no answer is asked again, under its key. */
export class Shop {
  /** Every answer so far, by its status and, of an error, its code; "no answer" and why where there was none. */
  readonly answers = new Map<string, number>()
  readonly #urls: readonly string[]
  #turn = 0

  /** @param urls the instances, of which each request takes the next */
  constructor(urls: readonly string[]) {
    this.#urls = urls
  }

  /** How many answers there were that begin like this, such as "409" or "5". */
  count(beginning: string): number {
    return [...this.answers]
      .filter(([kind]) => kind.startsWith(beginning))
      .reduce((sum, [, count]) => sum + count, 0)
  }

  /** Asks until there is an answer that is to last. */
  ask(method: string, path: string, ask: Ask = {}): Promise<ShopAnswer> {
    return until(async () => {
      const answer = await this.#askOnce(method, path, ask)
      const { code = '' } = answer ?? {}
      const mayChange = MAY_CHANGE.has(code) || (ask.insists && code === 'seats-locked')
      if (!mayChange) return answer
      await pause(answer?.retryAfterMs)
      return undefined
    })
  }

  async openEvent(eventId: string, plan: PretixPlan): Promise<void> {
    const { status } = await this.ask('POST', '/api/events', {
      body: { eventId, plan },
      bearer: ADMIN_KEY,
      key: eventId,
    })
    if (status !== 201) throw new Error(`The event was not made: ${status}`)
  }

  hold(eventId: string, body: unknown, ask: Ask = {}): Promise<ShopAnswer> {
    return this.ask('POST', `/api/events/${eventId}/holds`, { ...ask, body })
  }

  async #askOnce(
    method: string,
    path: string,
    { body, bearer, key }: Ask,
  ): Promise<(ShopAnswer & { readonly retryAfterMs: number }) | undefined> {
    const headers = {
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
      ...(bearer !== undefined && { Authorization: `Bearer ${bearer}` }),
      ...(key !== undefined && { 'Idempotency-Key': key }),
    }
    const url = this.#urls[this.#turn++ % this.#urls.length] ?? ''
    try {
      const response = await fetch(`${url}${path}`, { method, headers, body: JSON.stringify(body) })
      const { status } = response
      const text = await response.text()
      const answer = text === '' ? undefined : (JSON.parse(text) as { code?: string })
      this.#note(`${status} ${answer?.code ?? ''}`)
      const retryAfterMs = Number(response.headers.get('Retry-After')) * 1_000
      return { status, code: answer?.code, body: answer, retryAfterMs }
    } catch (error) {
      const { cause } = error as { cause?: { code?: string } }
      this.#note(`no answer ${cause?.code}`)
      return undefined
    }
  }

  #note(kind: string): void {
    this.answers.set(kind, (this.answers.get(kind) ?? 0) + 1)
  }
}
