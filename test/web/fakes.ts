import {
  HoldfastError,
  type Money,
  type ProblemCode,
  type Schemas,
  type SeatConflict,
} from '../../client/src/index.ts'
import type { BuyingClient, HoldState } from '../../web/seat-map/buying/purchase-state.ts'

const CODE = 'ABCD-2345'

/** An error as the client makes it from an answer of the service. */
export function problem<Code extends ProblemCode>(
  status: number,
  code: Code,
  {
    retryAfter,
    ...members
  }: {
    readonly conflicts?: readonly SeatConflict[]
    readonly seatIds?: readonly string[]
    readonly retryAfter?: string
  } = {},
): HoldfastError<Code> {
  const headers = new Headers(retryAfter === undefined ? {} : { 'Retry-After': retryAfter })
  return new HoldfastError<Code>({ status, headers, body: { code, ...members } })
}

/** A storage like the session storage of a tab. */
export function memoryStorage() {
  const items = new Map<string, string>()
  return {
    getItem: (name: string) => items.get(name) ?? null,
    setItem: (name: string, text: string): void => void items.set(name, text),
    removeItem: (name: string): void => void items.delete(name),
    names: () => [...items.keys()],
  }
}

interface Sent {
  readonly wanted: unknown
  readonly token?: string | undefined
  readonly key?: string | undefined
}

/** Grants every request, unless told to fail. */
export class FakeBoxOffice {
  readonly sent: Sent[] = []
  /** The admission token of each request to hold seats. */
  readonly admissions: (string | undefined)[] = []
  lastsMs = 60_000
  /** What the seats of a hold or booking cost. */
  total: Money | undefined
  readonly #failures: (HoldfastError | undefined)[] = []
  /** The answers to requests for a hold, by idempotency key. */
  readonly #answers = new Map<string, Awaited<ReturnType<BoxOffice['holdSeats']>>>()
  #lost: HoldfastError | undefined
  /** What `getHold` tells of the hold. */
  status: HoldState['status'] = 'active'
  #holds = 0
  #best = 0
  #seatIds: readonly string[] = []

  /** Makes the next requests fail with these errors, or succeed. */
  fail(...errors: readonly (HoldfastError | undefined)[]): void {
    this.#failures.push(...errors)
  }

  /** Grants the next hold, but its answer does not arrive. */
  lose(error: HoldfastError): void {
    this.#lost = error
  }

  holdSeats: BoxOffice['holdSeats'] = async (_eventId, wanted, options) => {
    this.#receive({ wanted, token: options?.hold?.token, key: options?.idempotencyKey })
    this.admissions.push(options?.admission)
    const key = options?.idempotencyKey ?? ''
    const answer = this.#answers.get(key) ?? this.#hold(wanted, options?.hold)
    this.#answers.set(key, answer)
    const lost = this.#lost
    this.#lost = undefined
    if (lost) throw lost
    return answer
  }

  #hold(wanted: Schemas['HoldRequest'], hold: object | undefined) {
    const more = this.#seatsFor(wanted)
    this.#seatIds = [...(hold ? this.#seatIds : []), ...more]
    if (!hold) this.#holds++
    const holdId = `h${this.#holds}`
    const token = `secret of ${holdId}`
    const seats = { seatIds: this.#seatIds, ...this.#price() }
    const value = { holdId, code: CODE, token, ...seats, ...this.#time() }
    return { ok: true, status: 201, value, headers: new Headers() } as const
  }

  getHold: BoxOffice['getHold'] = async ({ holdId, token }) => {
    this.#receive({ wanted: 'read', token })
    return {
      holdId,
      eventId: 'gala',
      code: 'ABCD-2345',
      version: 1,
      status: this.status,
      seats: this.#seatIds.map((seatId) => ({ ...NO_LABEL, seatId })),
      ...(this.status === 'confirmed' && { bookingId: 'b1' }),
      ...this.#time(),
    }
  }

  extendHold: BoxOffice['extendHold'] = async ({ holdId, token }, body, options) => {
    this.#receive({ wanted: body, token, key: options?.idempotencyKey })
    return { ok: true, status: 200, value: { holdId, ...this.#time() }, headers: new Headers() }
  }

  confirmHold: BoxOffice['confirmHold'] = async ({ holdId, token }, body, options) => {
    this.#receive({ wanted: body, token, key: options?.idempotencyKey })
    const value = { holdId, bookingId: 'b1', code: CODE, seatIds: this.#seatIds, ...this.#price() }
    return { ok: true, status: 200, value, headers: new Headers() }
  }

  releaseHeldSeats: BoxOffice['releaseHeldSeats'] = async ({ holdId, token }, body, options) => {
    this.#receive({ wanted: { release: body.seatIds }, token, key: options?.idempotencyKey })
    this.#seatIds = this.#seatIds.filter((seatId) => !body.seatIds.includes(seatId))
    const value = { holdId, version: 2, seatIds: this.#seatIds, ...this.#time() }
    return { ok: true, status: 200, value, headers: new Headers() }
  }

  releaseHold: BoxOffice['releaseHold'] = async ({ token }, options) => {
    this.#receive({ wanted: 'release', token, key: options?.idempotencyKey })
    return { ok: true, status: 204, value: undefined, headers: new Headers() }
  }

  #seatsFor({ seatIds = [], areas = [], bestAvailable }: Schemas['HoldRequest']): string[] {
    const best = Array.from({ length: bestAvailable?.quantity ?? 0 }, () => `best-${++this.#best}`)
    const places = areas.flatMap(({ areaId, quantity }) =>
      Array.from({ length: quantity }, (_, i) => `${areaId}:${i + 1}`),
    )
    return [...seatIds, ...places, ...best]
  }

  #receive(sent: Sent): void {
    this.sent.push(sent)
    const failure = this.#failures.shift()
    if (failure) throw failure
  }

  #price() {
    return this.total && { total: this.total }
  }

  #time() {
    return { expiresInMs: this.lastsMs, expiresAt: '2026-06-01T10:00:00.000Z' }
  }
}

type BoxOffice = BuyingClient

const NO_LABEL = { zone: '', row: '', number: '', category: '' }
