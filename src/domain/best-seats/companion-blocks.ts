import type { SeatId } from '../seat.ts'
import { blockOf, type SeatBlock, type ZoneBlock } from './seat-block.ts'
import { groupsOf } from './seat-links.ts'

/** An accessible place and one of its companion seats, of which the blocks have these numbers. */
interface Pair {
  readonly place: SeatId
  readonly companion: SeatId
  readonly a: number
  readonly b: number
}

/** Joins the blocks of each accessible place and its companion seats, which are adjacent at any distance in one zone. */
export function joinCompanions(blocks: readonly ZoneBlock[]): readonly ZoneBlock[] {
  const pairs = separatePairs(blocks)
  if (pairs.length === 0) return blocks
  const groups = Map.groupBy(
    groupsOf(blocks.length, pairs).map((group, block) => ({ group, block })),
    ({ group }) => group,
  )
  const pairsOf = Map.groupBy(pairs, ({ a }) => a)
  return Array.from(groups.values()).flatMap((members) => {
    const joined = members.flatMap(({ block }) => blocks[block] ?? [])
    const [first] = joined
    if (!first || joined.length === 1) return joined
    const linked = members.flatMap(({ block }) => pairsOf.get(block) ?? [])
    return { ...joinedBlock(joined, linked), zone: first.zone, isTable: false }
  })
}

/** The places and companion seats that are in different blocks of the same zone. */
function separatePairs(blocks: readonly ZoneBlock[]): Pair[] {
  const companions = blocks.flatMap(({ seats }, block) =>
    seats.flatMap(({ id, companionOf }) =>
      companionOf === undefined ? [] : { id, companionOf, block },
    ),
  )
  if (companions.length === 0) return []
  const blockIn = new Map(blocks.flatMap(({ seats }, block) => seats.map(({ id }) => [id, block])))
  return companions.flatMap(({ id, companionOf, block: b }) => {
    const a = blockIn.get(companionOf)
    if (a === undefined || a === b || blocks[a]?.zone !== blocks[b]?.zone) return []
    if (blocks[a]?.isTable || blocks[b]?.isTable) return []
    return { place: companionOf, companion: id, a, b }
  })
}

function joinedBlock(blocks: readonly SeatBlock[], pairs: readonly Pair[]): SeatBlock {
  const seats = blocks.flatMap((block) => block.seats)
  const places = new Map(seats.map(({ id }, place) => [id, place]))
  let start = 0
  const neighbours = blocks.flatMap((block) => {
    const first = start
    start += block.seats.length
    return block.seats.map((_, seat) => neighboursIn(block, seat).map((other) => first + other))
  })
  for (const pair of pairs) {
    const [place, companion] = [places.get(pair.place), places.get(pair.companion)]
    if (place === undefined || companion === undefined) continue
    neighbours[place]?.push(companion)
    neighbours[companion]?.push(place)
  }
  return blockOf(seats, neighbours, [...seats.keys()])
}

/** The neighbours of a seat, by their places in the block. */
function neighboursIn(block: SeatBlock, seat: number): readonly number[] {
  if (block.shape === 'cluster') return block.neighbours[seat] ?? []
  const { length } = block.seats
  const beside = [seat - 1, seat + 1]
  if (block.shape === 'line') return beside.filter((other) => other >= 0 && other < length)
  return beside.map((other) => (other + length) % length)
}
