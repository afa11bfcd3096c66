import { bestAvailable, rankAfter } from '../../domain/best-seats/best-available.ts'
import type { SeatId } from '../../domain/seat.ts'
import type { HallPort } from '../ports/hall.port.ts'
import type { SeatRepositoryPort } from '../ports/seat-repository.port.ts'
import type { Availability } from '../queries/availability.ts'
import { FreeSeatsByView } from './free-seats-by-view.ts'
import type {
  HeldSeats,
  HoldLimits,
  HoldRequest,
  HoldSeatsRefusal,
  PlaceHold,
} from './place-hold.ts'
import { type ChangeResult, refused, repeatEarlier } from './requests.ts'
import { type Choice, Rivals } from './rivals.ts'
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

export interface HoldBestSeatsPorts {
  readonly seats: Pick<SeatRepositoryPort, 'recall' | 'acknowledge'>
  readonly availability: Pick<Availability, 'view'>
  readonly halls: HallPort
  /** A number from 0 to below 1. */
  readonly random: () => number
}

/**
 * Holds the best seats that are free. It chooses by what it knows, holds on the condition that nobody was faster, and
 * chooses again when another request was, farther and farther away from where the others are choosing. Seats that
 * others are at it leaves to them while there are other seats; else it waits for what they make of them. Of the
 * requests to the same instance it knows beforehand.
 */
export class HoldBestSeats {
  readonly #placeHold: PlaceHold
  readonly #ports: HoldBestSeatsPorts
  readonly #limits: HoldLimits
  readonly #inHand = new SeatsInHand()
  readonly #freeSeats = new FreeSeatsByView()

  constructor(placeHold: PlaceHold, ports: HoldBestSeatsPorts, limits: HoldLimits) {
    this.#placeHold = placeHold
    this.#ports = ports
    this.#limits = limits
  }

  /** @throws {StoreUnavailableError} when the seat store cannot be reached */
  async execute(command: HoldBestSeatsCommand): Promise<HoldBestSeatsResult> {
    const rivals = new Rivals({ mayBeOneself: this.#limits.holdsPerClientMax > 0 })
    for (;;) {
      const choice = await this.#choose(command, rivals)
      if (typeof choice === 'string') return refused({ reason: choice })
      if (!choice) return this.#noneAvailable(command)

      const waits = rivals.areWorthWaitingFor(choice)
      const result = await this.#place(command, choice.seatIds, waits)
      if (result.outcome === 'done') return result
      const choosesAgain = rivals.wereFaster(result.refusal.reason, choice, waits)
      if (!choosesAgain) return result
    }
  }

  /**
   * Leaves to others what is busy and what this instance has in hand, while there is anything else. What it chooses it
   * has in hand at once, before any other request that waited for the same view chooses.
   */
  async #choose(
    { eventId, quantity, category, adjacent }: HoldBestSeatsCommand,
    { busy, losses }: Rivals,
  ): Promise<Choice | 'unknown-event' | 'unknown-category' | undefined> {
    const hall = await this.#ports.halls.findHall(eventId)
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
    waits: boolean,
  ): Promise<HoldBestSeatsResult> {
    const asked = askedOf(command)
    try {
      return await this.#placeHold.execute(
        command,
        waits ? { seatIds, asked } : { seatIds, asked, waitMs: 0 },
      )
    } finally {
      this.#inHand.letGo(command.eventId, seatIds)
    }
  }

  /** A request that is repeated may have taken the last seats itself. */
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
