/** Takes up no room in print: zero-width and directional characters, soft hyphens, variation selectors, tags. */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB]/gu
/** The braille pattern without dots is as empty as a space. */
const SPACES = /[\p{White_Space}\u2800]+/gu
const HYPHENS = /[\u2010\u2011\u2212]/gu

/** Greek and Cyrillic letters that are drawn like the Latin letters at the same places of `LATIN`. */
const TWINS = 'ΑΒΕΖΗΙΚΜΝΟΡΤΥΧνοАВЕЅІЈКМНОРСТХаеіјорсухѕ'
const LATIN = 'ABEZHIKMNOPTYXvoABESIJKMHOPCTXaeijopcyxs'
const TWIN = new RegExp(`[${TWINS}]`, 'gu')

/** Looks as it is written, as nearly all names in plans do. */
const PLAIN = /^[!-~]+(?: [!-~]+)*$/

/**
 * The text as a reader sees it, without what does not show in print: two texts with the same printed form cannot be
 * told apart by reading. Composed and decomposed accents are the same, and so are spaces of any kind and number.
 */
export function asPrinted(text: string): string {
  if (PLAIN.test(text)) return text
  return text
    .replace(INVISIBLE, '')
    .normalize('NFC')
    .replace(SPACES, ' ')
    .trim()
    .replace(HYPHENS, '-')
    .replace(TWIN, (letter) => LATIN.charAt(TWINS.indexOf(letter)))
}
