import { bestAvailable, rankAfter } from '../domain/best-available.ts'
import type { SeatId } from '../domain/seat.ts'
import type { Availability } from './availability.ts'
import { type ChangeResult, refused, repeatEarlier } from './change-seats.ts'
import type { EventCatalogue } from './event-catalogue.ts'
import type { LockPort } from './ports/lock.port.ts'
import {
  type HeldSeats,
  type HoldLimits,
  type HoldRequest,
  type HoldSeatsRefusal,
  PlaceHold,
  type PlaceHoldPorts,
} from './place-hold.ts'
import { FreeSeatsByView } from './free-seats-by-view.ts'
import { SeatsInHand } from './seats-in-hand.ts'

export interface HoldBestSeatsCommand extends HoldRequest {
  readonly quantity: number
  /** The only category to take seats of. */
  readonly category?: string | undefined
  /** Whether the seats must be neighbours; true when left out. */
  readonly adjacent?: boolean | undefined
}

export type HoldBestSeatsResult = ChangeResult<
  HeldSeats,
  | HoldSeatsRefusal
  | { readonly reason: 'unknown-event' | 'unknown-category' }
  | { readonly reason: 'none-available' }
>

export interface HoldBestSeatsPorts extends PlaceHoldPorts {
  readonly availability: Pick<Availability, 'view'>
  readonly catalogue: Pick<EventCatalogue, 'hall'>
  /** Waits a little for a lock that somebody else has. */
  readonly waitingLock: LockPort
  /** A number from 0 to below 1. */
  readonly random: () => number
}

interface Choice {
  readonly seatIds: readonly SeatId[]
  /** Whether others are at them, too, because there are no other seats. */
  readonly isContested: boolean
}

/** So many seats that others are at, one after the other, mean a crowd, in which it is better to wait than to search. */
const BUSY_IN_A_ROW_MAX = 5

/** Each loss means that somebody else got seats, so only a crowd without end can bring it about. */
const LOSSES_MAX = 60

/**
 * Holds the best seats that are free. It chooses by what it knows, holds on the condition that nobody was faster, and
 * chooses again when somebody was, farther and farther away from where everybody else is choosing. Seats that others
 * are at it leaves to them while there are other seats, and else waits for what they make of them. Of those who ask the
 * same instance it knows beforehand.
 */
export class HoldBestSeats {
  readonly #ports: HoldBestSeatsPorts
  readonly #placeHold: PlaceHold
  readonly #placeHoldPatiently: PlaceHold
  /** Where holds are counted, a busy lock may be the client's own, which other seats do not help against. */
  readonly #areHoldsCounted: boolean
  readonly #inHand = new SeatsInHand()
  readonly #freeSeats = new FreeSeatsByView()

  constructor(ports: HoldBestSeatsPorts, limits: HoldLimits) {
    this.#ports = ports
    this.#areHoldsCounted = limits.holdsPerClientMax > 0
    this.#placeHold = new PlaceHold(ports, limits)
    this.#placeHoldPatiently = new PlaceHold({ ...ports, lock: ports.waitingLock }, limits)
  }

  /** @throws {StoreUnavailableError} when the seat store cannot be reached */
  async execute(command: HoldBestSeatsCommand): Promise<HoldBestSeatsResult> {
    const { eventId } = command

    /** Seats that others, of whom we did not know, were at when we came, and will soon have or leave. */
    const busy = new Set<SeatId>()
    let busyInARow = 0
    /** Nobody waits twice for locks that stay: their owners may be dead. */
    let hasWaited = false
    for (let losses = 0; ; losses++) {
      const choice = await this.#choose(command, losses, busy)
      if (typeof choice === 'string') return refused({ reason: choice })
      if (!choice) {
        const { repeat } = this.#placeHold
        const request = { eventId, requester: command, asked: askedOf(command), repeat }
        const repeated = await repeatEarlier(this.#ports.seats, request)
        return repeated ?? refused({ reason: 'none-available' })
      }
      const { seatIds, isContested } = choice
      const isCrowded = isContested || busyInARow === BUSY_IN_A_ROW_MAX
      const isPatient: boolean = !hasWaited && (this.#areHoldsCounted || isCrowded)
      const result = await this.#place(command, seatIds, isPatient)
      if (result.outcome === 'done' || losses === LOSSES_MAX) return result
      const { reason } = result.refusal
      const isLocked = reason === 'locked'
      if (isLocked && isContested) return result
      if (isLocked) seatIds.forEach((seatId) => busy.add(seatId))
      else if (reason !== 'conflict' && reason !== 'overtaken') return result
      hasWaited ||= isPatient && isLocked
      busyInARow = isPatient ? 0 : busyInARow + Number(isLocked)
    }
  }

  /**
   * Leaves to others what is busy and what this instance has in hand, while there is anything else. What it chooses it
   * has in hand at once, before anybody else who waited for the same view chooses.
   */
  async #choose(
    { eventId, quantity, category, adjacent }: HoldBestSeatsCommand,
    losses: number,
    busy: ReadonlySet<SeatId>,
  ): Promise<Choice | 'unknown-event' | 'unknown-category' | undefined> {
    const hall = await this.#ports.catalogue.hall(eventId)
    if (!hall) return 'unknown-event'
    if (category !== undefined && hall.categoryNumber(category) === undefined) {
      return 'unknown-category'
    }
    // What was in hand before may have been taken since, and the view be of a moment in between.
    const before = [...this.#inHand.of(eventId)]
    const view = await this.#ports.availability.view(eventId)
    if (!view) return 'unknown-event'
    const free = this.#freeSeats.of(hall, view)
    const left = new Set([...busy, ...before, ...this.#inHand.of(eventId)])
    const wanted = { quantity, category, adjacent, rank: rankAfter(losses, this.#ports.random()) }
    const best = () => bestAvailable(free, wanted)

    const elsewhere = free.without(left, best)
    const seatIds = elsewhere ?? (left.size > 0 ? best() : undefined)
    if (!seatIds) return undefined
    this.#inHand.take(eventId, seatIds)
    return { seatIds, isContested: !elsewhere }
  }

  async #place(
    command: HoldBestSeatsCommand,
    seatIds: readonly SeatId[],
    isPatient: boolean,
  ): Promise<HoldBestSeatsResult> {
    const placeHold = isPatient ? this.#placeHoldPatiently : this.#placeHold
    try {
      return await placeHold.execute(command, seatIds, askedOf(command))
    } finally {
      this.#inHand.letGo(command.eventId, seatIds)
    }
  }
}

function askedOf({ quantity, category, adjacent, ttlMs }: HoldBestSeatsCommand): object {
  return { best: quantity, category, adjacent, ttlMs }
}
