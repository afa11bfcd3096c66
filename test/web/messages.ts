import type { FollowedSeats, SeatUpdate } from '../../client/src/index.ts'

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

/** What the client says after each connect: all seats that are not available. */
export function snapshot(seats: Seats): FollowedSeats {
  return messageOf('snapshot', seats)
}

/** What the client says of seats that have changed. */
export function changes(seats: Seats): FollowedSeats {
  return messageOf('changes', seats)
}

function messageOf(kind: FollowedSeats['kind'], seats: Seats): FollowedSeats {
  const updates = Object.entries(seats).map(([seatId, status]) => ({ seatId, status, version: 1 }))
  const taken = updates.filter(({ status }) => status !== 'available')
  return {
    kind,
    eventVersion: 1,
    event: GALA,
    sale: 'open',
    revision: 1,
    taken: new Map(taken.map((seat) => [seat.seatId, seat])),
    changed: updates,
    areas: new Map(),
  }
}
