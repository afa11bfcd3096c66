/** The digits of Crockford's base32, which has no letters that look like others: https://www.crockford.com/base32.html */
export const SHORT_CODE_DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** The length of a code in the form that is stored, without a dash. */
export const SHORT_CODE_LENGTH = 8

const WRITTEN = new RegExp(`^[${SHORT_CODE_DIGITS}]{${SHORT_CODE_LENGTH}}$`)

/** A code as it is shown, such as "ABCD-2345". */
export function printedCode(code: string): string {
  return `${code.slice(0, SHORT_CODE_LENGTH / 2)}-${code.slice(SHORT_CODE_LENGTH / 2)}`
}

/**
 * Reads a code as people write it: in any case, with or without dash and spaces, with I or L for 1 and O for 0.
 * @returns the code in the form that is stored; undefined if the text is not a code
 */
export function readCode(text: string): string | undefined {
  const code = text.replace(/[-\s]/g, '').toUpperCase().replace(/[IL]/g, '1').replace(/O/g, '0')
  return WRITTEN.test(code) ? code : undefined
}
