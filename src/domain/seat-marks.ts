import type { SeatId } from './seat.ts'
import type { SeatingPlan } from './seating-plan.ts'

/** The seats of a plan that rules for public requests mention: those of tables, and those for accessible places. */
export class SeatMarks {
  readonly #tables: ReadonlyMap<SeatId, ReadonlySet<SeatId>>
  readonly #accessible: ReadonlySet<SeatId>

  constructor({ zones }: SeatingPlan) {
    const tables = zones.flatMap(({ bookAs, rows }) =>
      bookAs === 'whole' ? [rows] : rows.filter((row) => row.bookAs === 'whole').map((row) => [row]),
    )
    this.#tables = new Map(
      tables.flatMap((rows) => {
        const table = new Set(rows.flatMap(({ seats }) => seats.map(({ id }) => id)))
        return Array.from(table, (seatId) => [seatId, table] as const)
      }),
    )
    this.#accessible = new Set(
      zones.flatMap(({ rows }) =>
        rows.flatMap(({ seats }) =>
          seats
            .filter(({ accessible, companionOf }) => accessible ?? companionOf !== undefined)
            .map(({ id }) => id),
        ),
      ),
    )
  }

  /** The number of marked seats. */
  get size(): number {
    return this.#tables.size + this.#accessible.size
  }

  /** The seats of the table that is booked as a whole and has this seat; undefined if there is none. */
  tableOf(seatId: SeatId): ReadonlySet<SeatId> | undefined {
    return this.#tables.get(seatId)
  }

  /** Whether the seat is accessible, or for a companion. */
  isForAccess(seatId: SeatId): boolean {
    return this.#accessible.has(seatId)
  }

  /** The other seats of the tables that these seats have only a part of. */
  missingOfTables(seatIds: readonly SeatId[], among: Iterable<SeatId> = seatIds): SeatId[] {
    const present = new Set(among)
    const tables = new Set(seatIds.flatMap((seatId) => this.tableOf(seatId) ?? []))
    return Array.from(tables).flatMap((table) => [...table.difference(present)])
  }
}
