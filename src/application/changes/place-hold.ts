import {
  extendHold,
  type Hold,
  holdStatusAt,
  type HoldTerms,
  type NewHold,
  newHold,
} from '../../domain/hold.ts'
import { type NotAvailable, type Seat, type SeatId, takeSeats } from '../../domain/seat.ts'
import type { PublicSeatRules } from '../best-seats/public-seat-rules.ts'
import type { ClockPort } from '../ports/clock.port.ts'
import type { HoldRepositoryPort } from '../ports/hold-repository.port.ts'
import type { ChangeDecision, RetryDecision } from './change-decision.ts'
import { type Overtaken, type Refused, refused } from './change-result.ts'
import type { ChangeSeats } from './change-seats.ts'
import type { ClientQuota } from './client-quota.ts'
import type {
  HeldSeats,
  HoldRequest,
  HoldSeatsRefusal,
  HoldSeatsResult,
  UnknownHold,
} from './hold-request.ts'
import { buyerOf } from './sale-check.ts'

export interface PlaceHoldPorts {
  readonly holds: HoldRepositoryPort
  readonly clock: ClockPort
}

export interface SeatsToHold {
  /** Distinct. */
  readonly seatIds: readonly SeatId[]
  /** Those of the seats that were chosen for the request, so they must not be in the hold already. Default: none. */
  readonly newSeatIds?: readonly SeatId[] | undefined
  /** The content of the request for its idempotency record, which may not name these seats. */
  readonly content: object
  /** Maximum time to wait for locked seats, in milliseconds. Default: `lockWaitMs`. */
  readonly waitMs?: number | undefined
  /** Whether the best available seats were chosen. Default: false. */
  readonly isBestChoice?: boolean | undefined
}

/** What limits the seats of public requests. */
export interface HoldLimits {
  readonly quota: ClientQuota
  readonly rules: Pick<PublicSeatRules, 'checkHold'>
}

interface RequestedHold {
  readonly request: HoldRequest
  /** The hold to which the seats are added. */
  readonly own: Hold | undefined
  readonly isBestChoice: boolean
}

/** Holds given seats, in a new or an existing hold. */
export class PlaceHold {
  readonly #changeSeats: ChangeSeats
  readonly #ports: PlaceHoldPorts
  readonly #quota: ClientQuota
  readonly #rules: Pick<PublicSeatRules, 'checkHold'>
  readonly #terms: HoldTerms

  constructor(
    changeSeats: ChangeSeats,
    ports: PlaceHoldPorts,
    { quota, rules }: HoldLimits,
    terms: HoldTerms,
  ) {
    this.#changeSeats = changeSeats
    this.#quota = quota
    this.#rules = rules
    this.#ports = ports
    this.#terms = terms
  }

  execute(
    request: HoldRequest,
    { seatIds, newSeatIds = [], content, waitMs, isBestChoice = false }: SeatsToHold,
  ): Promise<HoldSeatsResult> {
    return this.#changeSeats.executeIn<HeldSeats, HoldSeatsRefusal>(request.eventId, async () => {
      const own = await this.#ownHold(request)
      if (own === 'unknown') return refused({ reason: 'unknown-hold' })

      return {
        seatIds: [...new Set([...(own?.seatIds ?? []), ...seatIds])],
        clientId: this.#quota.clientFor('lock', request.clientId, own),
        waitMs,
        requester: request,
        content,
        decide: (seats, now) =>
          hasExpired(own, now) ??
          heldAlready(own, newSeatIds) ??
          this.#decide({ request, own, isBestChoice }, seats, now),
        onRetry: this.onRetry,
      }
    })
  }

  /** Returns the current state of the hold that an earlier request placed, while it is active. */
  readonly onRetry = async (earlier: HeldSeats): Promise<RetryDecision<HeldSeats, never>> => {
    const hold = await this.#ports.holds.findHold(earlier.holdId)
    if (!hold || holdStatusAt(hold, this.#ports.clock.now()) !== 'active') {
      return refused({ reason: 'result-gone' })
    }
    const { code, seatIds, expiresAt } = hold
    const result = { ...earlier, code, seatIds, expiresAtMs: expiresAt.getTime() }
    return { outcome: 'unchanged', reliesOn: { hold }, result }
  }

  /** Returns a refusal if the hold of the request is unknown. It may not have been read before seats were chosen. */
  async unknownHold(request: HoldRequest): Promise<UnknownHold | undefined> {
    const own = await this.#ownHold(request)
    return own === 'unknown' ? { reason: 'unknown-hold' } : undefined
  }

  /** Returns undefined for a hold that is no longer active, so that a new hold is created. */
  async #ownHold({ eventId, ownTokenDigest }: HoldRequest): Promise<Hold | 'unknown' | undefined> {
    if (ownTokenDigest === undefined) return undefined
    const hold = await this.#ports.holds.findHoldByToken(eventId, ownTokenDigest)
    if (!hold) return 'unknown'
    return holdStatusAt(hold, this.#ports.clock.now()) === 'active' ? hold : undefined
  }

  async #decide(
    requested: RequestedHold,
    seats: readonly Seat[],
    now: Date,
  ): Promise<ChangeDecision<HeldSeats, HoldSeatsRefusal>> {
    const { request, own } = requested
    // Checked here, not before: a retry gets the result of its first execution, even if a limit is reached by now.
    const exceeded = await this.#exceededLimit(request, own, seats, now)
    if (exceeded) return exceeded

    const time = { ttlMs: request.ttlMs, now }
    const hold = own
      ? extendHold(own, seats, time, this.#terms)
      : newHold(this.#requestedHold(request, seats), time, this.#terms)
    const { id: holdId, code, seatIds, expiresAt: heldUntil } = hold
    const decision = takeSeats(seats, { status: 'held', holdId, heldUntil }, { now, holdId })
    if (decision.outcome === 'refused') return decision
    const broken = await this.#brokenRule(requested, seats)
    if (broken) return broken

    const result = { holdId, code, seatIds, expiresAtMs: heldUntil.getTime(), isNew: !own }
    if (hold === own) return { outcome: 'unchanged', reliesOn: { seats, hold }, result }
    const isLarger = seatIds.length > (own?.seatIds.length ?? 0)
    return {
      outcome: 'change',
      change: {
        seats: decision.seats,
        action: isLarger ? 'held' : 'extended',
        hold: { from: own, to: hold },
      },
      result,
    }
  }

  async #exceededLimit(
    { eventId, clientId }: HoldRequest,
    own: Hold | undefined,
    seats: readonly Seat[],
    now: Date,
  ): Promise<Refused<HoldSeatsRefusal> | undefined> {
    const { seatsMax } = this.#terms
    if (seats.length > seatsMax) return refused({ reason: 'too-many-seats', seatsMax })
    return this.#quota.checkHold({ eventId, clientId, hold: own, seatIds: idsOf(seats), now })
  }

  async #brokenRule(
    { request, own, isBestChoice }: RequestedHold,
    seats: readonly Seat[],
  ): Promise<Refused<HoldSeatsRefusal> | undefined> {
    if (buyerOf(request) === 'seller') return undefined
    const { eventId } = request
    const ownSeatIds = own?.seatIds ?? []
    return this.#rules.checkHold({ eventId, ownSeatIds, seatIds: idsOf(seats), isBestChoice })
  }

  #requestedHold(
    { holdId: id, code, eventId, tokenDigest, clientId: requested }: HoldRequest,
    seats: readonly Seat[],
  ): NewHold {
    const clientId = this.#quota.clientFor('hold', requested)
    return { id, code, eventId, seatIds: idsOf(seats), tokenDigest, clientId }
  }
}

/** The hold may expire while the request waits for the lock. The next attempt creates a new hold. */
function hasExpired(own: Hold | undefined, now: Date): Overtaken | undefined {
  return own && holdStatusAt(own, now) !== 'active' ? { outcome: 'overtaken' } : undefined
}

/** Another request may have added the seats to the hold after they were chosen. */
function heldAlready(
  own: Hold | undefined,
  newSeatIds: readonly SeatId[],
): Refused<NotAvailable> | undefined {
  const seatIds = newSeatIds.filter((seatId) => own?.seatIds.includes(seatId))
  if (seatIds.length === 0) return undefined
  const conflicts = seatIds.map((seatId) => ({ seatId, reason: 'held' as const }))
  return refused({ reason: 'not-available', conflicts })
}

function idsOf(seats: readonly Seat[]): SeatId[] {
  return seats.map(({ id }) => id)
}
