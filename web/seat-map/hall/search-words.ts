/** What a word of a search means for the name after it, in all languages of the page. */
export type Part = 'zone' | 'row' | 'seat'

const WORDS: Readonly<Record<Part, readonly string[]>> = {
  zone: ['block', 'sector', 'section', 'zone', 'area', 'stand', 'sektor', 'bereich', 'tribune'],
  row: ['row', 'table', 'reihe', 'tisch'],
  seat: ['seat', 'place', 'chair', 'sitz', 'sitzplatz', 'platz', 'stuhl', 'nr'],
}

const PARTS = new Map(
  Object.entries(WORDS).flatMap(([part, words]) => words.map((word) => [word, part as Part])),
)

/** A name of a search, and what it names if the search says so. */
export interface Token {
  readonly text: string
  readonly part?: Part | undefined
}

/** Splits a text into its words, without case, accents and punctuation. */
export function wordsOf(text: string): string[] {
  return plain(text).match(/[\p{L}\p{N}]+/gu) ?? []
}

/** The names of a search: "Block 117, Reihe 20" has two. */
export function tokensOf(words: readonly string[]): Token[] {
  const tokens: Token[] = []
  let part: Part | undefined
  for (const word of words) {
    const named = PARTS.get(word)
    if (named === undefined) tokens.push({ text: word, part })
    part = named
  }
  return tokens
}

/** A printed name without the words for its kind: "Block 117" is found by "117", too. */
export function namesIn(printed: string): string[] {
  const words = wordsOf(printed)
  const names = words.filter((word) => !PARTS.has(word))
  return names.length > 0 ? names : words
}

/** Whether a word is the beginning of a word for a kind, such as "re" of "Reihe". */
export function isUnfinished(word: string): boolean {
  return Array.from(PARTS.keys()).some((known) => known.startsWith(word))
}

function plain(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll('ß', 'ss')
}
