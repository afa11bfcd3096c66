import type { SeatId } from './seat.ts'
import { type SeatingPlan, tablesOf } from './seating-plan.ts'

/** The seats of a plan that rules for public requests mention: those of tables that are booked as a whole. */
export class SeatMarks {
  readonly #tables: ReadonlyMap<SeatId, ReadonlySet<SeatId>>

  constructor({ zones }: SeatingPlan) {
    this.#tables = new Map(
      zones.flatMap(tablesOf).flatMap((rows) => {
        const table = new Set(rows.flatMap(({ seats }) => seats.map(({ id }) => id)))
        return Array.from(table, (seatId) => [seatId, table] as const)
      }),
    )
  }

  /** The number of marked seats. */
  get size(): number {
    return this.#tables.size
  }

  /** The seats of the table that is booked as a whole and has this seat; undefined if there is none. */
  tableOf(seatId: SeatId): ReadonlySet<SeatId> | undefined {
    return this.#tables.get(seatId)
  }

  /** The other seats of the tables that these seats have only a part of. */
  missingOfTables(seatIds: readonly SeatId[], among: Iterable<SeatId> = seatIds): SeatId[] {
    const present = new Set(among)
    const tables = new Set(seatIds.flatMap((seatId) => this.tableOf(seatId) ?? []))
    return Array.from(tables).flatMap((table) => [...table.difference(present)])
  }
}
