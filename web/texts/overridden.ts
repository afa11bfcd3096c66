/** Texts that a page sets itself: any part of the table, with a string also where the table has a function. */
export type OwnTexts<Table> = {
  readonly [Name in keyof Table]?: Table[Name] extends (...details: never[]) => string
    ? Table[Name] | string
    : Table[Name] extends string
      ? string
      : OwnTexts<Table[Name]>
}

/**
 * The table with the texts that a page sets itself. These come from any script, so names that the table does not have,
 * and values that are no texts, have no effect.
 */
export function overridden<Table extends object>(table: Table, own: unknown): Table {
  if (typeof own !== 'object' || own === null) return table
  const given = new Map<string, unknown>(Object.entries(own))
  const entries = Object.entries(table).map(([name, text]: [string, unknown]) => [
    name,
    textOr(text, given.get(name)),
  ])
  return Object.fromEntries(entries) as Table
}

function textOr(text: unknown, own: unknown): unknown {
  if (typeof text === 'object' && text !== null) return overridden(text, own)
  if (typeof text === 'string') return typeof own === 'string' ? own : text
  if (typeof own === 'string') return () => own
  return typeof own === 'function' ? own : text
}
