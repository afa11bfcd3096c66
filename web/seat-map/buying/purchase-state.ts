import type { HoldfastClient } from '../../../client/src/index.ts'

export interface HeldSeats {
  readonly holdId: string
  readonly seatIds: readonly string[]
  /** When the hold ends, by the monotonic clock. */
  readonly endsMs: number
  /** How long the hold lasted when it was made or extended last. */
  readonly lastsMs: number
  /** The code for the box office, if it is shown. */
  readonly boxOfficeCode?: string | undefined
}

/** A hold as the service has it. */
export type HoldState = Awaited<ReturnType<HoldfastClient['getHold']>>

export type PurchaseState =
  | { readonly phase: 'none' }
  | ({ readonly phase: 'held' } & HeldSeats)
  | { readonly phase: 'expired'; readonly holdId: string; readonly seatIds: readonly string[] }
  | {
      readonly phase: 'booked'
      readonly holdId: string
      readonly bookingId: string
      /** The code of the booking, for people. */
      readonly code: string
      readonly seatIds: readonly string[]
    }

export type Step = 'hold' | 'extend' | 'confirm' | 'checkout' | 'release'

export interface BestSeats {
  readonly quantity: number
  readonly category?: string | undefined
}

/** Called after each change, with its cause. `read`: the hold was read from the storage or from the service. */
export type PurchaseListener = (
  state: PurchaseState,
  cause: PurchaseCause,
  before: PurchaseState,
) => void

export type PurchaseCause = Step | 'read' | 'expire' | 'new'

export type BuyingClient = Pick<
  HoldfastClient,
  'getHold' | 'holdSeats' | 'extendHold' | 'confirmHold' | 'releaseHold'
>
