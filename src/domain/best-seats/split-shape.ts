import type { Pieces, TableKind } from './pieces.ts'

/** How a group is split: into as few pieces as possible. */
export interface SplitShape {
  /** The tables that are booked as a whole. */
  readonly tables: readonly TableKind[]
  /** The number of seats that are not at these tables. */
  readonly quantity: number
  /** The longest pieces that have so many seats. */
  readonly longest: readonly number[]
}

/**
 * Finds the least number of pieces. Tables that are booked as a whole are used as a whole; of the other pieces, the last
 * may be used in part. With the same number of pieces, fewer tables are used.
 *
 * @param places how many accessible places the tables must have together
 */
export function shapeOfSplit(
  pieces: Pieces,
  quantity: number,
  places: number,
): SplitShape | undefined {
  const longest = longestPieces(pieces, quantity)
  let best: SplitShape | undefined
  for (const [seats, tables] of fewestTables(pieces, quantity, places)[places]?.entries() ?? []) {
    const others = tables && fewest(pieces, longest, quantity - seats)
    if (!others || (best && tables.length + others.length >= countOf(best))) continue
    best = { tables, quantity: quantity - seats, longest: others }
  }
  return best
}

/**
 * @returns whether so many seats can be split over tables that have at least so many accessible places, and so many other
 * seats
 */
export function splitCheck(
  pieces: Pieces,
  quantityMax: number,
  placesMax: number,
): (quantity: number, places: number, others: number) => boolean {
  const tables = fewestTables(pieces, quantityMax, placesMax)
  return (quantity, places, others) =>
    tables
      .slice(places)
      .some((bySeats) =>
        bySeats.slice(0, quantity + 1).some((found, seats) => found && quantity - seats <= others),
      )
}

function countOf({ tables, longest }: SplitShape): number {
  return tables.length + longest.length
}

/** The pieces that are no tables, longest first, as many as a group can need. */
function longestPieces(pieces: Pieces, quantity: number): number[] {
  const byLength = Array.from({ length: quantity + 1 }, (): number[] => [])
  for (let piece = 0; piece < pieces.count; piece++) {
    const same = byLength[Math.min(pieces.lengthOf(piece), quantity)]
    if (!pieces.tableOf(piece) && same && same.length < quantity) same.push(piece)
  }
  return byLength.toReversed().flat()
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
 * By the number of accessible places and then of seats, the fewest tables that have exactly so many seats, and as many
 * places or, for the last number of places, more.
 */
function fewestTables(
  pieces: Pieces,
  quantity: number,
  places: number,
): (readonly TableKind[] | undefined)[][] {
  const best = Array.from({ length: places + 1 }, () =>
    Array.from({ length: quantity + 1 }, (): readonly TableKind[] | undefined => undefined),
  )
  if (best[0]) best[0][0] = []
  for (const kind of pieces.tableKinds) {
    for (let table = 0; table < Math.min(kind.count, Math.floor(quantity / kind.seats)); table++) {
      addTable(best, kind)
    }
  }
  return best
}

/** Adds one more table, from larger numbers to smaller ones, so that it is added to each choice once. */
function addTable(best: (readonly TableKind[] | undefined)[][], kind: TableKind): void {
  const placesMax = best.length - 1
  for (let places = placesMax; places >= 0; places--) {
    const from = best[places] ?? []
    const to = best[Math.min(places + kind.places, placesMax)] ?? []
    for (let seats = to.length - 1; seats >= kind.seats; seats--) {
      const others = from[seats - kind.seats]
      if (others && others.length + 1 < (to[seats]?.length ?? Infinity)) {
        to[seats] = [...others, kind]
      }
    }
  }
}
