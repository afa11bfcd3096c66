import { type Box, boxAround, boxOfPoints, grown, type Point } from './box.ts'
import { areasOf, type HallArea, type Plan, reachOf } from './hall-area.ts'
import { type HallZone, seatedZone, standingZone, type ZoneSeats } from './hall-zone.ts'
import { SeatGrid } from './seat-grid.ts'
import { hasTrait, type Trait, TRAIT_NAMES, traitsOf } from './seat-traits.ts'
import { StandingPlaces } from './standing-places.ts'

export interface Category {
  readonly name: string
  readonly color?: string | undefined
}

/** Seats `from` up to but not including `to`, in the order of the plan. */
export interface HallRow {
  readonly zone: string
  /** The index of its zone in `Hall.zones`. */
  readonly zoneIndex: number
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
  /** All zones with seats in the order of the plan, then the standing areas. */
  readonly zones: readonly HallZone[]
  /** What is drawn besides seats and standing areas. */
  readonly areas: readonly HallArea[]
  readonly standing: StandingPlaces
  readonly ids: readonly string[]
  /** The name of each seat within its row. */
  readonly labels: readonly string[]
  readonly xs: Float64Array
  readonly ys: Float64Array
  /** By seat: the index of its category or row. */
  readonly categoryOf: Uint16Array
  readonly rowOf: Uint32Array
  /** By seat: see `TRAITS`. */
  readonly traitsOf: Uint8Array
  /** By seat: why its view is restricted. */
  readonly restrictedViews: ReadonlyMap<number, string>
  readonly grid: SeatGrid
  /** The usual distance from a seat to its nearest neighbour. */
  readonly pitch: number
  /** Contains everything that is drawn. */
  readonly bounds: Box
  readonly #indexes: ReadonlyMap<string, number>

  constructor(plan: Plan) {
    const { seats, rows, zones } = listed(plan)
    const areas = areasOf(plan)
    const categoryIndexes = new Map(plan.categories.map(({ name }, index) => [name, index]))
    this.categories = plan.categories
    this.rows = rows
    this.standing = new StandingPlaces(plan)
    this.areas = areas.filter(({ areaId }) => areaId === undefined)
    this.ids = seats.map(({ id }) => id)
    this.labels = seats.map(({ label }) => label)
    this.xs = Float64Array.from(seats, ({ x }) => x)
    this.ys = Float64Array.from(seats, ({ y }) => y)
    this.categoryOf = Uint16Array.from(seats, (seat) => categoryIndexes.get(seat.category) ?? 0)
    this.rowOf = Uint32Array.from(seats, ({ row }) => row)
    this.traitsOf = Uint8Array.from(seats, ({ traits }) => traits)
    this.restrictedViews = new Map(
      seats.flatMap(({ restrictedView }, seat) =>
        restrictedView === undefined ? [] : [[seat, restrictedView]],
      ),
    )
    this.#indexes = new Map(this.ids.map((id, index) => [id, index]))
    this.grid = new SeatGrid(this.xs, this.ys)
    this.pitch = this.grid.pitch() ?? PITCH_DEFAULT
    this.zones = [
      ...zones.map((zone) => seatedZone(zone, this.pitch)),
      ...areas.flatMap((area) => {
        const standing = this.standing.area(area.areaId ?? '')
        return standing ? standingZone(area, standing) : []
      }),
    ]
    const seatBox = grown(boxOfPoints(this.xs, this.ys), this.pitch)
    this.bounds = boxAround([...(seats.length > 0 ? [seatBox] : []), ...areas.map(reachOf)])
  }

  /** The named categories that any seat has, so not those of standing areas alone. */
  get seatCategories(): Category[] {
    const used = new Set(this.categoryOf)
    return this.categories.filter(({ name }, index) => name !== '' && used.has(index))
  }

  /** The traits that any seat has. */
  get traits(): Trait[] {
    const all = this.traitsOf.reduce((one, other) => one | other, 0)
    return TRAIT_NAMES.filter((trait) => hasTrait(all, trait))
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

  positionOf(seat: number): Point {
    return { x: this.xs[seat] ?? 0, y: this.ys[seat] ?? 0 }
  }

  /** The index of the seat's zone. */
  zoneOf(seat: number): number {
    return this.rows[this.rowOf[seat] ?? 0]?.zoneIndex ?? 0
  }
}

interface ListedSeat extends Point {
  readonly id: string
  readonly label: string
  readonly category: string
  readonly row: number
  readonly traits: number
  readonly restrictedView: string | undefined
}

interface Listed {
  readonly seats: readonly ListedSeat[]
  readonly rows: readonly HallRow[]
  readonly zones: readonly ZoneSeats[]
}

/** Lists all seats, rows and zones with seats. The seats get their position in the hall, instead of in the row. */
function listed(plan: Plan): Listed {
  const seats: ListedSeat[] = []
  const rows: HallRow[] = []
  const zones: ZoneSeats[] = []
  for (const zone of plan.zones) {
    const [zoneIndex, name, zoneFrom] = [zones.length, zone.name ?? '', seats.length]
    const zoneRows = zone.rows.map((row) => {
      const from = seats.length
      const rowSeats = seatsOf(zone, row, rows.length)
      for (const seat of rowSeats) seats.push(seat)
      rows.push({ zone: name, zoneIndex, label: row.row_number, from, to: seats.length })
      return rowSeats
    })
    if (seats.length === zoneFrom) continue
    zones.push({ name, rows: zoneRows, from: zoneFrom, to: seats.length })
  }
  return { seats, rows, zones }
}

type PlanZone = Plan['zones'][number]
type PlanRow = PlanZone['rows'][number]

function seatsOf(zone: PlanZone, { position, seats }: PlanRow, row: number): ListedSeat[] {
  const origin = position ?? { x: 0, y: 0 }
  return seats.map((seat) => ({
    id: seat.seat_guid,
    label: seat.seat_number,
    x: zone.position.x + origin.x + seat.position.x,
    y: zone.position.y + origin.y + seat.position.y,
    category: seat.category,
    row,
    traits: traitsOf(seat),
    restrictedView: seat.restrictedView,
  }))
}
