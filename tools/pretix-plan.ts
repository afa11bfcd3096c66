/**
 * Pretix's seating-plan JSON, with Holdfast's optional fields, as far as tests and `npm run plan` use it. Unlike the
 * domain's plan, positions are nested.
 */
export interface PretixPlan {
  name: string
  categories: { name: string; color?: string }[]
  zones: PretixZone[]
  [more: string]: unknown
}

export interface PretixZone {
  position: { x: number; y: number }
  rows: PretixRow[]
  areas?: PretixArea[]
  [more: string]: unknown
}

export interface PretixRow {
  row_number: string
  position?: { x: number; y: number }
  bookAs?: 'whole'
  seats: PretixSeat[]
}

export interface PretixSeat {
  seat_guid: string
  seat_number: string
  position: { x: number; y: number }
  category: string
  accessible?: true
  companionOf?: string
  restrictedView?: string
}

export interface PretixArea {
  area_guid?: string
  capacity?: number
  category?: string
  [more: string]: unknown
}

export interface PlanSize {
  readonly zones?: number
  readonly rows?: number
  readonly seats?: number
}

/** A plan with this number of zones, rows per zone and seats per row. */
export function pretixPlan({ zones = 1, rows = 1, seats = 1 }: PlanSize = {}): PretixPlan {
  return {
    name: 'Hall',
    categories: [{ name: 'Stalls' }],
    zones: times(zones, (zone) => ({
      position: { x: 0, y: zone * rows * 10 },
      rows: times(rows, (row) => ({
        row_number: String(row),
        position: { x: 0, y: row * 10 },
        seats: times(seats, (seat) => ({
          seat_guid: `${zone}-${row}-${seat}`,
          seat_number: String(seat),
          position: { x: seat * 10, y: 0 },
          category: 'Stalls',
        })),
      })),
    })),
  }
}

function times<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index))
}
