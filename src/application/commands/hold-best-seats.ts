import { Contention } from '../best-seats/contention.ts'
import {
  type ChoiceRefusal,
  SeatChooser,
  type SeatChooserPorts,
  type WantedSeats,
} from '../best-seats/seat-chooser.ts'
import { repeatIfOvertaken } from '../changes/attempts.ts'
import { type ChangeResult, refused } from '../changes/change-result.ts'
import type { ClientQuota } from '../changes/client-quota.ts'
import type {
  HeldSeats,
  HoldRequest,
  HoldSeatsRefusal,
  HoldSeatsResult,
} from '../changes/hold-request.ts'
import type { PlaceHold, SeatsToHold } from '../changes/place-hold.ts'
import { answerRetry } from '../changes/retries.ts'
import type { SeatRepositoryPort } from '../ports/seat-repository.port.ts'

export interface HoldBestSeatsCommand extends HoldRequest, WantedSeats {}

export type HoldBestSeatsResult = ChangeResult<HeldSeats, HoldSeatsRefusal | ChoiceRefusal>

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
  readonly #quota: Pick<ClientQuota, 'clientFor'>

  constructor(
    placeHold: PlaceHold,
    ports: HoldBestSeatsPorts,
    quota: Pick<ClientQuota, 'clientFor'>,
  ) {
    this.#placeHold = placeHold
    this.#seats = ports.seats
    this.#chooser = new SeatChooser(ports)
    this.#quota = quota
  }

  async execute(command: HoldBestSeatsCommand): Promise<HoldBestSeatsResult> {
    const locksClient = this.#quota.clientFor('lock', command.clientId) !== undefined
    const contention = new Contention({ locksClient })
    for (;;) {
      const choice = await this.#chooser.choose(command, contention)
      if (choice.outcome === 'refused') {
        return choice.refusal.reason === 'none-available' ? this.#noneAvailable(command) : choice
      }
      const { seatIds } = choice
      const waits = contention.shouldWait(choice)
      const result = await this.#hold(command, { seatIds, waitMs: waits ? undefined : 0 })
      if (result.outcome === 'done') return result
      const { reason } = result.refusal
      const choosesAgain = contention.recordLoss(choice, { reason, hasWaited: waits })
      if (!choosesAgain) return result
    }
  }

  async #hold(
    command: HoldBestSeatsCommand,
    seats: Omit<SeatsToHold, 'content'>,
  ): Promise<HoldSeatsResult> {
    try {
      return await this.#placeHold.execute(command, {
        ...seats,
        content: contentOf(command),
        isBestChoice: true,
      })
    } finally {
      this.#chooser.settle(command.eventId, seats.seatIds)
    }
  }

  /** If this is a retry, its first execution may have taken the last seats. */
  async #noneAvailable(command: HoldBestSeatsCommand): Promise<HoldBestSeatsResult> {
    const request = {
      eventId: command.eventId,
      requester: command,
      content: contentOf(command),
      onRetry: this.#placeHold.onRetry,
    }
    const result = await repeatIfOvertaken<HoldBestSeatsResult>(
      async () =>
        (await answerRetry(this.#seats, request)) ?? refused({ reason: 'none-available' }),
    )
    return result.outcome === 'overtaken' ? refused({ reason: 'overtaken' }) : result
  }
}

function contentOf({ quantity, category, adjacent, ttlMs }: HoldBestSeatsCommand): object {
  return { best: quantity, category, adjacent, ttlMs }
}
