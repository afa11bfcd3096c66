import { isUtf8 } from 'node:buffer'

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
