import { setTimeout as pause } from 'node:timers/promises'

import type { PretixPlan } from '../../tools/pretix-plan.ts'
import { until } from '../../tools/until.ts'

export const ADMIN_KEY = 'the-key-of-the-administrator'

export interface Ask {
  readonly body?: unknown
  /** A hold's token, or a key. */
  readonly bearer?: string | undefined
  /** The Idempotency-Key, so that a request without an answer can be repeated. */
  readonly key?: string | undefined
  /** Also retries while the seats are locked: for the caller's own seats, whose lock is released in a moment. */
  readonly insists?: boolean
}

export interface ClientAnswer {
  readonly status: number
  /** Of an error. */
  readonly code?: string | undefined
  readonly body: unknown
}

export interface Held {
  readonly holdId: string
  readonly token: string
  readonly seatIds: readonly string[]
  readonly expiresAt: string
}

/** Codes after which the same request may succeed. */
const RETRYABLE = new Set(['store-unavailable', 'overloaded', 'idempotency-key-in-flight'])

/** A client of the HTTP API that retries as docs/http.md recommends: with the same key after a missing answer. */
export class RetryingClient {
  /** How often each answer came: status and error code, or "no answer" with the cause. */
  readonly answers = new Map<string, number>()
  readonly #urls: readonly string[]
  #turn = 0

  /** @param urls the instances; requests rotate through them */
  constructor(urls: readonly string[]) {
    this.#urls = urls
  }

  /** Counts the answers that begin with this text, such as "409" or "5". */
  count(beginning: string): number {
    return [...this.answers]
      .filter(([kind]) => kind.startsWith(beginning))
      .reduce((sum, [, count]) => sum + count, 0)
  }

  /** Sends the request until its answer is final. */
  ask(method: string, path: string, ask: Ask = {}): Promise<ClientAnswer> {
    return until(async () => {
      const answer = await this.#askOnce(method, path, ask)
      const { code = '' } = answer ?? {}
      const isRetryable = RETRYABLE.has(code) || (ask.insists && code === 'seats-locked')
      if (!isRetryable) return answer
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
    if (status !== 201) throw new Error(`The event was not created: ${status}`)
  }

  hold(eventId: string, body: unknown, ask: Ask = {}): Promise<ClientAnswer> {
    return this.ask('POST', `/api/events/${eventId}/holds`, { ...ask, body })
  }

  async #askOnce(
    method: string,
    path: string,
    { body, bearer, key }: Ask,
  ): Promise<(ClientAnswer & { readonly retryAfterMs: number }) | undefined> {
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
