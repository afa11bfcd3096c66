import { distanceBetween, type PlanSeat, type PlanZone, type SeatingPlan } from '../seating-plan.ts'
import { graphOf, nearestIn, neighboursIn, type RowGraph } from './row-graph.ts'
import { lineOf } from './row-line.ts'
import { groupsOf, type Link, ROUNDING } from './seat-links.ts'

/** Connected seats of one row: each can be reached from each other over neighbours. */
export type SeatBlock =
  /** Each seat is the neighbour of the next. In a ring, the last is also the neighbour of the first. */
  | { readonly shape: 'line' | 'ring'; readonly seats: readonly PlanSeat[] }
  /** `neighbours` has the places of the neighbours of each seat. */
  | {
      readonly shape: 'cluster'
      readonly seats: readonly PlanSeat[]
      readonly neighbours: readonly (readonly number[])[]
    }

/** A gap is an aisle if it is wider than this multiple of the distance between seats of its row. */
const AISLE_OF_ROW = 1.5
/** A gap is also an aisle if it is wider than this multiple of the distance between seats of the hall. */
const AISLE_OF_HALL = 2.5
/** The same for tables, where seats may be farther apart than elsewhere in the hall. */
const AISLE_OF_HALL_AT_TABLES = 5

/** A block and its zone. */
export type ZoneBlock = SeatBlock & { readonly zone: PlanZone }

interface SurveyedRow {
  readonly zone: PlanZone
  /** The seats in the order of the line if the row is a line, otherwise its graph. */
  readonly form: readonly PlanSeat[] | RowGraph
  /** The distance of each seat to its nearest other seat. */
  readonly nearest: readonly number[]
}

/** Determines which seats of a hall are neighbours. The rules are in docs/adr/0035. */
export function blocksOf({ zones }: SeatingPlan): ZoneBlock[] {
  const rows = zones.flatMap((zone) => wholeRows(zone).map((row) => surveyed(row, zone)))
  const pitchOfHall = lowerMedian(rows.flatMap(({ nearest }) => nearest))
  return rows.flatMap((row) =>
    blocksIn(row, pitchOfHall).map((block) => ({ ...block, zone: row.zone })),
  )
}

/** Joins rows that a plan has in parts: rows of the same name that form one line together. */
function wholeRows(zone: PlanZone): (readonly PlanSeat[])[] {
  const rows = zone.rows.map(({ seats }) => seats)
  const parts = Map.groupBy(rows, ([seat]) => seat?.row ?? '')
  return Array.from(parts).flatMap(([name, rows]) => {
    const whole = rows.flat()
    return name !== '' && rows.length > 1 && lineOf(whole) ? [whole] : rows
  })
}

function surveyed(row: readonly PlanSeat[], zone: PlanZone): SurveyedRow {
  const line = lineOf(row)
  if (line) return { zone, form: line, nearest: nearestAlong(line) }
  const graph = graphOf(row)
  return { zone, form: graph, nearest: nearestIn(graph) }
}

function blocksIn({ form, nearest }: SurveyedRow, pitchOfHall: number): SeatBlock[] {
  const pitch = (1 + ROUNDING) * lowerMedian(nearest)
  const aisleMin = (ofHall: number) =>
    Math.min(AISLE_OF_ROW * pitch, ofHall * pitchOfHall * (1 + ROUNDING))
  return 'spots' in form
    ? tablesIn(form, pitch, aisleMin(AISLE_OF_HALL_AT_TABLES))
    : cut(form, aisleMin(AISLE_OF_HALL))
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

function tablesIn(graph: RowGraph, pitch: number, aisleMin: number): SeatBlock[] {
  const { seats, links } = spread(graph, neighboursIn(graph, pitch, aisleMin))
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

function blockOf(
  seats: readonly PlanSeat[],
  neighbours: readonly (readonly number[])[],
  members: readonly number[],
): SeatBlock {
  const named = (seat: number) => seats[seat]
  const degreeOf = (seat: number) => neighbours[seat]?.length ?? 0
  if (members.every((seat) => degreeOf(seat) <= 2)) {
    const ends = members.filter((seat) => degreeOf(seat) < 2)
    const start = ends.toSorted((a, b) => comparePositions(named(a), named(b)))[0]
    const order = walk(neighbours, start ?? members[0] ?? 0)
    const shape = start === undefined ? 'ring' : 'line'
    return { shape, seats: order.flatMap((seat) => named(seat) ?? []) }
  }
  const places = new Map(members.map((seat, place) => [seat, place]))
  return {
    shape: 'cluster',
    seats: members.flatMap((seat) => named(seat) ?? []),
    neighbours: members.map((seat) =>
      (neighbours[seat] ?? []).map((other) => places.get(other) ?? 0).sort((a, b) => a - b),
    ),
  }
}

/** Follows neighbours from seat to seat until all are visited. */
function walk(neighbours: readonly (readonly number[])[], start: number): number[] {
  const passed = new Set<number>()
  for (let seat: number | undefined = start; seat !== undefined;) {
    passed.add(seat)
    seat = neighbours[seat]?.toSorted((a, b) => a - b).find((other) => !passed.has(other))
  }
  return [...passed]
}

function comparePositions(a: PlanSeat | undefined, b: PlanSeat | undefined): number {
  if (!a || !b) return 0
  return a.position.x - b.position.x || a.position.y - b.position.y
}

function distance(seat: PlanSeat, other: PlanSeat | undefined): number {
  return other ? distanceBetween(seat.position, other.position) : 0
}

/** The lower median, or Infinity without values. */
function lowerMedian(values: readonly number[]): number {
  return Float64Array.from(values).sort()[(values.length - 1) >> 1] ?? Infinity
}
