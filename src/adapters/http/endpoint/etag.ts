import { z } from 'zod'

import { digestOf } from './digest.ts'

export const ifNoneMatchSchema = z
  .string()
  .optional()
  .describe('The `ETag` of a previous response. The response is 304 if it is still current.')

/**
 * Describes the answers of a route whose response has an ETag: the content, or 304 if the client has this version.
 * @param texts.tag what the ETag identifies
 */
export function answersWithEtag<Body extends z.ZodType>(
  body: Body,
  texts: { readonly content: string; readonly unchanged: string; readonly tag: string },
) {
  const headers = { ETag: texts.tag, 'Cache-Control': '`no-cache`' }
  return {
    200: { description: texts.content, body, headers },
    304: { description: texts.unchanged, headers },
  }
}

/**
 * Answers with the content, or with 304 if the client has this version.
 * @param json serializes the content; called only if it is sent
 */
export async function answerWithEtag(
  etag: string,
  ifNoneMatch: string | undefined,
  json: () => Uint8Array | Promise<Uint8Array>,
) {
  const headers = { ETag: etag, 'Cache-Control': 'no-cache' }
  return isKnown(etag, ifNoneMatch)
    ? { status: 304 as const, headers }
    : { status: 200 as const, headers, json: await json() }
}

/** A strong entity tag, computed from the content. */
export function etagOf(content: string | Uint8Array): string {
  return `"${digestOf(content)}"`
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
