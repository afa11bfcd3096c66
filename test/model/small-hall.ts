import { withAreas } from '../builders/event-with-areas.ts'
import { picturedHall } from '../builders/pictured-hall.ts'

/**
 * Small enough for conflicts: an aisle, two categories, a row with adjacent seats of both, an accessible place with its
 * companion seat, and a table for two that the public books as a whole.
 */
const DRAWING = ['AAAA', 'BB BB', 'AABBWC', '-- Box', 'whole tables:', 'AA']

const drawn = picturedHall(DRAWING)

/** The places of the standing area. They have the category of the front row. */
export const AREA = { areaId: 'pit', capacity: 3, category: 'A' }
export const PLACES: readonly string[] = ['pit:1', 'pit:2', 'pit:3']

export const PLAN = withAreas(drawn.plan, { [AREA.areaId]: AREA.capacity })
export const SEAT_IDS = [...drawn.hall.seatIds, ...PLACES]

export interface ModelSeat {
  readonly id: string
  readonly category: string
  readonly zone: string
  readonly kind: 'ordinary' | 'accessible' | 'companion' | 'table'
}

const KINDS: Readonly<Record<string, ModelSeat['kind']>> = { W: 'accessible', C: 'companion' }

/** The seats of each row between its aisles, read from the drawing. */
export const SEGMENTS: readonly (readonly ModelSeat[])[] = DRAWING.flatMap((line, row) =>
  /[a-z]/.test(line)
    ? []
    : Array.from(line.matchAll(/\S+/g), ({ 0: letters, index }) =>
        Array.from(letters, (letter, offset) => ({
          id: `${row + 1}-${index + offset + 1}`,
          category: letter === 'B' ? 'B' : 'A',
          zone: row > 3 ? 'Box' : 'Stalls',
          kind: row > 3 ? 'table' : (KINDS[letter] ?? 'ordinary'),
        })),
      ),
)

/** The seats of the table. */
export const TABLE: readonly string[] = SEGMENTS.flat()
  .filter(({ kind }) => kind === 'table')
  .map(({ id }) => id)

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
