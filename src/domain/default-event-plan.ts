import type { SeatId } from './seat.ts'
import type { PlanRow, SeatingPlan } from './seating-plan.ts'

const SEATS_A_ROW_MIN = 10
/** The distance between seats, between rows, and around the seating area. */
const PITCH = 30
const STAGE_HEIGHT = 40
const CATEGORY = 'Seat'

/**
 * A plain hall for the default event. Seats "1" to `seatCount` are numbered from the front left, in rows of ten, or of
 * more seats in a large hall.
 */
export function defaultEventPlan(seatCount: number): SeatingPlan {
  const seatsARow = Math.max(SEATS_A_ROW_MIN, Math.ceil(Math.sqrt(seatCount)))
  const ids = defaultSeatIds({ first: 1, last: seatCount })
  const rows = Array.from({ length: Math.ceil(seatCount / seatsARow) }, (_, row): PlanRow => {
    const label = rowLabel(row)
    const seats = ids.slice(row * seatsARow, (row + 1) * seatsARow).map((id, column) => ({
      id,
      row: label,
      number: id,
      position: { x: (column + 1) * PITCH, y: STAGE_HEIGHT + (row + 2) * PITCH },
      category: CATEGORY,
    }))
    return { name: label, seats }
  })
  const width = (seatsARow + 1) * PITCH

  const stage = {
    position: { x: PITCH / 2, y: PITCH / 2 },
    rotationDeg: 0,
    outline: { kind: 'rectangle', width: width - PITCH, height: STAGE_HEIGHT },
    color: '#e5e7eb',
    text: { text: 'Stage', position: { x: (width - PITCH) / 2, y: STAGE_HEIGHT / 2 } },
  } as const
  return {
    name: 'Hall',
    size: { width, height: STAGE_HEIGHT + (rows.length + 2) * PITCH },
    categories: [{ name: CATEGORY, color: '#1d4ed8' }],
    zones: [{ name: 'Hall', rows, areas: [stage] }],
  }
}

/** The ids of the seats of the default event with these numbers. */
export function defaultSeatIds({
  first,
  last,
}: {
  readonly first: number
  readonly last: number
}): SeatId[] {
  return Array.from({ length: last - first + 1 }, (_, index) => String(first + index))
}

/** A to Z, then AA to AZ, BA to BZ, and so on. */
function rowLabel(index: number): string {
  const before = index < 26 ? '' : rowLabel(Math.floor(index / 26) - 1)
  return before + String.fromCharCode(65 + (index % 26))
}
