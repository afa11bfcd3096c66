import { areAdjacent } from '../../domain/best-seats/adjacency.ts'
import { Contention } from '../best-seats/contention.ts'
import {
  type ChoiceRefusal,
  SeatChooser,
  type SeatChooserPorts,
  type WantedSeats,
} from '../best-seats/seat-chooser.ts'
import { takeChosen } from '../best-seats/take-chosen.ts'
import type { ChangeResult } from '../changes/change-result.ts'
import type { ClientQuota } from '../changes/client-quota.ts'
import type { HeldSeats, HoldRequest, HoldSeatsRefusal } from '../changes/hold-request.ts'
import type { PlaceHold } from '../changes/place-hold.ts'
import { refuseUnlessRetry } from '../changes/retries.ts'
import type { SeatRepositoryPort } from '../ports/seat-repository.port.ts'

export interface HoldBestSeatsCommand extends HoldRequest, WantedSeats {}

export interface HeldBestSeats extends HeldSeats {
  /** Whether all seats of the hold are adjacent. If they were added to an existing hold, this includes its other seats. */
  readonly adjacent: boolean
}

type Refusal = HoldSeatsRefusal | ChoiceRefusal
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
    // Determined from the seats, so that a retry gets it too.
    const hall = await this.#halls.findHall(command.eventId)
    const adjacent = hall !== undefined && areAdjacent(hall, held.result.seatIds)
    return { ...held, result: { ...held.result, adjacent } }
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
    if (result.outcome === 'done' || result.refusal.reason !== 'none-available') return result
    // If this is a retry, its first execution may have taken the last seats.
    const { onRetry } = this.#placeHold
    const request = { eventId, requester: command, content, onRetry }
    return refuseUnlessRetry(this.#seats, request, result.refusal)
  }
}

function contentOf(command: HoldBestSeatsCommand): object {
  const { quantity, category, zone, accessible, adjacent, ttlMs } = command
  return { best: quantity, category, zone, accessible, adjacent, ttlMs }
}
