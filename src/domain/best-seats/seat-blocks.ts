import {
  distanceBetween,
  type PlanSeat,
  type PlanZone,
  type SeatingPlan,
  tablesOf,
} from '../seating-plan.ts'
import { graphOf, nearestIn, neighboursIn, type RowGraph } from './row-graph.ts'
import { lineOf } from './row-line.ts'
import { blockOf, type SeatBlock, type ZoneBlock } from './seat-block.ts'
import { groupsOf, type Link, ROUNDING } from './seat-links.ts'

/** A gap is an aisle if it is wider than this multiple of the distance between seats of its row. */
const AISLE_OF_ROW = 1.5
/** A gap is also an aisle if it is wider than this multiple of the distance between seats of the hall. */
const AISLE_OF_HALL = 2.5
/** The same for tables, where seats may be farther apart than elsewhere in the hall. */
const AISLE_OF_HALL_AT_TABLES = 5

interface SurveyedRow {
  readonly zone: PlanZone
  /** Whether it is a table that is booked as a whole. */
  readonly isTable: boolean
  /** The seats in the order of the line if the row is a line, otherwise its graph. */
  readonly form: readonly PlanSeat[] | RowGraph
  /** The distance of each seat to its nearest other seat. */
  readonly nearest: readonly number[]
}

/** Determines which seats of a hall are neighbours. The rules are in docs/adr/0035. */
export function blocksOf({ zones }: SeatingPlan): readonly ZoneBlock[] {
  const rows = zones.flatMap((zone) => [
    ...joinedRows(zone).map((row) => surveyed(row, { zone, isTable: false })),
    ...seatsOfTables(zone).map((table) => surveyed(table, { zone, isTable: true })),
  ])
  const pitchOfHall = lowerMedian(rows.flatMap(({ nearest }) => nearest))
  return rows.flatMap((row) => {
    const { zone, isTable } = row
    return blocksIn(row, pitchOfHall).map((block) => ({ ...block, zone, isTable }))
  })
}

/** The seats of each table that is booked as a whole. */
function seatsOfTables(zone: PlanZone): (readonly PlanSeat[])[] {
  return tablesOf(zone)
    .map((rows) => rows.flatMap(({ seats }) => seats))
    .filter((seats) => seats.length > 0)
}

/** The other rows. Rows of the same name that form one line together, because a plan has them in parts, are one row. */
function joinedRows(zone: PlanZone): (readonly PlanSeat[])[] {
  if (zone.bookAs === 'whole') return []
  const rows = zone.rows.filter(({ bookAs }) => bookAs !== 'whole').map(({ seats }) => seats)
  const parts = Map.groupBy(rows, ([seat]) => seat?.row ?? '')
  return Array.from(parts).flatMap(([name, rows]) => {
    const joined = rows.flat()
    return name !== '' && rows.length > 1 && lineOf(joined) ? [joined] : rows
  })
}

function surveyed(
  row: readonly PlanSeat[],
  of: Pick<SurveyedRow, 'zone' | 'isTable'>,
): SurveyedRow {
  const line = lineOf(row)
  if (line) return { ...of, form: line, nearest: nearestAlong(line) }
  const graph = graphOf(row)
  return { ...of, form: graph, nearest: nearestIn(graph) }
}

function blocksIn({ form, nearest, isTable }: SurveyedRow, pitchOfHall: number): SeatBlock[] {
  const pitch = (1 + ROUNDING) * lowerMedian(nearest)
  const aisleMin = (ofHall: number) =>
    Math.min(AISLE_OF_ROW * pitch, ofHall * pitchOfHall * (1 + ROUNDING))
  if (!('spots' in form)) {
    return isTable ? [{ shape: 'line', seats: form }] : cut(form, aisleMin(AISLE_OF_HALL))
  }
  const links = neighboursIn(form, pitch, aisleMin(AISLE_OF_HALL_AT_TABLES))
  return tablesIn(form, isTable ? connected(links, form.spots.length) : links)
}

/** Seats with the same position in the plan have no distance and are ignored. */
function nearestAlong(line: readonly PlanSeat[]): number[] {
  const gaps = line
    .slice(1)
    .map((seat, index) => distance(seat, line[index]))
    .filter((gap) => gap > 0)
  return gaps.length === 0
    ? []
    : [...gaps, Infinity].map((gap, index) => Math.min(gap, gaps[index - 1] ?? Infinity))
}

/** Cuts a line at its aisles. */
function cut(line: readonly PlanSeat[], aisleMin: number): SeatBlock[] {
  const blocks: PlanSeat[][] = []
  line.forEach((seat, index) => {
    const before = line[index - 1]
    if (before && distance(seat, before) <= aisleMin) blocks.at(-1)?.push(seat)
    else blocks.push([seat])
  })
  return blocks.map((seats) => ({ shape: 'line', seats }))
}

/** Adds links between the parts of a table, so that all of its seats are connected. */
function connected(links: readonly Link[], spotCount: number): Link[] {
  const firsts = [...new Set(groupsOf(spotCount, links))]
  return [...links, ...firsts.slice(1).map((b, index) => ({ a: firsts[index] ?? 0, b, length: 0 }))]
}

function tablesIn(graph: RowGraph, linksOfSpots: readonly Link[]): SeatBlock[] {
  const { seats, links } = spread(graph, linksOfSpots)
  const neighbours = seats.map((): number[] => [])
  for (const { a, b } of links) {
    neighbours[a]?.push(b)
    neighbours[b]?.push(a)
  }
  const groups = new Map<number, number[]>()
  groupsOf(seats.length, links).forEach((group, seat) => {
    const members = groups.get(group)
    if (members) members.push(seat)
    else groups.set(group, [seat])
  })
  return Array.from(groups.values(), (members) => blockOf(seats, neighbours, members))
}

/** Converts links between spots to links between seats. The seats of one spot form a line, linked at its first seat. */
function spread({ spots }: RowGraph, links: readonly Link[]) {
  const seats = spots.flat()
  const firsts: number[] = []
  const stacked: Pick<Link, 'a' | 'b'>[] = []
  let first = 0
  for (const { length } of spots) {
    firsts.push(first)
    for (let seat = first + 1; seat < first + length; seat++) stacked.push({ a: seat - 1, b: seat })
    first += length
  }
  const between = links.map(({ a, b }) => ({ a: firsts[a] ?? 0, b: firsts[b] ?? 0 }))
  return { seats, links: [...stacked, ...between] }
}

function distance(seat: PlanSeat, other: PlanSeat | undefined): number {
  return other ? distanceBetween(seat.position, other.position) : 0
}

/** The lower median, or Infinity without values. */
function lowerMedian(values: readonly number[]): number {
  return Float64Array.from(values).sort()[(values.length - 1) >> 1] ?? Infinity
}
