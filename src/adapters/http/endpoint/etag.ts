import { createHash } from 'node:crypto'

import { z } from 'zod'

export const ifNoneMatchSchema = z
  .string()
  .optional()
  .describe('The `ETag` of a previous response. The response is 304 if it is still current.')

/** A strong entity tag, computed from the content. */
export function etagOf(content: string | Uint8Array): string {
  return `"${createHash('sha256').update(content).digest('base64url')}"`
}

/** Whether `If-None-Match` contains this tag (RFC 9110, section 13.1.2). */
export function isKnown(etag: string, ifNoneMatch: string | undefined): boolean {
  if (ifNoneMatch === undefined) return false
  const tags = ifNoneMatch.split(',').map((tag) => tag.trim())
  return tags.includes('*') || tags.map(opaquePart).includes(opaquePart(etag))
}

/** `If-None-Match` uses the weak comparison. */
function opaquePart(etag: string): string {
  return etag.replace(/^W\//, '')
}
