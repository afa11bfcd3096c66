import { type Box, boxAround, boxOfPoints, grown } from './box.ts'
import { areasOf, type HallArea, type Plan, reachOf } from './hall-area.ts'
import { SeatGrid } from './seat-grid.ts'

export interface Category {
  readonly name: string
  readonly color?: string | undefined
}

/** Seats `from` up to but not including `to`, in the order of the plan. */
export interface HallRow {
  readonly zone: string
  readonly label: string
  readonly from: number
  readonly to: number
}

/** The distance between neighbours in a hall with a single seat. */
const PITCH_DEFAULT = 24

/**
 * A seating plan for drawing. Every seat has a number from 0 on, and its properties are in arrays by that number: they
 * are much faster to go through than a hundred thousand objects.
 */
export class Hall {
  readonly categories: readonly Category[]
  readonly rows: readonly HallRow[]
  readonly areas: readonly HallArea[]
  readonly ids: readonly string[]
  /** The name of each seat within its row. */
  readonly labels: readonly string[]
  readonly xs: Float64Array
  readonly ys: Float64Array
  /** By seat: the index of its category or row. */
  readonly categoryOf: Uint16Array
  readonly rowOf: Uint32Array
  readonly grid: SeatGrid
  /** The usual distance from a seat to its nearest neighbour. */
  readonly pitch: number
  /** Contains everything that is drawn. */
  readonly bounds: Box
  readonly #indexes: ReadonlyMap<string, number>

  constructor(plan: Plan) {
    const { seats, rows } = listed(plan)
    const categoryIndexes = new Map(plan.categories.map(({ name }, index) => [name, index]))
    this.categories = plan.categories
    this.rows = rows
    this.areas = areasOf(plan)
    this.ids = seats.map(({ id }) => id)
    this.labels = seats.map(({ label }) => label)
    this.xs = Float64Array.from(seats, ({ x }) => x)
    this.ys = Float64Array.from(seats, ({ y }) => y)
    this.categoryOf = Uint16Array.from(seats, (seat) => categoryIndexes.get(seat.category) ?? 0)
    this.rowOf = Uint32Array.from(seats, ({ row }) => row)
    this.#indexes = new Map(this.ids.map((id, index) => [id, index]))
    this.grid = new SeatGrid(this.xs, this.ys)
    this.pitch = this.grid.pitch() ?? PITCH_DEFAULT
    const seatBox = grown(boxOfPoints(this.xs, this.ys), this.pitch)
    this.bounds = boxAround([seatBox, ...this.areas.map(reachOf)])
  }

  get seatCount(): number {
    return this.ids.length
  }

  /** The seat with this id; undefined if the hall has none. */
  indexOf(id: string): number | undefined {
    return this.#indexes.get(id)
  }

  indexesOf(ids: readonly string[]): number[] {
    return ids.flatMap((id) => this.indexOf(id) ?? [])
  }

  idOf(seat: number): string {
    return this.ids[seat] ?? ''
  }
}

interface ListedSeat {
  readonly id: string
  readonly label: string
  readonly x: number
  readonly y: number
  readonly category: string
  readonly row: number
}

/** Lists all seats and rows. The seats get their position in the hall, instead of in the row. */
function listed({ zones }: Plan): { seats: ListedSeat[]; rows: HallRow[] } {
  const seats: ListedSeat[] = []
  const rows: HallRow[] = []
  for (const zone of zones) {
    for (const row of zone.rows) {
      const origin = row.position ?? { x: 0, y: 0 }
      const from = seats.length
      for (const seat of row.seats) {
        seats.push({
          id: seat.seat_guid,
          label: seat.seat_number,
          x: zone.position.x + origin.x + seat.position.x,
          y: zone.position.y + origin.y + seat.position.y,
          category: seat.category,
          row: rows.length,
        })
      }
      rows.push({ zone: zone.name ?? '', label: row.row_number, from, to: seats.length })
    }
  }
  return { seats, rows }
}
