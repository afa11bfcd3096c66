/**
 * A value as JSON. Some old libraries add `toJSON` to all arrays or objects of a page, which makes `JSON.stringify` write
 * them as strings, so only that of dates is used.
 */
export function jsonOf(value: object): string
export function jsonOf(value: unknown): string | undefined
export function jsonOf(value: unknown): string | undefined {
  return JSON.stringify(value, ownValue)
}

function ownValue(this: Readonly<Record<string, unknown>>, key: string, converted: unknown) {
  const own = this[key]
  return own instanceof Date ? converted : own
}
