/** Represents an infinite time. Out of the range of a Date. */
const INFINITE = '9223372036854775807'

/**
 * Converts a time to whole milliseconds since 1970, because its text form depends on the `datestyle` and the `timezone`
 * of the session. Null stays null.
 */
export function inMilliseconds(time: string): string {
  const finite = `floor(extract(epoch from ${time}) * 1000)::bigint`
  return `case when isfinite(${time}) then ${finite} when ${time} is not null then ${INFINITE} end`
}

/** The same for columns of a query, each under its own name. */
export function columnsInMilliseconds(...columns: readonly string[]): string {
  return columns.map((column) => `${inMilliseconds(column)} as ${column}`).join(', ')
}
