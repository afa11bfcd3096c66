import type { Pieces } from './pieces.ts'

/** How a group is split: into as few pieces as possible. */
export interface SplitShape {
  /** The sizes of the tables that are booked as a whole. */
  readonly tableSizes: readonly number[]
  /** The number of seats that are not at these tables. */
  readonly quantity: number
  /** The longest pieces that have so many seats. */
  readonly longest: readonly number[]
}

/**
 * Finds the least number of pieces. Tables that are booked as a whole are used as a whole; of the other pieces, the last
 * may be used in part. With the same number of pieces, fewer tables are used.
 */
export function shapeOfSplit(pieces: Pieces, quantity: number): SplitShape | undefined {
  const { longest, tables } = longestPieces(pieces, quantity)
  let best: SplitShape | undefined
  for (const [seats, tableSizes] of fewestTables(tables, quantity).entries()) {
    const others = tableSizes && fewest(pieces, longest, quantity - seats)
    if (!others || (best && tableSizes.length + others.length >= countOf(best))) continue
    best = { tableSizes, quantity: quantity - seats, longest: others }
  }
  return best
}

function countOf({ tableSizes, longest }: SplitShape): number {
  return tableSizes.length + longest.length
}

/** The pieces, longest first, as many as a group can need; and the number of tables of each size. */
function longestPieces(pieces: Pieces, quantity: number) {
  const byLength = Array.from({ length: quantity + 1 }, (): number[] => [])
  const tables = Array.from({ length: quantity + 1 }, () => 0)
  for (let piece = 0; piece < pieces.count; piece++) {
    const length = pieces.lengthOf(piece)
    const same = byLength[Math.min(length, quantity)]
    if (pieces.isTable(piece)) tables[length] = (tables[length] ?? 0) + 1
    else if (same && same.length < quantity) same.push(piece)
  }
  return { longest: byLength.toReversed().flat(), tables: tables.slice(0, quantity + 1) }
}

/** As few of the longest pieces as have this many seats together. */
function fewest(
  pieces: Pieces,
  longest: readonly number[],
  quantity: number,
): number[] | undefined {
  let missing = quantity
  if (missing === 0) return []
  for (const [index, piece] of longest.entries()) {
    missing -= pieces.lengthOf(piece)
    if (missing <= 0) return longest.slice(0, index + 1)
  }
  return undefined
}

/**
 * For each number of seats up to `quantity`, the sizes of the fewest tables that have exactly so many seats.
 * @param counts by size, the number of tables
 */
function fewestTables(
  counts: readonly number[],
  quantity: number,
): readonly (readonly number[] | undefined)[] {
  const best: (readonly number[] | undefined)[] = Array.from({ length: quantity + 1 })
  best[0] = []
  counts.forEach((count, size) => {
    if (size === 0) return
    for (let table = 0; table < Math.min(count, Math.floor(quantity / size)); table++) {
      for (let seats = quantity; seats >= size; seats--) {
        const others = best[seats - size]
        if (others && others.length + 1 < (best[seats]?.length ?? Infinity)) {
          best[seats] = [...others, size]
        }
      }
    }
  })
  return best
}
