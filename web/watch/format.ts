const WHOLE = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })
const TENTHS = new Intl.NumberFormat('en', { maximumFractionDigits: 1 })
const SHORT = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 })

/** What is shown where there is no number. */
const NOTHING = '–'

/** How many there are. */
export function count(value: number): string {
  return WHOLE.format(value)
}

/** How many there are in a second: whole ones, where there are enough of them. */
export function rate(value: number): string {
  return (value < 10 ? TENTHS : WHOLE).format(value)
}

/** A number for the edge of a picture. */
export function short(value: number): string {
  return SHORT.format(value)
}

/** A duration in milliseconds, with its unit, and no more digits than anybody reads. */
export function duration(valueMs: number | undefined): string {
  if (valueMs === undefined) return NOTHING
  if (valueMs >= 1_000) return `${TENTHS.format(valueMs / 1_000)} s`
  return `${(valueMs < 10 ? TENTHS : WHOLE).format(valueMs)} ms`
}

/** How long ago something was, in words. */
export function ago(valueMs: number): string {
  const seconds = Math.round(valueMs / 500) / 2
  if (seconds < 0.5) return 'now'
  return seconds === 1 ? '1 second ago' : `${TENTHS.format(seconds)} seconds ago`
}
