import type { HoldfastClient, HoldTicket, RequestOptions } from '../../../client/src/index.ts'
import type { Money } from '../../money.ts'

export interface HeldSeats {
  readonly holdId: string
  readonly seatIds: readonly string[]
  /** When the hold ends, by the monotonic clock. */
  readonly endsMs: number
  /** How long the hold lasted when it was made or extended last. */
  readonly lastsMs: number
  /** The code for the box office, if it is shown. */
  readonly boxOfficeCode?: string | undefined
  /** What the seats cost, if the event has prices. */
  readonly total?: Money | undefined
}

export interface BookedSeats {
  readonly holdId: string
  readonly bookingId: string
  /** The code of the booking, for people. */
  readonly code: string
  readonly seatIds: readonly string[]
  readonly total?: Money | undefined
}

/** A hold as the service has it. */
export type HoldState = Awaited<ReturnType<HoldfastClient['getHold']>> & {
  readonly total?: Money | undefined
}

export type PurchaseState =
  | { readonly phase: 'none' }
  | ({ readonly phase: 'held' } & HeldSeats)
  | { readonly phase: 'expired'; readonly holdId: string; readonly seatIds: readonly string[] }
  | ({ readonly phase: 'booked' } & BookedSeats)

export type Step = 'hold' | 'extend' | 'confirm' | 'checkout' | 'release' | 'remove' | 'exchange'

export interface BestSeats {
  readonly quantity: number
  readonly category?: string | undefined
  readonly zone?: string | undefined
  /** How many of them are wheelchair places. */
  readonly accessible?: number | undefined
}

/** Places in a standing area. */
export interface AreaWanted {
  readonly areaId: string
  readonly quantity: number
}

/** Certain seats and standing places, or the best available seats. */
export interface Wanted {
  readonly seatIds?: readonly string[]
  readonly areas?: readonly AreaWanted[]
  readonly bestAvailable?: BestSeats
}

/**
 * Why the state has changed. `read`: the hold was read from the storage or from the service. `released`: the hold was
 * released by another page or by the box office.
 */
export type PurchaseCause = Step | 'read' | 'released' | 'expire' | 'new'

/** Called after each change, with its cause. */
export type PurchaseListener = (
  state: PurchaseState,
  cause: PurchaseCause,
  before: PurchaseState,
) => void

export type BuyingClient = Pick<
  HoldfastClient,
  'getHold' | 'extendHold' | 'confirmHold' | 'releaseHold' | 'releaseHeldSeats'
> & {
  holdSeats(
    eventId: string,
    wanted: Wanted,
    options?: RequestOptions & {
      readonly hold?: HoldTicket | undefined
      readonly admission?: string | undefined
    },
  ): ReturnType<HoldfastClient['holdSeats']>
}
