import { setTimeout as pause } from 'node:timers/promises'

import type { AccessKey } from './access-keys.ts'
import { exchange } from './exchange.ts'
import type { AnswerBody, Journal, Purpose, Sent } from './journal.ts'
import type { Random } from './random.ts'

/** How often a client repeats a request whose outcome it does not know. */
const ATTEMPTS_MAX = 4

/** Codes of requests that were surely not carried out, and may be repeated as they are. */
const RETRYABLE = new Set(['idempotency-key-in-flight', 'overloaded'])

/** Stands for the code of an answer that is complete, but not JSON. */
const NO_JSON = 'no-json'

/** Codes that the requests of the run never deserve: they are valid, and what they name was acknowledged. */
const UNEXPECTED = new Set([
  'booking-not-found',
  'event-not-found',
  'hold-not-found',
  'idempotency-key-reused',
  'internal-error',
  'invalid-request',
  'key-insufficient',
  'key-wrong',
  'malformed-http',
  NO_JSON,
  'not-found',
])

/** The beginning of the ids of events that are deleted. */
export const BRIEF = 'brief-'

/** An instance as its clients see it. */
export interface Address {
  readonly name: string
  /** Changes when it is restarted. */
  readonly url: string
}

export interface Message extends Purpose {
  readonly method: string
  readonly path: string
  readonly body?: unknown
  readonly bearer?: string | undefined
  /** The `Idempotency-Key`. Only a request with a key is repeated. */
  readonly key?: string | undefined
  /** The access key that it sends as its bearer, if its answer depends on that key. */
  readonly accessKey?: AccessKey | undefined
  readonly headers?: Readonly<Record<string, string>>
}

interface Done {
  readonly message: Message
  readonly sent: Sent
}

/** How many requests a client remembers. */
const RECENT_MAX = 20

interface Answer {
  readonly outcome: 'done' | 'refused' | 'unknown' | 'not sent'
  /** The `X-Request-Id` of the request that it answers, if there is an answer. */
  readonly requestId?: string | undefined
  readonly status: number
  readonly etag?: string | undefined
  readonly body: AnswerBody
}

/** Sends requests to random instances, repeats them as docs/http.md recommends, and records them. */
export class Sender {
  readonly journal: Journal
  readonly #addresses: readonly Address[]
  readonly #random: Random
  readonly #prefix: string
  readonly #recent: Done[] = []
  #count = 0

  /** @param options.name distinguishes the request ids and keys of this client */
  constructor(
    journal: Journal,
    addresses: readonly Address[],
    options: { readonly name: string; readonly random: Random },
  ) {
    this.journal = journal
    this.#addresses = addresses
    this.#random = options.random
    this.#prefix = options.name
  }

  /** Requests with a key that were carried out, for {@link repeat}. */
  get recent(): readonly Done[] {
    return this.#recent
  }

  /** Repeats a request. */
  async repeat({ message, sent: first }: Done): Promise<void> {
    await this.send({ ...message, kind: 'repeat with the same key', repeats: first })
  }

  /** A client of this instance only. */
  at(instance: Address): Sender {
    const name = `${this.#prefix}-${++this.#count}-at`
    return new Sender(this.journal, [instance], { name, random: this.#random.fork() })
  }

  newKey(): string {
    return `key-${this.#prefix}-${++this.#count}`
  }

  /** Sends the request, and repeats it at another instance if its outcome is unknown and it has a key. */
  async send(message: Message): Promise<Sent & { readonly etag?: string | undefined }> {
    const sent = this.journal.open(message)
    const attemptsMax = message.key !== undefined && this.#random.chance(0.9) ? ATTEMPTS_MAX : 1
    let wasSent = false
    let mayApply = false
    for (let attempt = 1; ; attempt++) {
      const answer = await this.#attempt(message, sent)
      const { outcome, status, body, etag } = answer
      wasSent ||= outcome !== 'not sent'
      mayApply ||= outcome === 'unknown'
      this.#judge(message, answer)
      const isFinal =
        outcome === 'done' || (outcome === 'refused' && !RETRYABLE.has(body.code ?? ''))
      if (!isFinal && attempt < attemptsMax) {
        await pause(50 + this.#random.below(200))
        continue
      }
      sent.status = status
      sent.code = body.code
      sent.body = body
      if (outcome === 'done') sent.outcome = 'done'
      else sent.outcome = mayApply ? 'unknown' : 'refused'
      if (sent.outcome !== 'unknown') sent.endMs = Date.now()
      this.journal.close(sent)
      this.#remember(message, sent)
      // Avoids a busy loop while no instance answers.
      if (!wasSent || mayApply) await pause(20)
      return Object.assign(sent, { etag })
    }
  }

  /** Reports an answer that a correct service does not give. */
  #judge({ kind, path, accessKey }: Message, { status, body: { code = '' } }: Answer): void {
    const isDeleted = code === 'event-not-found' && path.includes(BRIEF)
    const mayBeDeleted = code === 'key-wrong' && accessKey !== undefined
    if (status !== 500 && (!UNEXPECTED.has(code) || isDeleted || mayBeDeleted)) return
    this.journal.violations.push(`${kind}: answered ${status} ${code} for ${path}`)
  }

  #remember(message: Message, sent: Sent): void {
    const hasId = sent.body.bookingId !== undefined || sent.body.holdId !== undefined
    if (sent.outcome !== 'done' || message.key === undefined || !message.effects || !hasId) return
    this.#recent.push({ message, sent })
    if (this.#recent.length > RECENT_MAX) this.#recent.shift()
  }

  async #attempt(message: Message, sent: Sent): Promise<Answer> {
    const address = this.#random.pick(this.#addresses)
    if (address === undefined) throw new Error('There are no instances')
    const requestId = `${this.#prefix}-${++this.#count}`
    sent.attempts.push(requestId)
    sent.instance = address.name
    sent.lastStartMs = Date.now()
    const leave = this.journal.enter(address.name)
    const judgeKey = message.accessKey?.use(address.name)
    try {
      const answer = await answerTo(address.url, message, requestId)
      const { outcome, status, body, requestId: answered = requestId } = answer
      if (outcome === 'refused') sent.refused.add(requestId)
      if (answered !== requestId) {
        this.journal.violations.push(`${message.kind} ${requestId}: got the answer to ${answered}`)
      }
      const wrong = judgeKey?.({ status, code: body.code ?? '' })
      if (wrong !== undefined) this.journal.violations.push(`${message.kind}: ${wrong}`)
      return answer
    } finally {
      leave()
    }
  }
}

async function answerTo(url: string, message: Message, requestId: string): Promise<Answer> {
  const { method, path, body, bearer, key } = message
  const headers = {
    ...message.headers,
    'X-Request-Id': requestId,
    ...(body !== undefined && { 'Content-Type': 'application/json' }),
    ...(bearer !== undefined && { Authorization: `Bearer ${bearer}` }),
    ...(key !== undefined && { 'Idempotency-Key': key }),
  }
  const answer = await exchange(url + path, { method, headers, body: JSON.stringify(body) })
  if (typeof answer === 'string') return { outcome: answer, status: 0, body: {} }
  const { status, headers: answered, text } = answer
  const parsed = parse(text)
  return {
    outcome: outcomeOf(status, parsed.code),
    status,
    etag: answered.etag,
    requestId: answered['x-request-id']?.toString(),
    body: parsed,
  }
}

function outcomeOf(status: number, code: string | undefined): Answer['outcome'] {
  if (status >= 500) return code === 'overloaded' ? 'refused' : 'unknown'
  return status < 400 ? 'done' : 'refused'
}

function parse(text: string): AnswerBody {
  if (text === '') return {}
  try {
    return JSON.parse(text) as AnswerBody
  } catch {
    return { code: NO_JSON }
  }
}
