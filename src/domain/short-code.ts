/** The digits of Crockford's base32, which has no letters that look like others: https://www.crockford.com/base32.html */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const LENGTH = 8
const WRITTEN = new RegExp(`^[${DIGITS}]{${LENGTH}}$`)

/** The number of different codes: 2 to the power of 40. */
export const SHORT_CODES = DIGITS.length ** LENGTH

/**
 * Encodes a number as a short code for people, in the form that is stored: 8 characters without a dash.
 * @param value a whole number from 0 to SHORT_CODES - 1
 */
export function shortCodeOf(value: number): string {
  let code = ''
  let rest = value
  for (let place = 0; place < LENGTH; place++) {
    code = (DIGITS[rest % DIGITS.length] ?? '') + code
    rest = Math.floor(rest / DIGITS.length)
  }
  return code
}

/** A code as it is shown, such as "ABCD-2345". */
export function printedCode(code: string): string {
  return `${code.slice(0, LENGTH / 2)}-${code.slice(LENGTH / 2)}`
}

/**
 * Reads a code as people write it: in any case, with or without dash and spaces, with I or L for 1 and O for 0.
 * @returns the code in the form that is stored; undefined if the text is not a code
 */
export function readCode(text: string): string | undefined {
  const code = text.replace(/[-\s]/g, '').toUpperCase().replace(/[IL]/g, '1').replace(/O/g, '0')
  return WRITTEN.test(code) ? code : undefined
}
