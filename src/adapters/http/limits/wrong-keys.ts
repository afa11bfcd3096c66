import { LRUCache } from 'lru-cache'

import { HttpProblem } from '../answers/http-problem.ts'

/** The window of a client begins with its first wrong key. */
const WINDOW_MS = 60_000

/** Bounds the memory. Beyond it, the count of the client whose last wrong key is the oldest is dropped. */
const CLIENTS_MAX = 10_000

const KEY_WRONG = new HttpProblem('key-wrong', 'The access key is not valid.')
const TOO_MANY = new HttpProblem(
  'too-many-wrong-keys',
  'This client has sent too many wrong access keys. Try again later.',
)

export interface WrongKeysOptions {
  /** Maximum number of wrong keys per client and minute; 0 for no limit. */
  readonly perMinute: number
  readonly clientsMax?: number
  /** A monotonic clock, in milliseconds. */
  readonly monotonicMs?: () => number
}

/** Counts the wrong access keys of each client of this process. */
export class WrongKeys {
  readonly #perMinute: number
  readonly #counts: LRUCache<string, number>

  constructor({ perMinute, clientsMax = CLIENTS_MAX, monotonicMs }: WrongKeysOptions) {
    this.#perMinute = perMinute
    this.#counts = new LRUCache({
      max: clientsMax,
      ttl: WINDOW_MS,
      // Further wrong keys do not extend the window.
      noUpdateTTL: true,
      ...(monotonicMs && { perf: { now: monotonicMs }, ttlResolution: 0 }),
    })
  }

  /** @throws {HttpProblem} `too-many-wrong-keys` if the client has reached its limit */
  refuseBeyondLimit(client: string): void {
    const count = this.#counts.get(client) ?? 0
    if (this.#perMinute > 0 && count >= this.#perMinute) throw TOO_MANY
  }

  /** @throws {HttpProblem} `key-wrong`, or `too-many-wrong-keys` if the client has reached its limit */
  refuse(client: string): never {
    this.refuseBeyondLimit(client)
    this.#counts.set(client, (this.#counts.get(client) ?? 0) + 1)
    throw KEY_WRONG
  }
}
