import type { Hall } from './hall.ts'
import { isUnfinished, namesIn, type Part, type Token, tokensOf, wordsOf } from './search-words.ts'

/** A place of the hall. A row is its index in `Hall.rows`. */
export type Found =
  | { readonly kind: 'zone'; readonly zone: string }
  | { readonly kind: 'area'; readonly areaId: string }
  | { readonly kind: 'row'; readonly row: number }
  | { readonly kind: 'seat'; readonly seat: number }

/** A standing area, by its id and printed name. */
export interface NamedArea {
  readonly areaId: string
  readonly name: string
}

/** How well a name is matched. Lower is better. */
const [EXACT, BEGINNING] = [0, 1]
const FOUND_MAX = 8

/**
 * Finds zones, rows and seats by their printed names, from the largest to the smallest: "117", "117 20", "117 20 5". The
 * words for zone, row and seat may be left out. Case, accents and punctuation do not matter.
 */
export class HallSearch {
  readonly #hall: Hall
  readonly #zones: readonly { readonly name: string; readonly names: readonly string[] }[]
  readonly #areas: readonly { readonly areaId: string; readonly names: readonly string[] }[]
  readonly #rows: readonly {
    readonly zone: number
    readonly name: string
    readonly from: number
    readonly to: number
  }[]

  constructor(hall: Hall, areas: readonly NamedArea[] = []) {
    this.#hall = hall
    const zones = [...new Set(hall.rows.map(({ zone }) => zone))]
    this.#zones = zones.map((name) => ({ name, names: namesIn(name) }))
    this.#areas = areas.map(({ areaId, name }) => ({ areaId, names: namesIn(name) }))
    const indexes = new Map(zones.map((name, index) => [name, index]))
    this.#rows = hall.rows.map(({ zone, label, from, to }) => ({
      zone: indexes.get(zone) ?? 0,
      name: joined(label),
      from,
      to,
    }))
  }

  /** @returns the best matches first */
  find(query: string): Found[] {
    const words = wordsOf(query)
    const found = this.#findTokens(tokensOf(words))
    if (found.length > 0 || words.length === 0) return found
    // "A5" may be row A, seat 5, and "Reihe20" is row 20.
    const apart = words.flatMap((word) => word.match(/\p{L}+|\p{N}+/gu) ?? [])
    const foundApart = this.#findTokens(tokensOf(apart))
    if (foundApart.length > 0) return foundApart
    return isUnfinished(words.at(-1) ?? '') ? this.#findTokens(tokensOf(words.slice(0, -1))) : []
  }

  #findTokens(tokens: readonly Token[]): Found[] {
    if (tokens.length === 0) return []
    const found: { readonly found: Found; readonly rank: number }[] = []
    const add = (rank: number | undefined, match: () => Found) => {
      if (rank !== undefined) found.push({ found: match(), rank })
    }
    this.#zones.forEach(({ name, names }) => {
      if (name) add(zoneRank(tokens, names), () => ({ kind: 'zone', zone: name }))
    })
    this.#areas.forEach(({ areaId, names }) => {
      add(zoneRank(tokens, names), () => ({ kind: 'area', areaId }))
    })
    this.#rows.forEach((_, row) => {
      for (const { match, rank } of this.#inRow(row, tokens)) add(rank, () => match)
    })
    return found
      .toSorted((a, b) => a.rank - b.rank)
      .slice(0, FOUND_MAX)
      .map(({ found }) => found)
  }

  /** The row itself and its seats, if the tokens name them. */
  #inRow(index: number, tokens: readonly Token[]): { match: Found; rank: number }[] {
    const row = this.#rows[index]
    if (!row) return []
    const zone = this.#zones[row.zone]?.names ?? []
    const matches: { match: Found; rank: number }[] = []
    for (let split = 0; split <= tokens.length; split++) {
      const inZone = zoneRank(tokens.slice(0, split), zone)
      if (inZone === undefined) break
      const rest = tokens.slice(split)
      const rowRank = nameRank(rest, row.name, 'row')
      if (rowRank !== undefined) {
        matches.push({ match: { kind: 'row', row: index }, rank: RANK.row + inZone + rowRank })
      }
      for (const { seat, rank } of this.#seatsIn(row, rest)) {
        matches.push({ match: { kind: 'seat', seat }, rank: RANK.seat + inZone + rank })
      }
    }
    return matches
  }

  #seatsIn(
    { name, from, to }: { readonly name: string; readonly from: number; readonly to: number },
    tokens: readonly Token[],
  ): { seat: number; rank: number }[] {
    const matches: { seat: number; rank: number }[] = []
    // A row without a name is not mentioned in the search.
    for (let split = name ? 1 : 0; split < Math.max(1, tokens.length); split++) {
      if (name && nameRank(tokens.slice(0, split), name, 'row') !== EXACT) continue
      const rest = tokens.slice(split)
      if (rest.length === 0) continue
      for (let seat = from; seat < to; seat++) {
        const rank = nameRank(rest, joined(this.#hall.labels[seat] ?? ''), 'seat')
        if (rank !== undefined) matches.push({ seat, rank })
      }
    }
    return matches
  }
}

/** Zones come before rows, and rows before seats, unless only the beginning of the name matches. */
const RANK = { row: 0.2, seat: 0.4 }

/** Whether each token is one of the names of a zone, or its beginning. Undefined if not. */
function zoneRank(tokens: readonly Token[], names: readonly string[]): number | undefined {
  let worst = EXACT
  for (const { text, part } of tokens) {
    if (part !== undefined && part !== 'zone') return undefined
    if (names.includes(text)) continue
    if (!names.some((name) => name.startsWith(text))) return undefined
    worst = BEGINNING
  }
  return worst
}

/** Whether the tokens, written together, are the name, or its beginning. Undefined if not. */
function nameRank(tokens: readonly Token[], name: string, kind: Part): number | undefined {
  if (tokens.length === 0) return undefined
  if (tokens.some(({ part }) => part !== undefined && part !== kind)) return undefined
  const text = tokens.map((token) => token.text).join('')
  if (text === name) return EXACT
  return name.startsWith(text) ? BEGINNING : undefined
}

function joined(label: string): string {
  return namesIn(label).join('')
}
