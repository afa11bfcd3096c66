import { areAdjacent } from '../../domain/best-seats/adjacency.ts'
import type { SeatId } from '../../domain/seat.ts'
import { Contention } from '../best-seats/contention.ts'
import {
  type ChoiceRefusal,
  SeatChooser,
  type SeatChooserPorts,
  type WantedSeats,
} from '../best-seats/seat-chooser.ts'
import { takeChosen } from '../best-seats/take-chosen.ts'
import { type ChangeResult, refused } from '../changes/change-result.ts'
import type { ClientQuota } from '../changes/client-quota.ts'
import type { HeldSeats, HoldRequest, HoldSeatsRefusal } from '../changes/hold-request.ts'
import type { PlaceHold } from '../changes/place-hold.ts'
import { refuseUnlessRetry } from '../changes/retries.ts'
import type { SeatRepositoryPort } from '../ports/seat-repository.port.ts'
import { StoreUnavailableError } from '../ports/store-unavailable-error.ts'

export interface HoldBestSeatsCommand extends HoldRequest, WantedSeats {}

export interface HeldBestSeats extends HeldSeats {
  /**
   * Whether all seats of the hold are adjacent. If they were added to an existing hold, this includes its other seats.
   * Undefined if the store became unavailable: the hold is already saved, so its answer must not fail.
   */
  readonly adjacent: boolean | undefined
}

type Refusal = HoldSeatsRefusal | ChoiceRefusal

/** The refusals of a retry if its first execution took the last seats, or if the plan was replaced since. */
const MAY_BE_RETRY: ReadonlySet<string> = new Set([
  'none-available',
  'unknown-category',
  'unknown-zone',
])
export type HoldBestSeatsResult = ChangeResult<HeldBestSeats, Refusal>

export interface HoldBestSeatsPorts extends SeatChooserPorts {
  readonly seats: Pick<SeatRepositoryPort, 'findIdempotencyRecord' | 'acknowledge'>
}

/**
 * Holds the best available seats. It chooses from the current availability and places the hold conditionally. If another
 * request takes the seats first, it chooses again, at an increasing distance from the best seats. While other seats are
 * available, it avoids those that other requests are trying to hold; otherwise it waits for their locks.
 */
export class HoldBestSeats {
  readonly #placeHold: PlaceHold
  readonly #seats: HoldBestSeatsPorts['seats']
  readonly #chooser: SeatChooser
  readonly #halls: HoldBestSeatsPorts['halls']
  readonly #quota: Pick<ClientQuota, 'clientFor'>

  constructor(
    placeHold: PlaceHold,
    ports: HoldBestSeatsPorts,
    quota: Pick<ClientQuota, 'clientFor'>,
  ) {
    this.#placeHold = placeHold
    this.#seats = ports.seats
    this.#chooser = new SeatChooser(ports)
    this.#halls = ports.halls
    this.#quota = quota
  }

  async execute(command: HoldBestSeatsCommand): Promise<HoldBestSeatsResult> {
    const held = await this.#holdBest(command)
    if (held.outcome === 'refused') return held
    const adjacent = await this.#areAdjacent(command, held.result.seatIds)
    return { ...held, result: { ...held.result, adjacent } }
  }

  /** Determined from the seats, so that a retry gets it too. */
  async #areAdjacent(
    { eventId, accessible = 0 }: HoldBestSeatsCommand,
    seatIds: readonly SeatId[],
  ): Promise<boolean | undefined> {
    try {
      const hall = await this.#halls.findHall(eventId)
      return hall !== undefined && areAdjacent(hall, seatIds, { linksCompanions: accessible > 0 })
    } catch (error) {
      if (error instanceof StoreUnavailableError) return undefined
      throw error
    }
  }

  async #holdBest(command: HoldBestSeatsCommand): Promise<ChangeResult<HeldSeats, Refusal>> {
    const locksClient = this.#quota.clientFor('lock', command.clientId) !== undefined
    const contention = new Contention({ locksClient })
    const content = contentOf(command)
    const { eventId } = command
    const result = await takeChosen({
      contention,
      choose: () => this.#chooser.choose(command, contention),
      take: ({ seatIds }, waitMs) =>
        this.#placeHold.execute(command, {
          seatIds,
          newSeatIds: seatIds,
          waitMs,
          content,
          isBestChoice: true,
        }),
      settle: ({ seatIds }) => {
        this.#chooser.settle(eventId, seatIds)
      },
    })
    if (result.outcome === 'done') return result
    const { reason } = result.refusal
    // The request did not name the seats, so all that it can know is that others were faster.
    if (reason === 'not-available' || reason === 'unknown-seats') {
      return refused({ reason: 'overtaken' })
    }
    if (!MAY_BE_RETRY.has(reason)) return result
    const { onRetry } = this.#placeHold
    const request = { eventId, requester: command, content, onRetry }
    const cause = (await this.#placeHold.unknownHold(command)) ?? result.refusal
    return refuseUnlessRetry(this.#seats, request, cause)
  }
}

function contentOf(command: HoldBestSeatsCommand): object {
  const { quantity, category, zone, accessible, adjacent, ttlMs } = command
  return { best: quantity, category, zone, accessible, adjacent, ttlMs }
}
