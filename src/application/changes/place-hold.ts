import { type Hold, holdStatusAt } from '../../domain/hold.ts'
import { type Seat, type SeatId, takeSeats } from '../../domain/seat.ts'
import type { ClockPort } from '../ports/clock.port.ts'
import type { HoldRepositoryPort } from '../ports/hold-repository.port.ts'
import type { ChangeDecision, RepeatDecision } from './change-decision.ts'
import { type Refused, refused } from './change-result.ts'
import type { ChangeSeats } from './change-seats.ts'
import { extendWithin, type HoldLimits, ttlWithin } from './hold-limits.ts'
import type { HeldSeats, HoldRequest, HoldSeatsRefusal, HoldSeatsResult } from './hold-request.ts'

export interface PlaceHoldPorts {
  readonly holds: HoldRepositoryPort
  readonly clock: ClockPort
}

export interface SeatsToHold {
  /** Distinct. */
  readonly seatIds: readonly SeatId[]
  /** The content of the request for its idempotency record, which may not name these seats. */
  readonly content: object
  /** Maximum time to wait for locked seats, in milliseconds. Default: `lockWaitMs`. */
  readonly waitMs?: number | undefined
}

/** Holds given seats, in a new or an existing hold. */
export class PlaceHold {
  readonly #changeSeats: ChangeSeats
  readonly #ports: PlaceHoldPorts
  readonly #limits: HoldLimits

  constructor(changeSeats: ChangeSeats, ports: PlaceHoldPorts, limits: HoldLimits) {
    this.#changeSeats = changeSeats
    this.#ports = ports
    this.#limits = limits
  }

  execute(
    request: HoldRequest,
    { seatIds, content, waitMs }: SeatsToHold,
  ): Promise<HoldSeatsResult> {
    const limitsHolds = this.#limits.holdsPerClientMax > 0
    return this.#changeSeats.execute<HeldSeats, HoldSeatsRefusal>(async () => {
      const own = await this.#ownHold(request)
      if (own === 'unknown') return refused({ reason: 'unknown-hold' })

      const clientId = limitsHolds && !own ? request.clientId : undefined
      return {
        eventId: request.eventId,
        seatIds: [...new Set([...(own?.seatIds ?? []), ...seatIds])],
        clientId,
        waitMs,
        requester: request,
        content,
        // The limits are checked here, not before: a retry gets the result of its first execution, even if the limits
        // are reached by now.
        decide: async (seats, now) =>
          (await this.#exceededLimit(seats, clientId, now)) ??
          this.#decide(request, own, seats, now),
        repeat: this.repeat,
      }
    })
  }

  /** Returns the current state of the hold that an earlier request placed, while it is active. */
  readonly repeat = async (earlier: HeldSeats): Promise<RepeatDecision<HeldSeats, never>> => {
    const hold = await this.#ports.holds.findHold(earlier.holdId)
    if (!hold || holdStatusAt(hold, this.#ports.clock.now()) !== 'active') {
      return refused({ reason: 'result-gone' })
    }
    const { seatIds, expiresAt } = hold
    const result = { ...earlier, seatIds, expiresAtMs: expiresAt.getTime() }
    return { outcome: 'unchanged', reliesOn: { hold }, result }
  }

  /** Returns undefined for a hold that is no longer active, so that a new hold is created. */
  async #ownHold({ eventId, ownTokenDigest }: HoldRequest): Promise<Hold | 'unknown' | undefined> {
    if (ownTokenDigest === undefined) return undefined
    const hold = await this.#ports.holds.findHoldByToken(eventId, ownTokenDigest)
    if (!hold) return 'unknown'
    return holdStatusAt(hold, this.#ports.clock.now()) === 'active' ? hold : undefined
  }

  /** @param clientId undefined if the holds of the client are not limited */
  async #exceededLimit(
    seats: readonly Seat[],
    clientId: string | undefined,
    now: Date,
  ): Promise<Refused<HoldSeatsRefusal> | undefined> {
    const { seatsMax, holdsPerClientMax } = this.#limits
    if (seats.length > seatsMax) return refused({ reason: 'too-many-seats', seatsMax })
    if (clientId === undefined) return undefined
    const count = await this.#ports.holds.countHolds(clientId, now)
    return count >= holdsPerClientMax ? refused({ reason: 'too-many-holds' }) : undefined
  }

  #decide(
    request: HoldRequest,
    own: Hold | undefined,
    seats: readonly Seat[],
    now: Date,
  ): ChangeDecision<HeldSeats, HoldSeatsRefusal> {
    const ttlMs = ttlWithin(this.#limits, request.ttlMs)
    const hold = own
      ? extendWithin(this.#limits, own, { seats, ttlMs, now })
      : this.#newHold(request, { seats, ttlMs, now })

    const { id: holdId, seatIds, expiresAt: heldUntil } = hold
    const decision = takeSeats(seats, { status: 'held', holdId, heldUntil }, { now, holdId })
    if (decision.outcome === 'refused') {
      return refused({ reason: 'conflict', conflicts: decision.conflicts })
    }
    const result = { holdId, seatIds, expiresAtMs: heldUntil.getTime(), isNew: !own }
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

  #newHold(
    { holdId: id, eventId, tokenDigest, clientId }: HoldRequest,
    {
      seats,
      ttlMs,
      now,
    }: { readonly seats: readonly Seat[]; readonly ttlMs: number; readonly now: Date },
  ): Hold {
    const { totalTtlMaxMs, holdsPerClientMax } = this.#limits
    return {
      id,
      version: 1,
      eventId,
      seatIds: seats.map((seat) => seat.id),
      tokenDigest,
      // Stored only if holds per client are limited.
      clientId: holdsPerClientMax > 0 ? clientId : undefined,
      heldAt: now,
      expiresAt: new Date(now.getTime() + Math.min(ttlMs, totalTtlMaxMs)),
      expiresAtMax: new Date(now.getTime() + totalTtlMaxMs),
    }
  }
}
