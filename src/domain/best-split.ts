import type { Run } from './group-search.ts'
import { meanDistance, placeOf } from './hall.ts'
import { distanceBetween, type Point } from './seating-plan.ts'

interface Piece extends Run {
  readonly length: number
  readonly middle: Point
  /** From the front, on average. */
  readonly distance: number
}

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
 */
export function bestSplit(
  runs: readonly Run[],
  quantity: number,
  rank: number,
): readonly Run[] | undefined {
  const longest = runs.map(pieceOf).sort((a, b) => b.length - a.length)
  const needed = fewest(longest, quantity)
  if (!needed) return undefined

  const others = lengthOf(needed.slice(0, -1))
  const nearest = longest
    .filter((piece) => piece.length + others >= quantity)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, POOL_MAX)
  // The longest are among them in any case, so that around every centre there are enough.
  const pool = [...new Set([...nearest, ...needed])]
  const splits = pool
    .slice(0, CENTRES_MAX)
    .flatMap((centre) => splitAround(centre, pool, needed.length, quantity))
    .sort((a, b) => Number(a.spare === 1) - Number(b.spare === 1) || a.radius - b.radius)

  const split = splits[rank % splits.length]
  return split && trimmed(split)
}

function pieceOf(run: Run): Piece {
  const { segment, start, end } = run
  const [first, last] = [placeOf(segment, start), placeOf(segment, end - 1)]
  const middle = { x: (first.x + last.x) / 2, y: (first.y + last.y) / 2 }
  return { ...run, length: end - start, middle, distance: meanDistance(segment, start, end) }
}

function fewest(longestFirst: readonly Piece[], quantity: number): Piece[] | undefined {
  let missing = quantity
  const count = longestFirst.findIndex((piece) => (missing -= piece.length) <= 0) + 1
  return count === 0 ? undefined : longestFirst.slice(0, count)
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

/** Leaves the spare seats to others at that end of the last piece which is farther from the first one. */
function trimmed({ pieces, spare }: Split): Run[] {
  const [first, last] = [pieces[0], pieces.at(-1)]
  if (!first || !last || spare === 0) return [...pieces]
  const { segment, start, end } = last
  const ends = [
    { segment, start, end: end - spare },
    { segment, start: start + spare, end },
  ]
  const [near] = ends
    .map(pieceOf)
    .sort(
      (a, b) => distanceBetween(a.middle, first.middle) - distanceBetween(b.middle, first.middle),
    )
  return near ? [...pieces.slice(0, -1), near] : [...pieces]
}

function lengthOf(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, piece) => sum + piece.length, 0)
}
