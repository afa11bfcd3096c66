import { until } from '../../tools/until.ts'
import type { Effect, Result } from './effects.ts'

/**
 * `done`: answered 2xx. `refused`: surely not carried out. `unknown`: it may have been carried out, or may be later.
 */
export type Outcome = 'done' | 'refused' | 'unknown'

/** The fields that requests write beside the seats. */
export type Field = 'name' | 'reference' | 'status'

/** What a request is to do, as far as the checks need it. */
export interface Purpose {
  readonly kind: string
  readonly path: string
  /** The event whose seats it changes, if any. */
  readonly eventId?: string | undefined
  /** The duration that it asks for, if it holds seats. */
  readonly ttlMs?: number | undefined
  /** If it takes exactly the seats that it asks for: their number, and those that it names. */
  readonly wanted?: { readonly count: number; readonly seatIds: readonly string[] } | undefined
  /** The hold or booking that it changes. If it changes seats and does not name them, it changes all of them. */
  readonly ofHold?: string | undefined
  readonly ofBooking?: string | undefined
  /** What it writes if it is carried out: a field of the event or of the booking; null removes it. */
  readonly writes?: { readonly field: Field; readonly value: string | null } | undefined
  /** The acknowledged request whose key it has. If that one changed something, this one must change nothing. */
  readonly repeats?: Sent | undefined
  /** What it does to each seat if it is carried out. */
  readonly effects?: ((result: Result) => readonly Effect[]) | undefined
}

/** One request with all of its attempts. */
export interface Sent extends Purpose {
  /** The `X-Request-Id` of each attempt. */
  readonly attempts: string[]
  /** Those of them that were refused, so that they have changed nothing. */
  readonly refused: Set<string>
  /** The instance of the last attempt, and when that began. */
  instance: string
  lastStartMs: number
  readonly startMs: number
  /** Infinity if the outcome is unknown. */
  endMs: number
  outcome: Outcome
  status: number
  code?: string | undefined
  body: AnswerBody
}

/** A booked seat in the answer to a reconciliation. */
export interface BookedSeat {
  readonly seatId: string
  readonly bookingId: string
  readonly reference?: string
}

/** The fields of answers that the run reads. */
export interface AnswerBody {
  readonly code?: string
  readonly detail?: string
  readonly message?: string
  readonly holdId?: string
  readonly token?: string
  readonly secret?: string
  readonly key?: string
  readonly bookingId?: string
  readonly eventId?: string
  readonly status?: string | number
  readonly seatIds?: readonly string[]
  readonly seats?: readonly { readonly seatId: string; readonly status?: string }[]
  readonly expiresAt?: string
  readonly conflicts?: readonly { readonly seatId: string; readonly reason: string }[]
  readonly missing?: readonly { readonly seatId: string }[]
  readonly unexpected?: readonly BookedSeat[]
  readonly otherReference?: readonly BookedSeat[]
  readonly added?: readonly string[]
  readonly removed?: readonly string[]
}

/** All requests of a run, and those in flight. */
export class Journal {
  readonly sent: Sent[] = []
  /** Observations during the run that no correct service can cause. */
  readonly violations: string[] = []
  /** The acknowledged requests that booked seats, the first one of each booking. */
  readonly sales: Sent[] = []
  readonly #bookingIds = new Set<string>()
  readonly #inFlight = new Map<string, number>()

  open(purpose: Purpose): Sent {
    const { kind, path, eventId, ttlMs, wanted, ofHold, ofBooking, writes, repeats, effects } =
      purpose
    const sent: Sent = {
      ...{ kind, path, eventId, ttlMs, wanted, ofHold, ofBooking, writes, repeats, effects },
      attempts: [],
      refused: new Set(),
      instance: '',
      lastStartMs: 0,
      startMs: Date.now(),
      endMs: Infinity,
      outcome: 'unknown',
      status: 0,
      body: {},
    }
    this.sent.push(sent)
    return sent
  }

  /** Counts the sale, if it was one. */
  close(sent: Sent): void {
    const { bookingId = '' } = sent.body
    if (!isSale(sent) || this.#bookingIds.has(bookingId)) return
    this.#bookingIds.add(bookingId)
    this.sales.push(sent)
  }

  /** Counts an attempt at an instance as in flight until the returned function is called. */
  enter(instance: string): () => void {
    this.#inFlight.set(instance, this.inFlight(instance) + 1)
    return () => {
      this.#inFlight.set(instance, this.inFlight(instance) - 1)
    }
  }

  /** @param instance counts only those at this instance */
  inFlight(instance?: string): number {
    if (instance !== undefined) return this.#inFlight.get(instance) ?? 0
    return [...this.#inFlight.values()].reduce((sum, count) => sum + count, 0)
  }

  /** Resolves when requests are in flight. */
  async busy(instance?: string): Promise<void> {
    await until(() => this.inFlight(instance) > 0)
  }
}

/** The kind of request whose answer names all booked seats of its event. */
export const RECONCILE = 'reconcile'

/** Codes that say that seats are taken. A repetition of a request that was carried out never gets one. */
const TAKEN = new Set([
  'not-enough-seats',
  'seat-already-booked',
  'seat-blocked',
  'seat-held',
  'seats-not-available',
])

/** Whether the last answer was that seats are taken. */
export function wasToldTaken({ code = '' }: Sent): boolean {
  return TAKEN.has(code)
}

/** The answers to a repetition that mean that there is no booking, or no longer. */
const GONE = new Set([
  'hold-changed',
  'hold-confirmed',
  'hold-gone',
  'idempotency-result-gone',
  'not-on-sale',
  'seat-not-found',
])

/** Whether the last answer was that there is no booking, or no longer. */
export function wasToldGone({ code = '' }: Sent): boolean {
  return GONE.has(code)
}

/** The requests that book seats. */
const SALES = new Set([
  'book one seat',
  'book several seats',
  'book with an access key',
  'book a spare seat',
  'confirm',
  'one key 50 times',
])

function isSale({ kind, outcome }: Sent): boolean {
  return SALES.has(kind) && outcome === 'done'
}
