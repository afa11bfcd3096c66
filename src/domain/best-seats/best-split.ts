import type { Steps } from './group.ts'
import { type Piece, Pieces } from './pieces.ts'
import type { SearchState } from './search-state.ts'
import { distanceBetween } from '../seating-plan.ts'

interface Split {
  readonly pieces: readonly Piece[]
  /** How many seats they have too many. */
  readonly spare: number
  readonly radius: number
}

/** How many pieces are looked at, the nearest to the front: nearness is sought among them, not in the whole hall. */
const POOL_MAX = 120

/** How many of them are tried as the piece that the others are to be near to. */
const CENTRES_MAX = 24

/**
 * Puts a group together from the fewest pieces that can be, near to one another, and so that no seat is left alone
 * where that can be had. The number of pieces is the least there is; the rest is a good choice, not proven the best.
 * Costs grow with the square of `quantity`, which is meant to be a few dozen at the most.
 *
 * @returns the seats of each piece
 */
export function bestSplit(
  state: SearchState,
  rank: number,
  steps: Steps,
): readonly (readonly number[])[] | undefined {
  const { quantity } = state.wanted
  const pieces = new Pieces(state, steps)
  const needed = fewest(pieces, quantity)?.map((piece) => pieces.look(piece))
  if (!needed) return undefined

  const others = lengthOf(needed.slice(0, -1))
  const pool = nearest(pieces, quantity - others, steps)
  // The longest are in the pool in any case, so that around every centre there are enough.
  const first = new Set(pool.map(({ seats: [seat] }) => seat))
  pool.push(...needed.filter(({ seats: [seat] }) => !first.has(seat)))
  const splits = pool
    .slice(0, CENTRES_MAX)
    .flatMap((centre) => splitAround(centre, pool, needed.length, quantity))
    .sort((a, b) => Number(a.spare === 1) - Number(b.spare === 1) || a.radius - b.radius)
  steps.add(CENTRES_MAX * pool.length)

  const split = splits[rank % splits.length]
  return split && trimmed(split)
}

/** The longest pieces, as many as it takes. */
function fewest(pieces: Pieces, quantity: number): number[] | undefined {
  const byLength = Array.from({ length: quantity + 1 }, (): number[] => [])
  for (let piece = 0; piece < pieces.count; piece++) {
    const same = byLength[Math.min(pieces.lengthOf(piece), quantity)]
    if (same && same.length < quantity) same.push(piece)
  }
  const longest = byLength.toReversed().flat()
  let missing = quantity
  const count = longest.findIndex((piece) => (missing -= pieces.lengthOf(piece)) <= 0) + 1
  return count === 0 ? undefined : longest.slice(0, count)
}

/** The pieces nearest to the front of those that are long enough. */
function nearest(pieces: Pieces, lengthMin: number, steps: Steps): Piece[] {
  let found: Piece[] = []
  let farthest = Infinity
  for (let piece = 0; piece < pieces.count; piece++) {
    if (pieces.lengthOf(piece) < lengthMin) continue
    // Neither this one nor one after it is nearer than those that were found.
    if (pieces.distanceMinOf(piece) >= farthest) break
    found.push(pieces.look(piece))
    if (found.length < 2 * POOL_MAX) continue
    steps.add(found.length)
    found = nearestOf(found)
    farthest = found.at(-1)?.distance ?? Infinity
  }
  return nearestOf(found)
}

function nearestOf(pieces: readonly Piece[]): Piece[] {
  return pieces
    .toSorted((a, b) => a.distance - b.distance || b.length - a.length)
    .slice(0, POOL_MAX)
}

/** Widens the circle around the centre until what is in it is enough, and farther if that spares a lone seat. */
function splitAround(
  centre: Piece,
  pool: readonly Piece[],
  count: number,
  quantity: number,
): Split[] {
  const nearby = pool
    .filter((piece) => piece !== centre)
    .map((piece) => ({ piece, radius: distanceBetween(piece.middle, centre.middle) }))
    .sort((a, b) => a.radius - b.radius)

  let first: Split | undefined
  const within: Piece[] = []
  for (const { piece, radius } of nearby) {
    const position = within.findIndex((other) => other.length < piece.length)
    within.splice(position < 0 ? within.length : position, 0, piece)
    const longest = [centre, ...within.slice(0, count - 1)]
    if (lengthOf(longest) < quantity) continue
    const pieces = withBestLast(longest, within.slice(count - 1), quantity)
    const split = { pieces, spare: lengthOf(pieces) - quantity, radius }
    if (split.spare !== 1) return [split]
    first ??= split
  }
  return first ? [first] : []
}

/** Changes the last piece for one that leaves no single seat of it behind, if there is one. */
function withBestLast(pieces: Piece[], others: readonly Piece[], quantity: number): Piece[] {
  const kept = pieces.slice(0, -1)
  const missing = quantity - lengthOf(kept)
  const spare = (piece: Piece) => piece.length - missing
  const fits = [...pieces.slice(-1), ...others].find(
    (piece) => spare(piece) === 0 || spare(piece) > 1,
  )
  return fits ? [...kept, fits] : pieces
}

/** Leaves the spare seats of the last piece to others, on the side that is farther from the first one. */
function trimmed({ pieces, spare }: Split): (readonly number[])[] {
  const [first, last] = [pieces[0], pieces.at(-1)]
  const whole = pieces.map(({ seats }) => seats)
  if (!first || !last || spare === 0) return whole
  return [...whole.slice(0, -1), last.part(last.length - spare, first.middle)]
}

function lengthOf(pieces: readonly { readonly length: number }[]): number {
  return pieces.reduce((sum, piece) => sum + piece.length, 0)
}
