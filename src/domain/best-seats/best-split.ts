import { distanceBetween, type Point } from '../seating-plan.ts'
import type { Steps } from './group.ts'
import { type Piece, Pieces } from './pieces.ts'
import type { SearchState } from './search-state.ts'
import { shapeOfSplit, type SplitShape } from './split-shape.ts'

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
 * @param near what the pieces are close to. Default: to each other
 * @returns the seats of each piece
 */
export function bestSplit(
  state: SearchState,
  rank: number,
  steps: Steps,
  near?: Point,
): readonly (readonly number[])[] | undefined {
  const pieces = new Pieces(state, steps)
  const shape = shapeOfSplit(pieces, state.wanted.quantity, state.wanted.placesAtTables ?? 0)
  if (!shape) return undefined
  const pool = poolOf(pieces, shape, { steps, near })
  const centres = near
    ? [{ middle: near }]
    : [...pool.tables, ...pool.others].sort((a, b) => a.distance - b.distance)
  const splits = centres
    .slice(0, CENTRES_MAX)
    .flatMap((centre) => splitAround(centre, pool, shape))
    .sort((a, b) => Number(a.spare === 1) - Number(b.spare === 1) || a.radius - b.radius)
  steps.add(CENTRES_MAX * (pool.tables.length + pool.others.length))

  const split = splits[rank % splits.length]
  return split && trimmed(split, near)
}

interface Pool {
  readonly tables: readonly Piece[]
  readonly others: readonly Piece[]
}

interface Nearness {
  readonly steps: Steps
  /** Default: the front. */
  readonly near?: Point | undefined
}

/** The pieces that are considered. The longest are always among them, so that each centre has enough pieces around it. */
function poolOf(
  pieces: Pieces,
  { tables: kinds, quantity, longest }: SplitShape,
  how: Nearness,
): Pool {
  const needed = longest.map((piece) => pieces.pieceOf(piece))
  const lengthMin = quantity - lengthOf(needed.slice(0, -1))
  const isOther = (piece: number) => !pieces.tableOf(piece) && pieces.lengthOf(piece) >= lengthMin
  const others = needed.length === 0 ? [] : nearest(pieces, isOther, how)
  const first = new Set(others.map(({ seats: [seat] }) => seat))
  others.push(...needed.filter(({ seats: [seat] }) => !first.has(seat)))
  const tables = [...new Set(kinds)].flatMap((kind) =>
    nearest(pieces, (piece) => pieces.tableOf(piece) === kind, how),
  )
  return { tables, others }
}

/** The nearest pieces among those that are suitable. */
function nearest(
  pieces: Pieces,
  isSuitable: (piece: number) => boolean,
  { steps, near }: Nearness,
): Piece[] {
  let found: Piece[] = []
  let farthest = Infinity
  for (let piece = 0; piece < pieces.count; piece++) {
    if (!isSuitable(piece)) continue
    // No later piece is nearer to the front than those found so far.
    if (!near && pieces.distanceMinOf(piece) >= farthest) break
    found.push(pieces.pieceOf(piece))
    if (found.length < 2 * POOL_MAX) continue
    steps.add(found.length)
    found = nearestOf(found, near)
    farthest = found.at(-1)?.distance ?? Infinity
  }
  return nearestOf(found, near)
}

function nearestOf(pieces: readonly Piece[], near: Point | undefined): Piece[] {
  const distanceOf = (piece: Piece) => (near ? distanceBetween(piece.middle, near) : piece.distance)
  return pieces
    .toSorted((a, b) => distanceOf(a) - distanceOf(b) || b.length - a.length)
    .slice(0, POOL_MAX)
}

/** Adds the nearest tables and other pieces around a centre, which may be one of them, or undefined if too few exist. */
function splitAround(
  centre: Piece | { readonly middle: Point },
  pool: Pool,
  { tables: kinds, quantity, longest }: SplitShape,
): Split[] {
  const byRadius = (pieces: readonly Piece[]) =>
    pieces
      .map((piece) => ({ piece, radius: distanceBetween(piece.middle, centre.middle) }))
      .sort((a, b) => a.radius - b.radius)
  const tables = Map.groupBy(byRadius(pool.tables), ({ piece }) => piece.table)
  const chosen = kinds.flatMap((kind) => tables.get(kind)?.shift() ?? [])
  const others = othersAround(centre, byRadius(pool.others), { count: longest.length, quantity })
  if (chosen.length < kinds.length || !others) return []
  return [
    {
      pieces: [...chosen.map(({ piece }) => piece), ...others.pieces],
      spare: others.spare,
      radius: chosen.reduce((most, { radius }) => Math.max(most, radius), others.radius),
    },
  ]
}

/**
 * Adds pieces by their distance from the centre until there are enough seats, and more if that avoids a single seat.
 */
function othersAround(
  centre: Piece | { readonly middle: Point },
  nearby: readonly { readonly piece: Piece; readonly radius: number }[],
  { count, quantity }: { readonly count: number; readonly quantity: number },
): Split | undefined {
  if (count === 0) return { pieces: [], spare: 0, radius: 0 }
  const fixed = 'seats' in centre && !centre.table ? [centre] : []
  let first: Split | undefined
  const within: Piece[] = []
  for (const { piece, radius } of nearby) {
    if (!fixed.includes(piece)) {
      const position = within.findIndex((other) => other.length < piece.length)
      within.splice(position < 0 ? within.length : position, 0, piece)
    }
    const added = count - fixed.length
    const longest = [...fixed, ...within.slice(0, added)]
    if (lengthOf(longest) < quantity) continue
    const pieces = withBestLast(longest, within.slice(added), quantity)
    const split = { pieces, spare: lengthOf(pieces) - quantity, radius }
    if (split.spare !== 1) return split
    first ??= split
  }
  return first
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

/** Drops the spare seats of the last piece, on the side away from the first piece or the given point. */
function trimmed({ pieces, spare }: Split, near: Point | undefined): (readonly number[])[] {
  const [first, last] = [pieces[0], pieces.at(-1)]
  const whole = pieces.map(({ seats }) => seats)
  if (!first || !last || spare === 0) return whole
  return [...whole.slice(0, -1), last.part(last.length - spare, near ?? first.middle)]
}

function lengthOf(pieces: readonly { readonly length: number }[]): number {
  return pieces.reduce((sum, piece) => sum + piece.length, 0)
}
