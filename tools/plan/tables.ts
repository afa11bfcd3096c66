import { pointOn } from '../../src/demo/arc.ts'
import type { Point } from '../../src/domain/seating-plan.ts'
import type { PretixArea, PretixPlan, PretixRow } from '../pretix-plan.ts'
import {
  categoryOf,
  type CategoryRange,
  GREY,
  LINE,
  MARGIN,
  planOf,
  rectangleAt,
  seatAt,
  zoneOf,
} from './plan-parts.ts'

export const TABLE_FORMS = ['ring', 'sides'] as const
export type TableForm = (typeof TABLE_FORMS)[number]

export interface TablesOptions {
  readonly name: string
  readonly zone: string
  readonly tables: number
  /** Per table. */
  readonly seats: number
  /** Seats around a round table, or on the two long sides of a rectangular one. */
  readonly form: TableForm
  /** Whether a table is sold as a whole only. */
  readonly whole: boolean
  readonly categories: readonly CategoryRange[]
}

/** The distance between neighbours at a table. */
const CHAIR_PITCH = 32
/** From the middle of a chair to the edge of the table. */
const CHAIR_GAP = 18
const TABLE_DEPTH = 60
const ROUND_TABLE_RADIUS_MIN = 36
/** Between the chairs of two tables. */
const WALKWAY = 70
/** The hall is wider than deep. */
const WIDTH_TO_DEPTH = 1.5

const STAGE = { width: 480, height: 120 }
const STAGE_GAP = 100

/** The chairs relative to the middle of the table, and the table itself. */
interface Layout {
  readonly chairs: readonly Point[]
  /** Including chairs and walkway. */
  readonly width: number
  readonly depth: number
  readonly table: (centre: Point, label: string) => PretixArea
}

/** A hall with tables in front of a stage. Each table is a row of the plan. */
export function tablesPlan(options: TablesOptions): PretixPlan {
  const { name, zone, tables } = options
  const layout = options.form === 'ring' ? ringOf(options.seats) : sidesOf(options.seats)
  const columns = Math.ceil(Math.sqrt((tables * WIDTH_TO_DEPTH * layout.depth) / layout.width))
  const lines = Math.ceil(tables / columns)
  const width = Math.max(Math.min(columns, tables) * layout.width, STAGE.width) + 2 * MARGIN
  const top = MARGIN + STAGE.height + STAGE_GAP
  const middle = { x: width / 2, y: MARGIN + STAGE.height / 2 }
  const centres = Array.from({ length: tables }, (_, index) => {
    const line = Math.floor(index / columns)
    const inLine = Math.min(columns, tables - line * columns)
    return {
      x: width / 2 + ((index % columns) - (inLine - 1) / 2) * layout.width,
      y: top + (line + 0.5) * layout.depth,
    }
  })
  return planOf(
    { name, size: { width, height: top + lines * layout.depth + MARGIN } },
    [
      zoneOf(zone, {
        rows: centres.map((centre, index) => tableRow(centre, index + 1, layout, options)),
        areas: [
          rectangleAt(middle, STAGE, 'Stage'),
          ...centres.map((centre, index) => layout.table(centre, String(index + 1))),
        ],
      }),
    ],
    middle,
  )
}

function tableRow(
  centre: Point,
  table: number,
  { chairs }: Layout,
  { zone, whole, categories }: TablesOptions,
): PretixRow {
  const category = categoryOf(categories, zone, table)
  return {
    row_number: String(table),
    ...(whole ? { bookAs: 'whole' as const } : {}),
    seats: chairs.map(({ x, y }, chair) =>
      seatAt(
        { x: centre.x + x, y: centre.y + y },
        { row: `${zone}-${table}`, number: chair + 1, category },
      ),
    ),
  }
}

function ringOf(seats: number): Layout {
  const tableRadius = Math.max(
    ROUND_TABLE_RADIUS_MIN,
    (seats * CHAIR_PITCH) / (2 * Math.PI) - CHAIR_GAP,
  )
  const radius = tableRadius + CHAIR_GAP
  const extent = 2 * radius + WALKWAY
  return {
    chairs: Array.from({ length: seats }, (_, chair) =>
      pointOn({ centre: { x: 0, y: 0 }, radius }, 180 - (chair * 360) / seats),
    ),
    width: extent,
    depth: extent,
    table: (centre, label) => ({
      shape: 'circle',
      position: centre,
      circle: { radius: Math.round(tableRadius) },
      color: GREY,
      border_color: LINE,
      text: { text: label, position: { x: 0, y: 0 }, size: 24 },
    }),
  }
}

/** The chairs of one long side, then those of the other. */
function sidesOf(seats: number): Layout {
  const [front, back] = [Math.ceil(seats / 2), Math.floor(seats / 2)]
  const side = (count: number, y: number) =>
    Array.from({ length: count }, (_, chair) => ({ x: (chair - (front - 1) / 2) * CHAIR_PITCH, y }))
  const y = TABLE_DEPTH / 2 + CHAIR_GAP
  const size = { width: front * CHAIR_PITCH, height: TABLE_DEPTH }
  return {
    chairs: [...side(front, -y), ...side(back, y)],
    width: size.width + WALKWAY,
    depth: 2 * y + WALKWAY,
    table: (centre, label) => rectangleAt(centre, size, label),
  }
}
