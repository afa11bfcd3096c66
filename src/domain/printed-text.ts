/**
 * Characters without a printed form: zero-width and directional characters, soft hyphens, variation selectors, tags.
 */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB]/gu
/** Includes the braille pattern without dots, which is printed as a space. */
const SPACES = /[\p{White_Space}\u2800]+/gu
const HYPHENS = /[\u2010\u2011\u2212]/gu

/** Greek and Cyrillic letters that look like the Latin letter at the same position of `LATIN`. */
const TWINS = 'ΑΒΕΖΗΙΚΜΝΟΡΤΥΧνοАВЕЅІЈКМНОРСТХаеіјорсухѕ'
const LATIN = 'ABEZHIKMNOPTYXvoABESIJKMHOPCTXaeijopcyxs'
const TWIN = new RegExp(`[${TWINS}]`, 'gu')

/** Text that is its own printed form, as nearly all names in plans are. */
const PLAIN = /^[!-~]+(?: [!-~]+)*$/

/**
 * The printed form of a text. Two texts with the same printed form look the same to a reader. Composed and decomposed
 * accents are equal, and so are spaces of any kind and number.
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
