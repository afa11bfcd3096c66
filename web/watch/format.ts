import { type WatchPageTexts, watchPageTexts } from '../texts/index.ts'

/** The texts of the page, and its numbers in the same language. */
export interface WatchTexts extends WatchPageTexts {
  readonly count: (value: number) => string
  /** A number per second: whole, unless it is small. */
  readonly rate: (value: number) => string
  /** A number on an axis: "12.3K". */
  readonly short: (value: number) => string
  /** A duration with its unit, rounded. */
  readonly duration: (valueMs: number | undefined) => string
  /** How long ago a moment was, in steps of half a second. */
  readonly moment: (agoMs: number | undefined) => string
}

/** Shown where there is no number. */
const NOTHING = '–'

export function watchTexts(locale: string): WatchTexts {
  const texts = watchPageTexts(locale)
  const formatter = (options: Intl.NumberFormatOptions) => {
    const format = new Intl.NumberFormat(locale, options)
    return (value: number) => format.format(value)
  }
  const whole = formatter({ maximumFractionDigits: 0 })
  const tenths = formatter({ maximumFractionDigits: 1 })
  return {
    ...texts,
    count: whole,
    rate: (value) => (value < 10 ? tenths : whole)(value),
    short: formatter({ notation: 'compact', maximumFractionDigits: 1 }),
    duration: (valueMs) => {
      if (valueMs === undefined) return NOTHING
      if (valueMs >= 1_000) return texts.secondsShort(tenths(valueMs / 1_000))
      return texts.milliseconds((valueMs < 10 ? tenths : whole)(valueMs))
    },
    moment: (agoMs = 0) => {
      const seconds = Math.round(agoMs / 500) / 2
      return seconds < 0.5 ? texts.now : texts.ago(seconds)
    },
  }
}
