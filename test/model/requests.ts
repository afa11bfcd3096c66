import fc, { type Arbitrary } from 'fast-check'

import { SEAT_IDS } from './small-hall.ts'

interface Of<To extends string> {
  readonly to: To
}

interface OfHold {
  readonly holdId: string
  /** The token in the request, which may belong to another hold. */
  readonly bearer?: string | undefined
}

export interface HoldOptions {
  readonly ttlMs?: number | undefined
  /** The token of an existing hold, to which the seats are added. */
  readonly bearer?: string | undefined
}

export interface BestSeats {
  readonly quantity: number
  readonly category?: string | undefined
  readonly adjacent?: boolean | undefined
}

interface SomeSeats {
  readonly seatIds: readonly string[]
}

/** A request as it is sent. */
export type Asked =
  | (Of<'hold'> & SomeSeats & HoldOptions)
  | (Of<'hold the best'> & BestSeats & HoldOptions)
  | (Of<'extend'> & OfHold & { readonly ttlMs?: number | undefined })
  | (Of<'release'> & OfHold)
  | (Of<'confirm'> & OfHold)
  | (Of<'book'> & SomeSeats)
  | (Of<'cancel'> & { readonly bookingId: string })
  | (Of<'block'> & SomeSeats)
  | (Of<'unblock'> & SomeSeats)

export type Request<To extends Asked['to']> = Extract<Asked, { to: To }>

/** The ids of what a request creates, and its idempotency key. */
export interface Ids {
  readonly holdId: string
  readonly bookingId: string
  readonly key?: string | undefined
}

/** Can confirm any hold without its token. */
export const SELLER = 'the key of the seller'

export const tokenOf = (holdId: string): string => `token of ${holdId}`

/** The index of a hold or booking, modulo their number. An unknown one if there are none. */
type Pick = number

/** A request, before the existing holds and bookings are known. */
export type Wish =
  | (Of<'hold'> & SomeSeats & { readonly ttlMs?: number | undefined; readonly own?: Token })
  | (Of<'hold the best'> &
      BestSeats & { readonly ttlMs?: number | undefined; readonly own?: Token })
  | (Of<'extend' | 'release' | 'confirm'> & {
      readonly hold: Pick
      readonly token: Token | 'right'
      readonly ttlMs?: number | undefined
    })
  | ((Of<'book'> | Of<'block'> | Of<'unblock'>) & SomeSeats)
  | (Of<'cancel'> & { readonly booking: Pick })

/** The token of another hold, an unknown one, or none. */
export type Token = { readonly ofHold: Pick } | 'made up' | typeof SELLER | undefined

const minutes = (min: number, max: number) =>
  fc.integer({ min, max }).map((count) => count * 60_000)

const pick = fc.nat({ max: 20 })
const seatIds = fc.uniqueArray(
  fc.oneof(
    { arbitrary: fc.constantFrom(...SEAT_IDS), weight: 40 },
    { arbitrary: fc.constant('Z-9'), weight: 1 },
  ),
  { minLength: 1, maxLength: 5 },
)
const ttlMs = fc.option(minutes(1, 35), { nil: undefined })
const token: Arbitrary<Token> = fc.oneof(
  { arbitrary: fc.constant(undefined), weight: 4 },
  { arbitrary: fc.record({ ofHold: pick }), weight: 3 },
  { arbitrary: fc.constant('made up' as const), weight: 1 },
)
const to = <To extends string>(...names: To[]) => fc.constantFrom(...names)

/** Any request by any client. */
export const wish: Arbitrary<Wish> = fc.oneof(
  { arbitrary: fc.record({ to: to('hold'), seatIds, ttlMs, own: token }), weight: 4 },
  {
    arbitrary: fc.record({
      to: to('hold the best'),
      quantity: fc.integer({ min: 1, max: 4 }),
      category: fc.constantFrom(undefined, undefined, 'A', 'B'),
      adjacent: fc.constantFrom(undefined, true, false),
      ttlMs,
      own: token,
    }),
    weight: 3,
  },
  {
    arbitrary: fc.record({
      to: to('extend', 'release', 'confirm', 'confirm'),
      hold: pick,
      token: fc.oneof(
        { arbitrary: fc.constant('right' as const), weight: 9 },
        { arbitrary: token, weight: 2 },
        { arbitrary: fc.constant(SELLER), weight: 1 },
      ),
      ttlMs,
    }),
    weight: 8,
  },
  { arbitrary: fc.record({ to: to('book', 'block', 'unblock'), seatIds }), weight: 3 },
  { arbitrary: fc.record({ to: to('cancel'), booking: pick }), weight: 2 },
)
