import type { AreaUpdate, FollowedSeats, SeatUpdate } from '../../client/src/index.ts'

export const GALA = {
  eventId: 'gala',
  version: 1,
  planVersion: 1,
  name: 'Gala',
  status: 'on-sale',
  createdAt: '2026-06-01T10:00:00.000Z',
  seatCount: 9,
} as const

type Seats = Readonly<Record<string, SeatUpdate['status']>>

interface Extra {
  /** The version of all seats of the message. */
  readonly version?: number
  readonly areas?: readonly AreaUpdate[]
}

/** What the client says after each connect: all seats that are not available. */
export function snapshot(seats: Seats, extra?: Extra): FollowedSeats {
  return messageOf('snapshot', seats, extra)
}

/** What the client says of seats that have changed. */
export function changes(seats: Seats, extra?: Extra): FollowedSeats {
  return messageOf('changes', seats, extra)
}

function messageOf(
  kind: FollowedSeats['kind'],
  seats: Seats,
  { version = 1, areas = [] }: Extra = {},
): FollowedSeats {
  const updates = Object.entries(seats).map(([seatId, status]) => ({ seatId, status, version }))
  const taken = updates.filter(({ status }) => status !== 'available')
  return {
    kind,
    eventVersion: 1,
    event: GALA,
    sale: 'open',
    revision: 1,
    taken: new Map(taken.map((seat) => [seat.seatId, seat])),
    changed: updates,
    areas: new Map(areas.map((area) => [area.areaId, area])),
  }
}
