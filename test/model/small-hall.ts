import { drawnHall } from '../builders/drawn-hall.ts'
import { withAreas } from '../builders/event-with-areas.ts'

/** Small enough for conflicts: an aisle, two categories, and a row with adjacent seats of both. */
const DRAWING = ['AAAA', 'BB BB', 'AABB']

const drawn = drawnHall(DRAWING)

/** The places of the standing area. They have the category of the front row. */
export const AREA = { areaId: 'pit', capacity: 3, category: 'A' }
export const PLACES: readonly string[] = ['pit:1', 'pit:2', 'pit:3']

export const PLAN = withAreas(drawn.plan, { [AREA.areaId]: AREA.capacity })
export const SEAT_IDS = [...drawn.seatIds, ...PLACES]

interface ModelSeat {
  readonly id: string
  readonly category: string
}

/** The seats of each row between its aisles, read from the drawing. */
export const SEGMENTS: readonly (readonly ModelSeat[])[] = DRAWING.flatMap((line, row) =>
  Array.from(line.matchAll(/\S+/g), ({ 0: letters, index }) =>
    Array.from(letters, (category, offset) => ({
      id: `${row + 1}-${index + offset + 1}`,
      category,
    })),
  ),
)

const MINUTE_MS = 60_000

export const LIMITS = {
  lockTtlMs: 10_000,
  lockWaitMs: 0,
  ttlDefaultMs: 10 * MINUTE_MS,
  ttlMaxMs: 20 * MINUTE_MS,
  totalTtlMaxMs: 30 * MINUTE_MS,
  extensionMinMs: 3 * MINUTE_MS,
  seatsMax: 4,
  holdsPerClientMax: 0,
  seatsPerClientMax: 0,
  holdCooldownMs: 0,
}
