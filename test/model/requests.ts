import fc, { type Arbitrary } from 'fast-check'

import { AREA, SEAT_IDS } from './small-hall.ts'

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
  readonly zone?: string | undefined
  readonly accessible?: number | undefined
  readonly adjacent?: boolean | undefined
}

interface SomeSeats {
  readonly seatIds: readonly string[]
}

interface SomePlaces extends SomeSeats {
  readonly areas: readonly [{ readonly areaId: string; readonly quantity: number }]
}

interface OfBooking {
  readonly bookingId: string
}

interface Moves {
  /** Each seat at most once. */
  readonly moves: readonly { readonly from: string; readonly to: string }[]
  readonly allowsOtherCategory: boolean
}

/** A request as it is sent. */
export type Asked =
  | (Of<'hold'> & SomeSeats & HoldOptions)
  | (Of<'hold places'> & SomePlaces & HoldOptions)
  | (Of<'hold the best'> & BestSeats & HoldOptions)
  | (Of<'extend'> & OfHold & { readonly ttlMs?: number | undefined })
  | (Of<'release'> & OfHold)
  | (Of<'release seats'> & OfHold & SomeSeats)
  | (Of<'confirm'> & OfHold & { readonly version?: number | undefined })
  | (Of<'book'> & SomeSeats)
  | (Of<'book places'> & SomePlaces)
  | (Of<'cancel'> & OfBooking)
  | (Of<'cancel seats'> & OfBooking & SomeSeats)
  | (Of<'move'> & OfBooking & Moves)
  | (Of<'change the reference'> & OfBooking & { readonly reference: string | undefined })
  | (Of<'block'> & SomeSeats)
  | (Of<'unblock'> & SomeSeats)

export type Request<To extends Asked['to']> = Extract<Asked, { to: To }>

/** The ids and the code of what a request creates, and its idempotency key. */
export interface Ids {
  readonly holdId: string
  readonly bookingId: string
  readonly code: string
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
  | (Of<'hold places'> & SomePlaces & { readonly ttlMs?: number | undefined; readonly own?: Token })
  | (Of<'hold the best'> &
      BestSeats & { readonly ttlMs?: number | undefined; readonly own?: Token })
  | (Of<'extend' | 'release' | 'confirm'> & {
      readonly hold: Pick
      readonly token: Token | 'right'
      readonly ttlMs?: number | undefined
      /** The difference between the version that is confirmed and the current one. */
      readonly versionOff?: number | undefined
    })
  | (Of<'release seats'> & {
      readonly hold: Pick
      readonly token: Token | 'right'
      /** The indexes of seats of the hold, and another seat. */
      readonly places: readonly Pick[]
      readonly other?: string | undefined
    })
  | ((Of<'book'> | Of<'block'> | Of<'unblock'>) & SomeSeats)
  | (Of<'book places'> & SomePlaces)
  | (Of<'cancel'> & { readonly booking: Pick })
  | (Of<'cancel seats'> & {
      readonly booking: Pick
      /** The indexes of seats of the booking, and another seat. */
      readonly places: readonly Pick[]
      readonly other?: string | undefined
    })
  | (Of<'move'> & {
      readonly booking: Pick
      /** From the seat of the booking with this index, or from a given seat. */
      readonly moves: readonly { readonly from: Pick | string; readonly to: string }[]
      readonly allowsOtherCategory: boolean
    })
  | (Of<'change the reference'> & {
      readonly booking: Pick
      readonly reference: string | undefined
    })

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
/** Mostly no seats beside the places. */
const fewSeatIds = fc.oneof({ arbitrary: fc.constant([]), weight: 3 }, seatIds)
const areas = fc.tuple(
  fc.record({
    areaId: fc.constantFrom(...Array<string>(20).fill(AREA.areaId), 'lawn'),
    quantity: fc.integer({ min: 1, max: AREA.capacity }),
  }),
)
const ttlMs = fc.option(minutes(1, 35), { nil: undefined })
const token: Arbitrary<Token> = fc.oneof(
  { arbitrary: fc.constant(undefined), weight: 4 },
  { arbitrary: fc.record({ ofHold: pick }), weight: 3 },
  { arbitrary: fc.constant('made up' as const), weight: 1 },
)
const to = <To extends string>(...names: To[]) => fc.constantFrom(...names)

const tokenOfHold: Arbitrary<Token | 'right'> = fc.oneof(
  { arbitrary: fc.constant('right' as const), weight: 9 },
  { arbitrary: token, weight: 2 },
  { arbitrary: fc.constant(SELLER), weight: 1 },
)

/** Any request by any client. */
export const wish: Arbitrary<Wish> = fc.oneof(
  { arbitrary: fc.record({ to: to('hold'), seatIds, ttlMs, own: token }), weight: 4 },
  {
    arbitrary: fc.record({
      to: to('hold places'),
      seatIds: fewSeatIds,
      areas,
      ttlMs,
      own: token,
    }),
    weight: 3,
  },
  {
    arbitrary: fc.record({ to: to('book places'), seatIds: fewSeatIds, areas }),
    weight: 1,
  },
  {
    arbitrary: fc.record({
      to: to('hold the best'),
      quantity: fc.integer({ min: 1, max: 4 }),
      category: fc.constantFrom(undefined, undefined, 'A', 'B'),
      zone: fc.constantFrom(undefined, undefined, undefined, 'Stalls', 'Box'),
      accessible: fc.constantFrom(undefined, undefined, undefined, 1),
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
      token: tokenOfHold,
      ttlMs,
      versionOff: fc.constantFrom(undefined, undefined, 0, 0, -1),
    }),
    weight: 8,
  },
  {
    arbitrary: fc.record({
      to: to('release seats'),
      hold: pick,
      token: tokenOfHold,
      places: fc.array(pick, { minLength: 1, maxLength: 2 }),
      other: fc.constantFrom(undefined, undefined, undefined, 'Z-9', ...SEAT_IDS),
    }),
    weight: 3,
  },
  { arbitrary: fc.record({ to: to('book', 'block', 'unblock'), seatIds }), weight: 3 },
  { arbitrary: fc.record({ to: to('cancel'), booking: pick }), weight: 1 },
  {
    arbitrary: fc.record({
      to: to('cancel seats'),
      booking: pick,
      places: fc.array(pick, { minLength: 1, maxLength: 2 }),
      other: fc.constantFrom(undefined, undefined, undefined, 'Z-9', ...SEAT_IDS),
    }),
    weight: 2,
  },
  {
    arbitrary: fc.record({
      to: to('move'),
      booking: pick,
      moves: fc.array(
        fc.record({
          from: fc.oneof({ arbitrary: pick, weight: 9 }, fc.constantFrom(...SEAT_IDS)),
          to: fc.constantFrom('Z-9', ...SEAT_IDS, ...SEAT_IDS),
        }),
        { minLength: 1, maxLength: 2 },
      ),
      allowsOtherCategory: fc.boolean(),
    }),
    weight: 3,
  },
  {
    arbitrary: fc.record({
      to: to('change the reference'),
      booking: pick,
      reference: fc.constantFrom(undefined, 'order 1', 'order 2'),
    }),
    weight: 1,
  },
)
