import type { PlanSeat, Point } from '../seating-plan.ts'
import { groupsOf, type Link, linksBetween } from './seat-links.ts'

/** The seats of a row that is not a line, with links between seats that have no other seat between them. */
export interface RowGraph {
  /** The seats by position. A spot has several seats if they have the same position in the plan. */
  readonly spots: readonly (readonly PlanSeat[])[]
  readonly points: readonly Point[]
  readonly links: readonly Link[]
}

/** The greatest width of a table from seat to seat, as a multiple of the distance between adjacent seats. */
const TABLE_WIDTH_MAX = 5
/** The cosine of 60 degrees, the least angle between a side of a table and a link across it. */
const ACROSS_COS_MAX = 0.5

export function graphOf(row: readonly PlanSeat[]): RowGraph {
  const byPosition = new Map<string, PlanSeat[]>()
  for (const seat of row) {
    const position = `${seat.position.x} ${seat.position.y}`
    const spot = byPosition.get(position)
    if (spot) spot.push(seat)
    else byPosition.set(position, [seat])
  }
  const spots = [...byPosition.values()]
  const points = spots.flatMap(([seat]) => seat?.position ?? [])
  return { spots, points, links: linksBetween(points) }
}

/** The distance of each spot to its nearest other spot. */
export function nearestIn({ points, links }: RowGraph): number[] {
  const nearest = points.map(() => Infinity)
  for (const { a, b, length } of links) {
    nearest[a] = Math.min(nearest[a] ?? Infinity, length)
    nearest[b] = Math.min(nearest[b] ?? Infinity, length)
  }
  return nearest.filter((distance) => distance < Infinity)
}

/**
 * The links between neighbours. These are all links no longer than an aisle is wide. Where lines of seats face each
 * other like the sides of a table, these are also the links no longer than the width of the table.
 */
export function neighboursIn(graph: RowGraph, pitch: number, aisleMin: number): Link[] {
  const near = graph.links.filter(({ length }) => length <= aisleMin)
  const sides = new Sides(graph.points, near)
  const width = waysAcross(graph, near)
    .filter((link) => link.length <= TABLE_WIDTH_MAX * pitch && sides.isStraightAcross(link))
    .reduce((width, { length }) => Math.max(width, length), 0)
  return graph.links.filter(
    (link) => link.length <= aisleMin || (link.length <= width && sides.connectsGroups(link)),
  )
}

/** All links, and those that exist without the seats at the heads of a table, which lie between its sides. */
function waysAcross({ points, links }: RowGraph, near: readonly Link[]): Link[] {
  const sides = Array.from(new Set(near.flatMap(({ a, b }) => [a, b])))
  if (sides.length === 0 || sides.length === points.length) return [...links]
  const between = linksBetween(sides.flatMap((point) => points[point] ?? []))
  return [
    ...links,
    ...between.map(({ a, b, length }) => ({ a: sides[a] ?? 0, b: sides[b] ?? 0, length })),
  ]
}

/** The groups of seats that near links connect, of which some are the sides of a table. */
class Sides {
  readonly #points: readonly Point[]
  /** By point, the group that it is in. */
  readonly #groups: readonly number[]
  readonly #lines: ReadonlySet<number>
  /** By point, the direction of its links as a vector of twice the angle, so that opposite directions are equal. */
  readonly #directions: readonly Point[]

  constructor(points: readonly Point[], near: readonly Link[]) {
    this.#points = points
    this.#groups = groupsOf(points.length, near)
    this.#lines = linesAmong(this.#groups, near)
    const directions = points.map(() => ({ x: 0, y: 0 }))
    for (const link of near) {
      const { x, y } = doubled(this.#vectorOf(link))
      for (const direction of [directions[link.a], directions[link.b]]) {
        if (direction) [direction.x, direction.y] = [direction.x + x, direction.y + y]
      }
    }
    this.#directions = directions
  }

  /** Whether the link connects two groups. */
  connectsGroups({ a, b }: Link): boolean {
    return this.#groups[a] !== this.#groups[b]
  }

  /**
   * Whether the link leads straight across from one line of seats to another. One of the lines may be a single seat.
   */
  isStraightAcross(link: Link): boolean {
    const ends = [link.a, link.b].map((end) => this.#isAcross(link, end))
    return this.connectsGroups(link) && ends.includes(true) && !ends.includes(false)
  }

  /** Undefined for a single seat, which has no direction. */
  #isAcross(link: Link, end: number): boolean | undefined {
    if (!this.#lines.has(this.#groups[end] ?? -1)) return false
    const { x, y } = this.#directions[end] ?? { x: 0, y: 0 }
    const size = Math.hypot(x, y)
    if (size === 0) return undefined
    const way = doubled(this.#vectorOf(link))
    const cosOfDouble = (way.x * x + way.y * y) / size
    return (1 + cosOfDouble) / 2 <= ACROSS_COS_MAX ** 2
  }

  /** The unit vector of the link. */
  #vectorOf({ a, b, length }: Link): Point {
    const [from, to] = [this.#points[a], this.#points[b]]
    return from && to
      ? { x: (to.x - from.x) / length, y: (to.y - from.y) / length }
      : { x: 0, y: 0 }
  }
}

/** The unit vector with twice the angle of this unit vector. */
function doubled({ x, y }: Point): Point {
  return { x: x * x - y * y, y: 2 * x * y }
}

/** The groups that are lines: without a branch and without a cycle. */
function linesAmong(groups: readonly number[], links: readonly Link[]): Set<number> {
  const lines = new Set(groups)
  const degrees = groups.map(() => 0)
  // A group without a cycle has one link less than it has seats.
  const linksToSpare = new Map<number, number>()
  for (const group of groups) linksToSpare.set(group, (linksToSpare.get(group) ?? -1) + 1)
  for (const { a, b } of links) {
    const group = groups[a] ?? -1
    linksToSpare.set(group, (linksToSpare.get(group) ?? 0) - 1)
    for (const end of [a, b]) {
      const degree = (degrees[end] ?? 0) + 1
      degrees[end] = degree
      if (degree > 2) lines.delete(group)
    }
  }
  for (const [group, spare] of linksToSpare) if (spare < 0) lines.delete(group)
  return lines
}
