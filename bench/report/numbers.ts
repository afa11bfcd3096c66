/** How figures are written for people. */

export function count(value: number): string {
  return Math.round(value).toLocaleString('en')
}

/** With as many digits as mean something. */
export function decimal(value: number): string {
  if (value >= 100) return count(value)
  return value.toFixed(value < 10 ? 2 : 1)
}
