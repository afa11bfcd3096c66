/** A row on all sides of the stadium: the number of its seats in each block. */
export interface Ring {
  readonly tier: number
  /** Counted from 0 at the front of the tier. */
  readonly row: number
  /** From the front row of the first tier, in the unit of the plan. */
  readonly distance: number
  readonly seats: readonly number[]
}

export interface RingRules {
  readonly tiers: number
  readonly blocks: number
  /** @param row counted from 0 at the front of the first tier */
  readonly distanceOf: (tier: number, row: number) => number
  readonly capacityOf: (block: number, distance: number) => number
}

/** As many rings as this number of seats needs, with the same number of rows in all tiers, or one more. */
export function ringsFor(seats: number, rules: RingRules): Ring[] {
  for (let rows = rules.tiers; ; rows++) {
    const rings = fullRings(rows, rules)
    const surplus = sum(rings.map((ring) => sum(ring.seats))) - seats
    if (surplus >= 0) return withoutLast(rings, surplus)
  }
}

function fullRings(rows: number, { tiers, blocks, distanceOf, capacityOf }: RingRules): Ring[] {
  return Array.from({ length: rows }, (_, index) => {
    const tier = Math.floor((index * tiers) / rows)
    const distance = distanceOf(tier, index)
    const seats = Array.from({ length: blocks }, (_, block) => capacityOf(block, distance))
    return { tier, row: index - Math.ceil((tier * rows) / tiers), distance, seats }
  })
}

/** Removes this number of seats from the last rows, from all blocks alike. */
function withoutLast(rings: readonly Ring[], surplus: number): Ring[] {
  let left = surplus
  return rings
    .toReversed()
    .map((ring) => {
      const total = sum(ring.seats)
      const kept = total - Math.min(left, total)
      left -= total - kept
      let before = 0
      const seats = ring.seats.map((count) => {
        const from = Math.floor((before * kept) / total)
        before += count
        return Math.floor((before * kept) / total) - from
      })
      return { ...ring, seats }
    })
    .filter((ring) => sum(ring.seats) > 0)
    .toReversed()
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
