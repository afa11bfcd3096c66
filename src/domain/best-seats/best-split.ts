import { distanceBetween } from '../seating-plan.ts'
import type { Steps } from './group.ts'
import { type Piece, Pieces } from './pieces.ts'
import type { SearchState } from './search-state.ts'

interface Split {
  readonly pieces: readonly Piece[]
  /** The number of seats beyond the wanted quantity. */
  readonly spare: number
  readonly radius: number
}

/** Only this many pieces, those nearest to the front, are considered. */
const POOL_MAX = 120

/** How many of them are tried as the centre of the split. */
const CENTRES_MAX = 24

/**
 * Splits a group into as few pieces as possible, close together, and without leaving a single seat if that can be
 * avoided. The number of pieces is minimal; the choice of pieces is a heuristic. The cost grows with the square of
 * `quantity`, which should be a few dozen at most.
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
  const needed = fewest(pieces, quantity)?.map((piece) => pieces.pieceOf(piece))
  if (!needed) return undefined

  const others = lengthOf(needed.slice(0, -1))
  const pool = nearest(pieces, quantity - others, steps)
  // The longest pieces are always in the pool, so that each centre has enough pieces around it.
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

/** As few of the longest pieces as have this many seats together. */
function fewest(pieces: Pieces, quantity: number): number[] | undefined {
  const byLength = Array.from({ length: quantity + 1 }, (): number[] => [])
  for (let piece = 0; piece < pieces.count; piece++) {
    const same = byLength[Math.min(pieces.lengthOf(piece), quantity)]
    if (same && same.length < quantity) same.push(piece)
  }
  const longest = byLength.toReversed().flat()
  let missing = quantity
  for (const [index, piece] of longest.entries()) {
    missing -= pieces.lengthOf(piece)
    if (missing <= 0) return longest.slice(0, index + 1)
  }
  return undefined
}

/** The pieces nearest to the front that have at least `lengthMin` seats. */
function nearest(pieces: Pieces, lengthMin: number, steps: Steps): Piece[] {
  let found: Piece[] = []
  let farthest = Infinity
  for (let piece = 0; piece < pieces.count; piece++) {
    if (pieces.lengthOf(piece) < lengthMin) continue
    // No later piece is nearer than those found so far.
    if (pieces.distanceMinOf(piece) >= farthest) break
    found.push(pieces.pieceOf(piece))
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

/**
 * Adds pieces by their distance from the centre until there are enough seats, and more if that avoids a single seat.
 */
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

/** Replaces the last piece by one of which no single seat is left, if there is one. */
function withBestLast(pieces: Piece[], others: readonly Piece[], quantity: number): Piece[] {
  const kept = pieces.slice(0, -1)
  const missing = quantity - lengthOf(kept)
  const spare = (piece: Piece) => piece.length - missing
  const fits = [...pieces.slice(-1), ...others].find(
    (piece) => spare(piece) === 0 || spare(piece) > 1,
  )
  return fits ? [...kept, fits] : pieces
}

/** Drops the spare seats of the last piece, on the side away from the first piece. */
function trimmed({ pieces, spare }: Split): (readonly number[])[] {
  const [first, last] = [pieces[0], pieces.at(-1)]
  const whole = pieces.map(({ seats }) => seats)
  if (!first || !last || spare === 0) return whole
  return [...whole.slice(0, -1), last.part(last.length - spare, first.middle)]
}

function lengthOf(pieces: readonly { readonly length: number }[]): number {
  return pieces.reduce((sum, piece) => sum + piece.length, 0)
}
