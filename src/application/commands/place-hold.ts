import { extendHold, type Hold, holdStatusAt } from '../../domain/hold.ts'
import { type EventId, isHeldBy, type Seat, type SeatId, takeSeats } from '../../domain/seat.ts'
import type { ChangeDecision, ChangeSeats } from './change-seats.ts'
import { type ChangeResult, refused, type RepeatDecision, type Requester } from './requests.ts'
import type { ClockPort } from '../ports/clock.port.ts'
import type { HoldRepositoryPort } from '../ports/hold-repository.port.ts'

export interface PlaceHoldPorts {
  readonly holds: HoldRepositoryPort
  readonly clock: ClockPort
}

export interface HoldLimits {
  /** How long a hold lasts when nobody says otherwise, and how long it can last at most without being extended. */
  readonly ttlMs: number
  readonly ttlMsMax: number
  /** How long it can last with all extensions. */
  readonly lifetimeMsMax: number
  /** By how much an extension must move the deadline; one that gains less changes nothing. */
  readonly extensionMsMin: number
  readonly seatsMax: number
  /** How many holds a client may have at once; 0 for any number. */
  readonly holdsPerClientMax: number
}

/** What a buyer says who wants to hold seats. */
export interface HoldRequest extends Requester {
  readonly eventId: EventId
  /** The id and the digest of the secret token of the hold that comes into being, chosen by the caller. */
  readonly holdId: string
  readonly tokenDigest: string
  /** Given by someone who has a hold already, which then gets the seats. */
  readonly ownTokenDigest?: string | undefined
  readonly ttlMs?: number | undefined
  readonly clientId?: string | undefined
}

export interface HeldSeats {
  readonly holdId: string
  readonly seatIds: readonly SeatId[]
  readonly expiresAtMs: number
  /** Whether this request brought it into being; else it was there, and was extended. */
  readonly isNew: boolean
}

export type HoldSeatsRefusal =
  | { readonly reason: 'unknown-hold' | 'too-many-holds' }
  | { readonly reason: 'too-many-seats'; readonly seatsMax: number }

export type HoldSeatsResult = ChangeResult<HeldSeats, HoldSeatsRefusal>

/** Which seats a request wants, and how. */
interface Wanted {
  /** Each named once. */
  readonly seatIds: readonly SeatId[]
  /** What was asked for, which need not be these seats. */
  readonly asked: object
  /** How long to wait for busy seats, in milliseconds; as long as is set for all, when left out. */
  readonly waitMs?: number
}

/** Holds given seats: in a new hold, or in the one that the buyer has. */
export class PlaceHold {
  readonly #changeSeats: ChangeSeats
  readonly #ports: PlaceHoldPorts
  readonly #limits: HoldLimits

  constructor(changeSeats: ChangeSeats, ports: PlaceHoldPorts, limits: HoldLimits) {
    this.#changeSeats = changeSeats
    this.#ports = ports
    this.#limits = limits
  }

  /** @throws {StoreUnavailableError} when the seat store cannot be reached */
  execute(request: HoldRequest, { seatIds, asked, waitMs }: Wanted): Promise<HoldSeatsResult> {
    const { eventId } = request
    const { seatsMax, holdsPerClientMax } = this.#limits
    return this.#changeSeats.execute<HeldSeats, HoldSeatsRefusal>(async () => {
      const own = await this.#ownHold(request)
      if (own === 'unknown') return refused({ reason: 'unknown-hold' })

      const all = [...new Set([...(own?.seatIds ?? []), ...seatIds])]
      const clientId = holdsPerClientMax > 0 && !own ? request.clientId : undefined
      return {
        eventId,
        seatIds: all,
        clientId,
        waitMs,
        requester: request,
        asked,
        decide: async (seats, now) => {
          if (all.length > seatsMax) return refused({ reason: 'too-many-seats', seatsMax })
          if (clientId !== undefined && (await this.#hasEnough(clientId, now))) {
            return refused({ reason: 'too-many-holds' })
          }
          return this.#decide(request, own, seats, now)
        },
        repeat: this.repeat,
      }
    })
  }

  /** The hold that a request placed before, as it is by now, for as long as it is active. */
  readonly repeat = async (earlier: HeldSeats): Promise<RepeatDecision<HeldSeats, never>> => {
    const hold = await this.#ports.holds.findHold(earlier.holdId)
    if (!hold || holdStatusAt(hold, this.#ports.clock.now()) !== 'active') {
      return refused({ reason: 'result-gone' })
    }
    const { seatIds, expiresAt } = hold
    const result = { ...earlier, seatIds, expiresAtMs: expiresAt.getTime() }
    return { outcome: 'unchanged', reliesOn: { hold }, result }
  }

  /** A hold that is over is as good as none: its holder begins anew. */
  async #ownHold({ eventId, ownTokenDigest }: HoldRequest): Promise<Hold | 'unknown' | undefined> {
    if (ownTokenDigest === undefined) return undefined
    const hold = await this.#ports.holds.findHoldByToken(eventId, ownTokenDigest)
    if (!hold) return 'unknown'
    return holdStatusAt(hold, this.#ports.clock.now()) === 'active' ? hold : undefined
  }

  async #hasEnough(clientId: string, now: Date): Promise<boolean> {
    const count = await this.#ports.holds.countHolds(clientId, now)
    return count >= this.#limits.holdsPerClientMax
  }

  #decide(
    request: HoldRequest,
    own: Hold | undefined,
    seats: readonly Seat[],
    now: Date,
  ): ChangeDecision<HeldSeats, HoldSeatsRefusal> {
    const { ttlMs: usualTtlMs, ttlMsMax, extensionMsMin } = this.#limits
    const ttlMs = Math.min(request.ttlMs ?? usualTtlMs, ttlMsMax)
    const seatIds = seats.map((seat) => seat.id)
    // A seat that was lost is taken again, however little is gained.
    const gainMsMin = own && seats.every(isHeldBy(own.id)) ? extensionMsMin : 0
    const hold = own
      ? extendHold(own, { now, ttlMs, gainMsMin, seatIds })
      : this.#newHold(request, seatIds, now, ttlMs)

    const { id: holdId, expiresAt: heldUntil } = hold
    const decision = takeSeats(seats, { status: 'held', holdId, heldUntil }, { now, holdId })
    if (decision.outcome === 'refused') {
      return refused({ reason: 'conflict', conflicts: decision.conflicts })
    }
    const result = {
      holdId,
      seatIds: hold.seatIds,
      expiresAtMs: heldUntil.getTime(),
      isNew: !own,
    }
    if (hold === own) return { outcome: 'unchanged', reliesOn: { seats, hold }, result }
    const isMore = hold.seatIds.length > (own?.seatIds.length ?? 0)
    return {
      outcome: 'change',
      change: {
        seats: decision.seats,
        action: isMore ? 'held' : 'extended',
        hold: { from: own, to: hold },
      },
      result,
    }
  }

  #newHold(request: HoldRequest, seatIds: readonly SeatId[], now: Date, ttlMs: number): Hold {
    const { holdId: id, eventId, tokenDigest, clientId } = request
    const { lifetimeMsMax, holdsPerClientMax } = this.#limits
    return {
      id,
      version: 1,
      eventId,
      seatIds,
      tokenDigest,
      // Nobody needs to know whose hold it is as long as nobody counts them.
      clientId: holdsPerClientMax > 0 ? clientId : undefined,
      heldAt: now,
      expiresAt: new Date(now.getTime() + Math.min(ttlMs, lifetimeMsMax)),
      expiresAtMax: new Date(now.getTime() + lifetimeMsMax),
    }
  }
}
