import { z } from 'zod'

/** Where a list goes on, as clients carry it from one page to the next, without looking inside. */
export function cursorOf(position: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url')
}

/** Reads what `cursorOf` wrote. */
export function cursorSchema<Position>(position: z.ZodType<Position>) {
  return z
    .string()
    .max(512)
    .transform((cursor, context) => {
      const result = position.safeParse(jsonIn(cursor))
      if (result.success) return result.data
      context.addIssue('must be a nextCursor that was answered here')
      return z.NEVER
    })
    .optional()
    .meta({ description: 'The `nextCursor` of the page before; from the beginning when left out.' })
}

export const nextCursorSchema = z
  .string()
  .optional()
  .meta({ description: 'Where to go on; missing on the last page.' })

/** Splits one more than a page into the page and where the next one begins. */
export function pageOf<Item>(
  oneMore: readonly Item[],
  limit: number,
  positionOf: (last: Item) => readonly (string | number)[],
): { items: readonly Item[]; nextCursor: string | undefined } {
  const items = oneMore.slice(0, limit)
  const last = items.at(-1)
  const nextCursor = last && oneMore.length > limit ? cursorOf(positionOf(last)) : undefined
  return { items, nextCursor }
}

function jsonIn(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString())
  } catch {
    // Whatever else it is, it is no cursor.
    return undefined
  }
}
