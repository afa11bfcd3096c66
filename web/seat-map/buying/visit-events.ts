/** A message to the customer about the latest event. */
export interface Message {
  readonly text: string
  /** Screen readers read out a bad message at once. */
  readonly tone: 'good' | 'bad'
  /** What the customer can do about it. */
  readonly action?: { readonly label: string; readonly act: () => void } | undefined
  /** Whether it is about a failure that is over once the service answers again. */
  readonly isTransient?: boolean | undefined
}

export type VisitEvent = 'hold' | 'release' | 'expire' | 'confirm' | 'checkout'

/** The events for the surrounding page. They never contain the token of a hold. */
export interface VisitDetail {
  readonly holdId: string
  /** For `release` the released seats, else all seats of the hold or booking. */
  readonly seatIds: readonly string[]
  readonly bookingId?: string
  /** The code of the booking. */
  readonly code?: string
}
