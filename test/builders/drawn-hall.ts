import { FreeSeats } from '../../src/domain/best-seats/free-seats.ts'
import { Hall } from '../../src/domain/best-seats/hall.ts'
import { blocksOf } from '../../src/domain/best-seats/seat-blocks.ts'
import type { SeatId } from '../../src/domain/seat.ts'
import type { Area, PlanRow, SeatingPlan } from '../../src/domain/seating-plan.ts'

export interface DrawnHall {
  readonly plan: SeatingPlan
  readonly hall: Hall
  readonly seatIds: readonly SeatId[]
  readonly taken: Set<SeatId>
  readonly isFree: (seatId: SeatId) => boolean
}

/**
 * A hall from a drawing, with a string for each row from the front. A letter is a seat and names its category; a
 * lower-case letter is a taken seat; a space is an aisle. The seat at row 2, column 5 is "2-5", including spaces.
 */
export function drawnHall(drawing: readonly string[], areas: readonly Area[] = []): DrawnHall {
  const rows = drawing.map((line, row) => drawnRow(line, row + 1))
  const plan = planOf(rows, areas)
  const seatIds = rows.flatMap(({ seats }) => seats.map(({ id }) => id))
  const letters = drawing.join('').replaceAll(' ', '')
  const taken = new Set(seatIds.filter((_, index) => /[a-z]/.test(letters.charAt(index))))
  return { plan, hall: new Hall(plan), seatIds, taken, isFree: (id) => !taken.has(id) }
}

/** The arguments of a search for seats. */
export function freeSeatsOf({ hall, taken }: Pick<DrawnHall, 'hall' | 'taken'>): FreeSeats {
  const free = new FreeSeats(hall)
  for (const seatId of taken) free.take(seatId)
  return free
}

/** The ids of the connected seats, in the order of their adjacency. */
export function blockIdsOf(...rows: readonly PlanRow[]): string[][] {
  return blocksOf(planOf(rows)).map(({ seats }) => seats.map(({ id }) => id))
}

export function planOf(rows: readonly PlanRow[], areas: readonly Area[] = []): SeatingPlan {
  const names = new Set(rows.flatMap(({ seats }) => seats.map(({ category }) => category)))
  return {
    name: 'Hall',
    categories: [...names].map((name) => ({ name })),
    zones: [{ name: 'Floor', rows, areas }],
  }
}

/** A row with seats "0", "1", ... at these positions. */
export function rowAt(...places: readonly (readonly [x: number, y: number])[]): PlanRow {
  const seats = places.map(([x, y], index) => ({
    id: String(index),
    row: 'A',
    number: String(index),
    position: { x, y },
    category: 'S',
  }))
  return { name: 'A', seats }
}

function drawnRow(line: string, row: number): PlanRow {
  const seats = Array.from(line).flatMap((letter, index) =>
    letter === ' '
      ? []
      : {
          id: `${row}-${index + 1}`,
          row: String(row),
          number: String(index + 1),
          position: { x: (index + 1) * 10, y: row * 10 },
          category: letter.toUpperCase(),
        },
  )
  return { name: String(row), seats }
}
