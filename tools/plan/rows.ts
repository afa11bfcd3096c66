import type { PretixPlan, PretixRow, PretixZone } from '../pretix-plan.ts'
import {
  AISLE_WIDTH,
  categoryOf,
  type CategoryRange,
  MARGIN,
  planOf,
  rectangleAt,
  ROW_PITCH,
  rowName,
  SEAT_PITCH,
  seatAt,
  zoneOf,
} from './plan-parts.ts'

export interface RowsOptions {
  readonly name: string
  readonly zones: readonly string[]
  /** Per zone. */
  readonly rows: number
  /** Per row. */
  readonly seats: number
  /** The numbers of the seats that have an aisle after them. */
  readonly aisles: readonly number[]
  readonly categories: readonly CategoryRange[]
}

const STAGE = { width: 480, height: 120 }
const STAGE_GAP = 100
const ZONE_GAP = 100

/** A hall with straight rows in front of a stage, and its zones one behind the other. */
export function rowsPlan(options: RowsOptions): PretixPlan {
  const { name, zones, rows, seats } = options
  const rowWidth = seatX(seats, options) - seatX(1, options)
  const width = Math.max(rowWidth, STAGE.width) + 2 * MARGIN
  const zoneHeight = (rows - 1) * ROW_PITCH
  const top = MARGIN + STAGE.height + STAGE_GAP
  const middle = { x: width / 2, y: MARGIN + STAGE.height / 2 }
  const stage = rectangleAt(middle, STAGE, 'Stage')
  return planOf(
    {
      name,
      size: { width, height: top + zones.length * (zoneHeight + ZONE_GAP) - ZONE_GAP + MARGIN },
    },
    zones.map((zone, index) => {
      const origin = { x: (width - rowWidth) / 2, y: top + index * (zoneHeight + ZONE_GAP) }
      return zoneAt(origin, zone, options, index === 0 ? { areas: [stage] } : {})
    }),
    middle,
  )
}

function zoneAt(
  origin: { readonly x: number; readonly y: number },
  zone: string,
  options: RowsOptions,
  more: Partial<PretixZone>,
): PretixZone {
  const rows = Array.from({ length: options.rows }, (_, index): PretixRow => {
    const row = rowName(index)
    const category = categoryOf(options.categories, zone, index + 1)
    return {
      row_number: row,
      seats: Array.from({ length: options.seats }, (_, seat) => {
        const number = seat + 1
        const x = origin.x + seatX(number, options) - seatX(1, options)
        const position = { x, y: origin.y + index * ROW_PITCH }
        return seatAt(position, { row: `${zone}-${row}`, number, category })
      }),
    }
  })
  return zoneOf(zone, { rows, ...more })
}

function seatX(number: number, { aisles }: RowsOptions): number {
  return number * SEAT_PITCH + aisles.filter((after) => after < number).length * AISLE_WIDTH
}
