import { createHash } from 'node:crypto'

import { z } from 'zod'

export const ifNoneMatchSchema = z
  .string()
  .optional()
  .describe('The ETag of what the client has already: it is answered 304 when that is still so.')

/** A strong entity tag: the same for the same bytes, and for no others. */
export function etagOf(content: string | Uint8Array): string {
  return `"${createHash('sha256').update(content).digest('base64url')}"`
}

/** Whether the client has what this tag is of; see RFC 9110, section 13.1.2. */
export function isKnown(etag: string, ifNoneMatch: string | undefined): boolean {
  if (ifNoneMatch === undefined) return false
  const tags = ifNoneMatch.split(',').map((tag) => tag.trim())
  return tags.includes('*') || tags.map(opaquePart).includes(opaquePart(etag))
}

/** Whether a tag is weak makes no difference here. */
function opaquePart(etag: string): string {
  return etag.replace(/^W\//, '')
}
