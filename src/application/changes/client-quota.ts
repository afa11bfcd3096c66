import type { Hold } from '../../domain/hold.ts'
import type { EventId, SeatId } from '../../domain/seat.ts'
import type { ClientSeatsPort } from '../ports/client-seats.port.ts'
import type { HoldRepositoryPort } from '../ports/hold-repository.port.ts'
import { type Refused, refused } from './change-result.ts'

export interface ClientLimits {
  /** Maximum number of active holds per client; 0 for unlimited. */
  readonly holdsPerClientMax: number
  /** Maximum number of seats of one event that a client has in holds and public bookings; 0 for unlimited. */
  readonly seatsPerClientMax: number
  /** How long a client cannot hold a seat again that it has released or let expire; 0 for no limit. */
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

export interface ClientQuotaPorts {
  readonly holds: Pick<HoldRepositoryPort, 'countHolds'>
  readonly clientSeats: ClientSeatsPort
}

/** The seats that a client is about to have, beside those that it has. */
interface SeatsForClient {
  readonly eventId: EventId
  readonly clientId: string
  /** All seats of the hold or booking. */
  readonly seatCount: number
  /** The hold that already has some of them, which are not counted twice. */
  readonly ownHoldId?: string | undefined
  readonly now: Date
}

interface SeatsOfHold extends SeatsForClient {
  /** Those that the hold does not have yet. */
  readonly newSeatIds: readonly SeatId[]
}

/** The limits per client. The counts are only exact while the client is locked. */
export class ClientQuota {
  /** Whether clients must be locked, so that their holds and seats can be counted. */
  readonly countsClients: boolean
  readonly limitsSeats: boolean
  /** Whether holds and bookings must be stored with their client. */
  readonly storesClients: boolean
  readonly #ports: ClientQuotaPorts
  readonly #limits: ClientLimits

  constructor(ports: ClientQuotaPorts, limits: ClientLimits) {
    const { holdsPerClientMax, seatsPerClientMax, holdCooldownMs } = limits
    this.#ports = ports
    this.#limits = limits
    this.limitsSeats = seatsPerClientMax > 0
    this.countsClients = holdsPerClientMax > 0 || this.limitsSeats
    this.storesClients = this.countsClients || holdCooldownMs > 0
  }

  /** Checks the limits for a new hold, or for one that may get more seats. */
  async checkHold(seats: SeatsOfHold): Promise<Refused<ClientRefusal> | undefined> {
    const isNew = seats.ownHoldId === undefined
    return (
      (isNew ? await this.#checkHolds(seats) : undefined) ??
      (await this.checkSeats(seats)) ??
      (await this.#checkCooldown(seats))
    )
  }

  /**
   * Checks the limit on seats for a hold that is extended or confirmed. Its seats may not be counted any more, if it has
   * expired, also only by the clock of another instance.
   * @param clientId undefined for no limit
   */
  async checkSeatsOf(
    { id: ownHoldId, eventId, seatIds }: Hold,
    clientId: string | undefined,
    now: Date,
  ): Promise<Refused<TooManySeatsForClient> | undefined> {
    if (clientId === undefined) return undefined
    return this.checkSeats({ eventId, clientId, seatCount: seatIds.length, ownHoldId, now })
  }

  async checkSeats({
    eventId,
    clientId,
    seatCount,
    ownHoldId: exceptHoldId,
    now,
  }: SeatsForClient): Promise<Refused<TooManySeatsForClient> | undefined> {
    const seatsMax = this.#limits.seatsPerClientMax
    if (!this.limitsSeats) return undefined
    const query = { eventId, clientId, now, exceptHoldId }
    const others = await this.#ports.clientSeats.countClientSeats(query)
    if (others + seatCount <= seatsMax) return undefined
    return refused({ reason: 'too-many-seats-for-client', seatsMax })
  }

  async #checkHolds({
    clientId,
    now,
  }: SeatsForClient): Promise<Refused<ClientRefusal> | undefined> {
    const { holdsPerClientMax } = this.#limits
    if (holdsPerClientMax === 0) return undefined
    const count = await this.#ports.holds.countHolds(clientId, now)
    return count < holdsPerClientMax ? undefined : refused({ reason: 'too-many-holds' })
  }

  async #checkCooldown({
    eventId,
    clientId,
    newSeatIds: seatIds,
    now,
  }: SeatsOfHold): Promise<Refused<ClientRefusal> | undefined> {
    const { holdCooldownMs } = this.#limits
    if (holdCooldownMs === 0 || seatIds.length === 0) return undefined
    const since = new Date(now.getTime() - holdCooldownMs)
    const query = { eventId, clientId, seatIds, since, now }
    const released = await this.#ports.clientSeats.lastReleaseTime(query)
    if (!released) return undefined
    const retryAfterMs = released.getTime() + holdCooldownMs - now.getTime()
    return refused({ reason: 'hold-cooldown', retryAfterMs })
  }
}
