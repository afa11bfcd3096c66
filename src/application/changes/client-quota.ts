import type { Hold } from '../../domain/hold.ts'
import type { EventId, SeatId } from '../../domain/seat.ts'
import type { AreaId } from '../../domain/seating-plan.ts'
import type { ClientSeatsPort } from '../ports/client-seats.port.ts'
import type { StandingAreasPort } from '../ports/standing-areas.port.ts'
import { type Refused, refused } from './change-result.ts'

export interface ClientLimits {
  /** Maximum number of active holds per client; 0 for unlimited. */
  readonly holdsPerClientMax: number
  /** Maximum number of seats of one event that a client has in holds and public bookings; 0 for unlimited. */
  readonly seatsPerClientMax: number
  /**
   * How long a client cannot hold a seat again that it has released or let expire, or any place of the same standing area; 0
   * for no limit.
   */
  readonly holdCooldownMs: number
}

export interface TooManySeatsForClient {
  readonly reason: 'too-many-seats-for-client'
  readonly seatsMax: number
}

export type ClientRefusal =
  | { readonly reason: 'too-many-holds' }
  | { readonly reason: 'hold-cooldown'; readonly retryAfterMs: number }
  | TooManySeatsForClient

/** A request to take seats. */
export interface SeatsForClient {
  readonly eventId: EventId
  /** All seats of the hold or booking. */
  readonly seatIds: readonly SeatId[]
  /** The client of the request; undefined for sellers, who have no limits. */
  readonly clientId: string | undefined
  /** The hold that already has some of the seats. The limits apply to the client that placed it. */
  readonly hold?: Hold | undefined
  readonly now: Date
}

/** The same for a request to which the limits apply. */
interface LimitedSeats extends SeatsForClient {
  readonly clientId: string
}

/** What a client is needed for: to be locked, or to be stored with a hold or a booking. */
type ClientUse = 'lock' | 'hold' | 'booking'

export interface ClientQuotaPorts {
  readonly clientSeats: ClientSeatsPort
  readonly areas: StandingAreasPort
}

/** The limits per client. The counts are only exact while the client is locked. */
export class ClientQuota {
  readonly #clientSeats: ClientSeatsPort
  readonly #areas: StandingAreasPort
  readonly #limits: ClientLimits
  readonly #isNeededFor: Readonly<Record<ClientUse, boolean>>

  constructor(ports: ClientQuotaPorts, limits: ClientLimits) {
    this.#clientSeats = ports.clientSeats
    this.#areas = ports.areas
    this.#limits = limits
    const { holdsPerClientMax, seatsPerClientMax, holdCooldownMs } = limits
    const isCounted = holdsPerClientMax > 0 || seatsPerClientMax > 0
    this.#isNeededFor = {
      lock: isCounted,
      hold: isCounted || holdCooldownMs > 0,
      booking: seatsPerClientMax > 0,
    }
  }

  /**
   * Returns the client to lock or to store. This is the client that placed the hold, if there is one.
   * @param clientId the client of the request; undefined for sellers
   * @returns undefined for sellers, and if no limit needs the client
   */
  clientFor(use: ClientUse, clientId: string | undefined, hold?: Hold): string | undefined {
    return this.#isNeededFor[use] ? limitedClient(clientId, hold) : undefined
  }

  /** Checks the limits for a new hold, or for one that may get more seats. */
  async checkHold(request: SeatsForClient): Promise<Refused<ClientRefusal> | undefined> {
    const clientId = limitedClient(request.clientId, request.hold)
    if (clientId === undefined) return undefined
    const limited = { ...request, clientId }
    return (
      (await this.#checkHolds(limited)) ??
      (await this.#checkSeats(limited)) ??
      (await this.#checkCooldown(limited))
    )
  }

  /**
   * Checks the limit on seats for a booking, or for a hold that is extended or confirmed. The seats of a hold that has
   * expired, even only by the clock of another instance, may not be counted any more.
   */
  async checkSeats(request: SeatsForClient): Promise<Refused<TooManySeatsForClient> | undefined> {
    const clientId = limitedClient(request.clientId, request.hold)
    return clientId === undefined ? undefined : this.#checkSeats({ ...request, clientId })
  }

  async #checkSeats({
    eventId,
    clientId,
    seatIds,
    hold,
    now,
  }: LimitedSeats): Promise<Refused<TooManySeatsForClient> | undefined> {
    const seatsMax = this.#limits.seatsPerClientMax
    if (seatsMax === 0) return undefined
    const query = { eventId, clientId, now, exceptHoldId: hold?.id }
    const others = await this.#clientSeats.countClientSeats(query)
    if (others + seatIds.length <= seatsMax) return undefined
    return refused({ reason: 'too-many-seats-for-client', seatsMax })
  }

  async #checkHolds({
    clientId,
    hold,
    now,
  }: LimitedSeats): Promise<Refused<ClientRefusal> | undefined> {
    const { holdsPerClientMax } = this.#limits
    if (hold || holdsPerClientMax === 0) return undefined
    const count = await this.#clientSeats.countHolds(clientId, now)
    return count < holdsPerClientMax ? undefined : refused({ reason: 'too-many-holds' })
  }

  async #checkCooldown({
    eventId,
    clientId,
    hold,
    seatIds,
    now,
  }: LimitedSeats): Promise<Refused<ClientRefusal> | undefined> {
    const { holdCooldownMs } = this.#limits
    const newSeatIds = seatIds.filter((seatId) => !hold?.seatIds.includes(seatId))
    if (holdCooldownMs === 0 || newSeatIds.length === 0) return undefined
    const since = new Date(now.getTime() - holdCooldownMs)
    const wanted = await this.#byArea(eventId, newSeatIds)
    const query = { eventId, clientId, ...wanted, since, now }
    const released = await this.#clientSeats.lastReleaseTime(query)
    if (!released) return undefined
    const retryAfterMs = released.getTime() + holdCooldownMs - now.getTime()
    return refused({ reason: 'hold-cooldown', retryAfterMs })
  }

  /** The places of an area are interchangeable, so what counts is the area. */
  async #byArea(
    eventId: EventId,
    all: readonly SeatId[],
  ): Promise<{ readonly seatIds: readonly SeatId[]; readonly areaIds: readonly AreaId[] }> {
    const areas = (await this.#areas.findAreas(eventId))?.areas
    const areaIdOf = (seatId: SeatId) => areas?.placeOf(seatId)?.area.id
    const { seatIds = [], places = [] } = Object.groupBy(all, (seatId) =>
      areaIdOf(seatId) === undefined ? 'seatIds' : 'places',
    )
    return { seatIds, areaIds: [...new Set(places.flatMap((seatId) => areaIdOf(seatId) ?? []))] }
  }
}

/** Returns the client that placed the hold, so that another one cannot enlarge it beyond the limits. */
function limitedClient(clientId: string | undefined, hold: Hold | undefined): string | undefined {
  return clientId === undefined ? undefined : (hold?.clientId ?? clientId)
}
