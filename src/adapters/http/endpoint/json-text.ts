import { isUtf8 } from 'node:buffer'

import { HttpProblem } from '../answers/http-problem.ts'

/** Drops a byte order mark. */
const UTF_8 = new TextDecoder()

/**
 * Parses JSON from its bytes, which may begin with a byte order mark.
 * @returns undefined if the bytes are not UTF-8 (RFC 8259, section 8.1) or not JSON
 */
export function jsonIn(bytes: Uint8Array): unknown {
  if (!isUtf8(bytes)) return undefined
  try {
    return JSON.parse(UTF_8.decode(bytes))
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/**
 * Parses a JSON object from its bytes.
 * @throws {HttpProblem} `malformed-json` if they are anything else
 */
export function jsonObjectIn(bytes: Uint8Array): object {
  const value = jsonIn(bytes)
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  throw new HttpProblem('malformed-json', 'The body is not a JSON object.')
}
