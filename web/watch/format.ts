import { WATCH_PAGE } from '../texts/en.ts'

const LOCALE = 'en'

const WHOLE = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 0 })
const TENTHS = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 1 })
const SHORT = new Intl.NumberFormat(LOCALE, { notation: 'compact', maximumFractionDigits: 1 })

/** Shown where there is no number. */
const NOTHING = '–'

export function count(value: number): string {
  return WHOLE.format(value)
}

/** A number per second: whole, unless it is small. */
export function rate(value: number): string {
  return (value < 10 ? TENTHS : WHOLE).format(value)
}

/** A number on an axis: "12.3K". */
export function short(value: number): string {
  return SHORT.format(value)
}

/** A duration with its unit, rounded. */
export function duration(valueMs: number | undefined): string {
  if (valueMs === undefined) return NOTHING
  if (valueMs >= 1_000) return WATCH_PAGE.secondsShort(TENTHS.format(valueMs / 1_000))
  return WATCH_PAGE.milliseconds((valueMs < 10 ? TENTHS : WHOLE).format(valueMs))
}

/** "1.5 seconds ago", in steps of half a second. */
export function ago(valueMs: number): string {
  const seconds = Math.round(valueMs / 500) / 2
  return seconds < 0.5 ? WATCH_PAGE.now : WATCH_PAGE.ago(seconds)
}
