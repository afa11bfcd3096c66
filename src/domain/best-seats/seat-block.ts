import type { PlanSeat, PlanZone } from '../seating-plan.ts'

/** Connected seats of one row or table: each can be reached from each other over neighbours. */
export type SeatBlock =
  /** Each seat is the neighbour of the next. In a ring, the last is also the neighbour of the first. */
  | { readonly shape: 'line' | 'ring'; readonly seats: readonly PlanSeat[] }
  /** `neighbours` has the places of the neighbours of each seat. */
  | {
      readonly shape: 'cluster'
      readonly seats: readonly PlanSeat[]
      readonly neighbours: readonly (readonly number[])[]
    }

/** A block and its zone, and whether it is a table that is booked as a whole. */
export type ZoneBlock = SeatBlock & { readonly zone: PlanZone; readonly isTable: boolean }

/** A block of these members of a graph, which are connected. */
export function blockOf(
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
