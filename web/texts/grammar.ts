/** The forms of a word that agrees with a number, such as "seat" and "seats". */
export type PluralForms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> & {
  readonly other: string
}

export interface Grammar {
  /** The form that agrees with a number. */
  readonly plural: (count: number, forms: PluralForms) => string
  /** A number with a word: "1 seat", "2 seats". */
  readonly counted: (count: number, forms: PluralForms) => string
  /** A number with a unit: "1 minute", "2 minutes". */
  readonly measured: (count: number, unit: TimeUnit) => string
  /** "5 minutes", "1 minute 30 seconds". */
  readonly timeText: (ms: number) => string
  /** "a and b", "a; b; c and 3 more". The names may have commas themselves. */
  readonly listText: (names: readonly string[], moreText: (count: number) => string) => string
}

type TimeUnit = 'second' | 'minute' | 'hour' | 'day'

const RIGHT_TO_LEFT =
  /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u

/**
 * A name from outside for a sentence that is written from left to right. Marks set off a name that is written from right
 * to left, so that it does not reorder the words around it.
 */
export function isolated(name: string): string {
  return RIGHT_TO_LEFT.test(name) ? `\u2068${name}\u2069` : name
}

/** A longer list ends with the number of the names that are left out. */
const NAMES_MAX = 4

/** Plural forms, times and lists of a language. */
export function grammarOf(language: string): Grammar {
  const rules = new Intl.PluralRules(language)
  const numbers = new Intl.NumberFormat(language)
  const names = new Intl.ListFormat(language, { type: 'conjunction' })
  const units = new Intl.ListFormat(language, { type: 'unit', style: 'narrow' })
  const plural: Grammar['plural'] = (count, forms) => forms[rules.select(count)] ?? forms.other
  const measured: Grammar['measured'] = (count, unit) =>
    count.toLocaleString(language, { style: 'unit', unit, unitDisplay: 'long' })
  return {
    plural,
    counted: (count, forms) => `${numbers.format(count)} ${plural(count, forms)}`,
    measured,
    timeText: (ms) => {
      const seconds = Math.ceil(Math.max(0, ms) / 1_000)
      const [whole, rest] = [Math.floor(seconds / 60), seconds % 60]
      const minuteText = whole > 0 ? [measured(whole, 'minute')] : []
      const secondText = rest > 0 || whole === 0 ? [measured(rest, 'second')] : []
      return units.format([...minuteText, ...secondText])
    },
    listText: (all, moreText) => {
      const left = all.length - NAMES_MAX + 1
      const shown = left > 1 ? [...all.slice(0, NAMES_MAX - 1), moreText(left)] : all
      const parts = names.formatToParts(shown)
      return parts
        .map(({ type, value }) => (type === 'literal' ? value.replace(/^,/, ';') : value))
        .join('')
    },
  }
}
