import { drawnHall } from '../builders/drawn-hall.ts'

/** Small enough for conflicts: an aisle, two categories, and a row with adjacent seats of both. */
const DRAWING = ['AAAA', 'BB BB', 'AABB']

export const { plan: PLAN, seatIds: SEAT_IDS } = drawnHall(DRAWING)

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
}
