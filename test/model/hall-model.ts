// The model: what the seats of a hall are after any sequence of requests, as the documentation tells it. It knows no
// locks, no conditional writes and no two things at once, and takes nothing from the code that is compared with it.
//
//   small-hall.ts     the hall, and the limits
//   hall-model.ts     what is known of the hall at a time
//   requests.ts       what can be asked
//   rules.ts          what each request may be answered, and what it changes: hold-rules.ts, sale-rules.ts,
//                     repeat-rules.ts and best-seats.ts, with verdict.ts for how they say it
//   service.ts        the use cases over a store, which are asked the same
//   comparison.ts     asks both, and compares, with agreement.ts, all there is to read
//   steps.ts          what can happen, in any order
//   hall.test.ts      lets it happen, on every store
//
// Where things do happen at once, another question is asked: whether what was acknowledged can be told as a story in
// which one thing happens after another.
//
//   racing-hall.ts      the use cases, whose every step waits for its turn, and what they acknowledge
//   seat-operations.ts  what that means for a seat
//   linearizability.ts  looks for the story
//   race.test.ts        lets requests race in every order

import { SEAT_IDS } from './small-hall.ts'

export type ModelState =
  | { readonly status: 'available' | 'blocked' }
  | { readonly status: 'held'; readonly holdId: string; readonly untilMs: number }
  | { readonly status: 'booked'; readonly bookingId: string }

export interface ModelHold {
  readonly id: string
  seatIds: readonly string[]
  untilMs: number
  readonly lastMs: number
  end?: 'released' | { readonly bookingId: string }
}

export interface ModelBooking {
  readonly id: string
  readonly seatIds: readonly string[]
  isCancelled: boolean
}

export class HallModel {
  nowMs: number
  revision = 0
  readonly seats = new Map<string, { state: ModelState; version: number }>(
    SEAT_IDS.map((id) => [id, { state: { status: 'available' }, version: 0 }]),
  )
  readonly holds: ModelHold[] = []
  readonly bookings: ModelBooking[] = []

  constructor(nowMs: number) {
    this.nowMs = nowMs
  }

  /** What a seat is for everybody: a hold that has run out holds nothing. */
  statusOf(seatId: string): ModelState['status'] | undefined {
    const state = this.seats.get(seatId)?.state
    return state?.status === 'held' && state.untilMs <= this.nowMs ? 'available' : state?.status
  }

  seatsWhere(matches: (state: ModelState) => boolean): string[] {
    return [...this.seats].filter(([, { state }]) => matches(state)).map(([id]) => id)
  }

  /** One change of all these seats. */
  become(seatIds: readonly string[], state: ModelState): void {
    if (seatIds.length > 0) this.revision++
    for (const seatId of seatIds) {
      const version = (this.seats.get(seatId)?.version ?? 0) + 1
      this.seats.set(seatId, { state, version })
    }
  }

  /** A booking of all these seats. */
  sell(seatIds: readonly string[], bookingId: string): void {
    this.bookings.push({ id: bookingId, seatIds, isCancelled: false })
    this.become(seatIds, { status: 'booked', bookingId })
  }

  /** Every hold that has run out is written down in a change of its own. */
  sweep(): void {
    for (const { id } of this.holds) {
      const expired = this.seatsWhere(
        (state) => state.status === 'held' && state.holdId === id && state.untilMs < this.nowMs,
      )
      this.become(expired, { status: 'available' })
    }
  }
}
