import type { HoldfastClient, Money, Schemas } from '../../../client/src/index.ts'

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
export type HoldState = Schemas['HoldState']

export type PurchaseState =
  | { readonly phase: 'none' }
  | ({ readonly phase: 'held' } & HeldSeats)
  | { readonly phase: 'expired'; readonly holdId: string; readonly seatIds: readonly string[] }
  | ({ readonly phase: 'booked' } & BookedSeats)

export type Step = 'hold' | 'extend' | 'confirm' | 'checkout' | 'release' | 'remove' | 'exchange'

type HoldRequest = Schemas['HoldRequest']

export type BestSeats = NonNullable<HoldRequest['bestAvailable']>

/** Places in a standing area. */
export type AreaWanted = NonNullable<HoldRequest['areas']>[number]

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
  'holdSeats' | 'getHold' | 'extendHold' | 'confirmHold' | 'releaseHold' | 'releaseHeldSeats'
>
