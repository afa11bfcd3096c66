// The model: the seats of a hall after any sequence of requests, as documented. It has no locks, no conditional writes
// and no concurrency, and shares no code with what it is compared with.
//
//   small-hall.ts     the hall and the limits
//   hall-model.ts     the state of the hall
//   requests.ts       the possible requests
//   rules.ts          the allowed results of each request, and its changes: hold-rules.ts, sale-rules.ts,
//                     place-rules.ts,
//                     repeat-rules.ts and best-seats.ts, with the results of verdict.ts
//   service.ts        the use cases over a store, which get the same requests
//   comparison.ts     sends requests to both and compares the results and, with agreement.ts, everything that can be read
//   steps.ts          the possible steps, in any order
//   hall.test.ts      runs them on every store
//
// For concurrent requests, the tests check linearizability: whether the acknowledged operations could have happened in
// sequence.
//
//   racing-hall.ts      the use cases with every step scheduled, and what they acknowledge
//   seat-operations.ts  the effect of each operation on a seat
//   linearizability.ts  searches for a possible sequence
//   race.test.ts        runs concurrent requests in every order
//
// test/simulation uses the same operations and the same search, with faults.

import { SEAT_IDS } from './small-hall.ts'

export type ModelState =
  | { readonly status: 'available' | 'blocked' }
  | { readonly status: 'held'; readonly holdId: string; readonly untilMs: number }
  | { readonly status: 'booked'; readonly bookingId: string }

export interface ModelHold {
  readonly id: string
  readonly code: string
  version: number
  seatIds: readonly string[]
  untilMs: number
  readonly lastMs: number
  end?: 'released' | { readonly bookingId: string }
}

export interface ModelBooking {
  readonly id: string
  readonly code: string
  /** Including the cancelled seats; if all are cancelled, those that it had at the end. */
  seatIds: readonly string[]
  cancelled: readonly string[]
  reference?: string | undefined
  /** All seats that it has or had, including those that were moved. */
  readonly past: Set<string>
}

/** The seats that the booking has. It is cancelled if there are none. */
export const currentOf = ({ seatIds, cancelled }: ModelBooking): string[] =>
  seatIds.filter((seatId) => !cancelled.includes(seatId))

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

  /** The public status of a seat: available if its hold has expired. */
  statusOf(seatId: string): ModelState['status'] | undefined {
    const state = this.seats.get(seatId)?.state
    return state?.status === 'held' && state.untilMs <= this.nowMs ? 'available' : state?.status
  }

  seatsWhere(matches: (state: ModelState) => boolean): string[] {
    return [...this.seats].filter(([, { state }]) => matches(state)).map(([id]) => id)
  }

  /** Changes all these seats. */
  become(seatIds: readonly string[], state: ModelState): void {
    this.changeTogether([[seatIds, state]])
  }

  /** Changes these seats in one change. */
  changeTogether(parts: readonly (readonly [seatIds: readonly string[], ModelState])[]): void {
    if (parts.some(([seatIds]) => seatIds.length > 0)) this.revision++
    for (const [seatIds, state] of parts) {
      for (const seatId of seatIds) {
        const version = (this.seats.get(seatId)?.version ?? 0) + 1
        this.seats.set(seatId, { state, version })
      }
    }
  }

  /** A booking of all these seats. */
  sell(seatIds: readonly string[], bookingId: string, code: string): void {
    const past = new Set(seatIds)
    this.bookings.push({ id: bookingId, code, seatIds, cancelled: [], past })
    this.become(seatIds, { status: 'booked', bookingId })
  }

  /** Records each expired hold in a separate change. */
  sweep(): void {
    for (const hold of this.holds) {
      const expired = this.seatsWhere(
        (state) =>
          state.status === 'held' && state.holdId === hold.id && state.untilMs < this.nowMs,
      )
      this.become(expired, { status: 'available' })
    }
  }
}
