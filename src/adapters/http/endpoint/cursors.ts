import { z } from 'zod'

import { jsonIn } from './json-text.ts'
import { idSchema, wholeNumber } from './schemas.ts'

/** The maximum number of items of a page. */
export const limitSchema = wholeNumber({ min: 1, max: 1_000 }).default(100)

/** Encodes the position of the next page as a cursor, which is opaque to clients. */
export function cursorOf(position: readonly (string | number | null)[]): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url')
}

/** Decodes a cursor that `cursorOf` encoded. */
export function cursorSchema<Position>(position: z.ZodType<Position>) {
  return z
    .string()
    .max(512)
    .transform((cursor, context) => {
      const result = position.safeParse(jsonIn(Buffer.from(cursor, 'base64url')))
      if (result.success) return result.data
      context.addIssue('must be a nextCursor from a response of this operation')
      return z.NEVER
    })
    .optional()
    .meta({ description: 'The `nextCursor` of the previous page. Default: the first page.' })
}

/** The latest time in a cursor, in milliseconds. The stores do not support much later times. */
export const TIME_MS_MAX = Date.parse('9999-12-31T23:59:59.999Z')

/** A position in a list that is ordered by time and id. */
export const timeAndIdSchema = z.tuple([z.int().min(0).max(TIME_MS_MAX), idSchema])

/** The cursor of a list that is ordered by time and id. */
export const timeAndIdCursor = cursorSchema(timeAndIdSchema)

export const nextCursorSchema = z
  .string()
  .optional()
  .meta({ description: 'The `cursor` for the next page. Absent on the last page.' })

/**
 * Returns one page and the cursor of the next.
 * @param oneMore up to `limit + 1` items; the extra item shows that there is another page
 */
export function pageOf<Item>(
  oneMore: readonly Item[],
  limit: number,
  positionOf: (last: Item) => readonly (string | number | null)[],
): { items: readonly Item[]; nextCursor: string | undefined } {
  const items = oneMore.slice(0, limit)
  const last = items.at(-1)
  const nextCursor = last && oneMore.length > limit ? cursorOf(positionOf(last)) : undefined
  return { items, nextCursor }
}
