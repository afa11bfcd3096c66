import {
  type SeatMap,
  type StoredBooking,
  type StoredEvent,
  type StoredState,
  takenSeats,
} from './stored-state.ts'

/** Small pages, so that a history has several. */
const PAGE = 25

/** Events whose history begins with other entries in small pages than in large ones. */
export async function otherPages(
  state: StoredState,
  events: readonly StoredEvent[],
): Promise<string[]> {
  const found = await Promise.all(
    events.map(async ({ eventId, history }) => {
      const paged = await state.readHistory(eventId, PAGE)
      const at = history.findIndex(
        (entry, at) => JSON.stringify(entry) !== JSON.stringify(paged[at]),
      )
      // Expiries may be recorded meanwhile.
      if (at < 0) return []
      return [
        `event ${eventId}: ${history.length} entries, ${paged.length} in pages, differ at ${at}`,
      ]
    }),
  )
  return found.flat()
}

/** Events whose reconciliation with all bookings but one, and with a seat too many, has another result than that. */
export async function wrongDifferences(
  state: StoredState,
  events: readonly StoredEvent[],
): Promise<string[]> {
  const found = await Promise.all(
    events.map(async ({ eventId, bookings }) => {
      const [left, ...booked] = bookings.flatMap(bookedSeats)
      // No shop can have such bookings. Another check reports them.
      if (new Set(booked.map(({ seatId }) => seatId)).size < booked.length) return []
      const given = booked.map(({ seatId, reference = 'none' }) => ({ seatId, reference }))
      const extra = { seatId: 'no-such-seat', reference: 'none' }
      const { missing, unexpected, otherReference } = await state.reconcile(eventId, [
        ...given,
        extra,
      ])
      const answered = JSON.stringify([missing, inOrder(unexpected), inOrder(otherReference)])
      const withoutReference = booked.filter(({ reference }) => reference === undefined)
      const expected = JSON.stringify([[extra], left ? [left] : [], inOrder(withoutReference)])
      return answered === expected ? [] : [`event ${eventId}: ${answered}, not ${expected}`]
    }),
  )
  return found.flat()
}

/** Seat maps that differ from the bookings and blocks, once all holds are over. */
export async function wrongSeatMaps(
  state: StoredState,
  events: readonly StoredEvent[],
): Promise<string[]> {
  const found = await Promise.all(
    events.map(async (event) => {
      const map = await state.readSeatMap(event.eventId)
      const [shown, stored] = [new Set(linesOf(map)), new Set(linesOf(storedMap(event, map)))]
      return Array.from(shown.symmetricDifference(stored), (line) => {
        const where = shown.has(line) ? 'shown, and not stored' : 'stored, and not shown'
        return `event ${event.eventId}: ${line} is ${where}`
      })
    }),
  )
  return found.flat()
}

/** The map as it must be, with the standing areas of this one. */
function storedMap(event: StoredEvent, { areas = [] }: SeatMap): SeatMap {
  const areaOf = (seatId: string) =>
    areas.find(({ areaId }) => seatId.startsWith(`${areaId}:`))?.areaId
  const taken = Map.groupBy(takenSeats(event), ([seatId]) => areaOf(seatId))
  const named = taken.get(undefined) ?? []
  return {
    seats: named.map(([seatId, status]) => ({ seatId, status })),
    areas: areas.map(({ areaId, capacity }) => {
      return { areaId, capacity, available: capacity - (taken.get(areaId)?.length ?? 0) }
    }),
  }
}

function linesOf({ seats, areas = [] }: SeatMap): string[] {
  return [
    ...seats.map(({ seatId, status }) => `${seatId} ${status}`),
    ...areas.map(({ areaId, available }) => `${areaId} ${available}`),
  ]
}

/** Booked or blocked seats that the plan does not have, so that a hall has more of them than it has places. */
export function outsideThePlan(events: readonly StoredEvent[]): string[] {
  return events.flatMap((event) => {
    const planned = new Set(event.seatIds)
    return [...takenSeats(event).keys()]
      .filter((seatId) => !planned.has(seatId))
      .map((seatId) => `seat ${event.eventId} ${seatId} is not in the plan`)
  })
}

interface BookedSeat {
  readonly seatId: string
  readonly bookingId: string
  readonly reference?: string | undefined
}

function bookedSeats({ bookingId, seatIds, status, reference }: StoredBooking): BookedSeat[] {
  if (status === 'cancelled') return []
  return seatIds.map((seatId) => ({ seatId, bookingId, reference }))
}

function inOrder(seats: readonly BookedSeat[]): BookedSeat[] {
  return seats.toSorted((a, b) => (a.seatId < b.seatId ? -1 : 1))
}
