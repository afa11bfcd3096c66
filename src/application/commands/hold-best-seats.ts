import { bestAvailable, rankAfter } from '../../domain/best-seats/best-available.ts'
import type { SeatId } from '../../domain/seat.ts'
import type { HallPort } from '../ports/hall.port.ts'
import type { SeatRepositoryPort } from '../ports/seat-repository.port.ts'
import type { Availability } from '../queries/availability.ts'
import { type Choice, Contention } from './contention.ts'
import { FreeSeatsByView } from './free-seats-by-view.ts'
import { PendingSeats } from './pending-seats.ts'
import type {
  HeldSeats,
  HoldLimits,
  HoldRequest,
  HoldSeatsRefusal,
  PlaceHold,
} from './place-hold.ts'
import { type ChangeResult, refused, repeatEarlier } from './requests.ts'

export interface HoldBestSeatsCommand extends HoldRequest {
  readonly quantity: number
  /** Default: any category. */
  readonly category?: string | undefined
  /** Whether the seats must be adjacent. Default: true. */
  readonly adjacent?: boolean | undefined
}

export type HoldBestSeatsResult = ChangeResult<
  HeldSeats,
  | HoldSeatsRefusal
  | { readonly reason: 'unknown-event' | 'unknown-category' }
  | { readonly reason: 'none-available' }
>

export interface HoldBestSeatsPorts {
  readonly seats: Pick<SeatRepositoryPort, 'findIdempotencyRecord' | 'acknowledge'>
  readonly availability: Pick<Availability, 'view'>
  readonly halls: HallPort
  /** Returns a number from 0 up to but not including 1. */
  readonly random: () => number
}

/**
 * Holds the best available seats. It chooses from the current availability and places the hold conditionally. If another
 * request takes the seats first, it chooses again, at an increasing distance from the best seats. While other seats are
 * available, it avoids those that other requests are trying to hold; otherwise it waits for their locks.
 */
export class HoldBestSeats {
  readonly #placeHold: PlaceHold
  readonly #ports: HoldBestSeatsPorts
  readonly #limits: HoldLimits
  readonly #pending = new PendingSeats()
  readonly #freeSeats = new FreeSeatsByView()

  constructor(placeHold: PlaceHold, ports: HoldBestSeatsPorts, limits: HoldLimits) {
    this.#placeHold = placeHold
    this.#ports = ports
    this.#limits = limits
  }

  async execute(command: HoldBestSeatsCommand): Promise<HoldBestSeatsResult> {
    const contention = new Contention({ locksClients: this.#limits.holdsPerClientMax > 0 })
    for (;;) {
      const choice = await this.#choose(command, contention)
      if (typeof choice === 'string') return refused({ reason: choice })
      if (!choice) return this.#noneAvailable(command)

      const waits = contention.shouldWait(choice)
      const result = await this.#place(command, choice.seatIds, waits)
      if (result.outcome === 'done') return result
      const choosesAgain = contention.recordLoss(result.refusal.reason, choice, waits)
      if (!choosesAgain) return result
    }
  }

  /**
   * Chooses seats. Avoids locked seats and the pending seats of this instance if possible. Adds its choice to the
   * pending seats synchronously, before other requests that wait for the same view choose.
   */
  async #choose(
    { eventId, quantity, category, adjacent }: HoldBestSeatsCommand,
    { locked, losses }: Contention,
  ): Promise<Choice | 'unknown-event' | 'unknown-category' | undefined> {
    const hall = await this.#ports.halls.findHall(eventId)
    if (!hall) return 'unknown-event'
    if (category !== undefined && hall.categoryNumber(category) === undefined) {
      return 'unknown-category'
    }
    // Seats that were pending before may be held by now, but the view may be older.
    const before = [...this.#pending.of(eventId)]
    const view = await this.#ports.availability.view(eventId)
    if (!view) return 'unknown-event'
    const free = this.#freeSeats.of(hall, view)
    const avoided = new Set([...locked, ...before, ...this.#pending.of(eventId)])
    const wanted = { quantity, category, adjacent, rank: rankAfter(losses, this.#ports.random()) }
    const best = () => bestAvailable(free, wanted)

    const elsewhere = free.without(avoided, best)
    const seatIds = elsewhere ?? (avoided.size > 0 ? best() : undefined)
    if (!seatIds) return undefined
    this.#pending.add(eventId, seatIds)
    return { seatIds, isContested: !elsewhere }
  }

  async #place(
    command: HoldBestSeatsCommand,
    seatIds: readonly SeatId[],
    waits: boolean,
  ): Promise<HoldBestSeatsResult> {
    const asked = askedOf(command)
    try {
      return await this.#placeHold.execute(
        command,
        waits ? { seatIds, asked } : { seatIds, asked, waitMs: 0 },
      )
    } finally {
      this.#pending.remove(command.eventId, seatIds)
    }
  }

  /** If this is a retry, its first execution may have taken the last seats. */
  async #noneAvailable(command: HoldBestSeatsCommand): Promise<HoldBestSeatsResult> {
    const { eventId } = command
    const { repeat } = this.#placeHold
    const request = { eventId, requester: command, asked: askedOf(command), repeat }
    const earlier = await repeatEarlier(this.#ports.seats, request)
    if (earlier === 'overtaken') return refused({ reason: earlier })
    return earlier ?? refused({ reason: 'none-available' })
  }
}

function askedOf({ quantity, category, adjacent, ttlMs }: HoldBestSeatsCommand): object {
  return { best: quantity, category, adjacent, ttlMs }
}
