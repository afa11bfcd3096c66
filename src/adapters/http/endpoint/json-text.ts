import { isUtf8 } from 'node:buffer'

import { HttpProblem } from '../answers/http-problem.ts'

/** The largest plan has two objects per seat; some editors write a few more. */
const OPENINGS_MAX = 1_000_000

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

/**
 * Parses a JSON object from a body of many MiB.
 * @throws {HttpProblem} `malformed-json`, or `invalid-request` if it has too many objects and lists
 */
export function largeJsonObjectIn(bytes: Uint8Array): object {
  if (openings(bytes) > OPENINGS_MAX) {
    throw new HttpProblem('invalid-request', 'body: too many objects and lists')
  }
  return jsonObjectIn(bytes)
}

/**
 * Returns an upper bound on the number of objects and lists in the JSON. Ten million empty ones fit into a body. They take
 * seconds to parse, and so much memory that V8 terminates the process inside `JSON.parse`, also in a worker that has a
 * memory limit.
 */
function openings(bytes: Uint8Array): number {
  let count = 0
  // '[' is 0x5B and '{' is 0x7B. No other UTF-8 byte matches.
  // Without an iterator, which would take several times as long.
  let index = bytes.length
  while (index-- > 0) if (((bytes[index] ?? 0) | 0x20) === 0x7b) count++
  return count
}
