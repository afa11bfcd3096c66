import * as de from './de.ts'
import * as en from './en.ts'
import { overridden, type OwnTexts } from './overridden.ts'

/** The languages with texts. */
export type Language = 'en' | 'de'

/** The language tag in which dates, numbers and amounts of money are written, such as `de-AT`. */
type Locale = Readonly<Record<'locale', string>>

export type MapPageTexts = typeof en.MAP_PAGE & Locale
export type SeatMapTexts = typeof en.SEAT_MAP & Locale
/** The texts of the seat map that a page sets itself. */
export type OwnSeatMapTexts = OwnTexts<typeof en.SEAT_MAP>
export type WatchPageTexts = typeof en.WATCH_PAGE & Locale

const MAP_PAGE: Readonly<Record<Language, typeof en.MAP_PAGE>> = {
  en: en.MAP_PAGE,
  de: de.MAP_PAGE,
}
const SEAT_MAP: Readonly<Record<Language, typeof en.SEAT_MAP>> = {
  en: en.SEAT_MAP,
  de: de.SEAT_MAP,
}
const WATCH_PAGE: Readonly<Record<Language, typeof en.WATCH_PAGE>> = {
  en: en.WATCH_PAGE,
  de: de.WATCH_PAGE,
}

export function mapPageTexts(locale: string): MapPageTexts {
  return { ...MAP_PAGE[languageOf(locale) ?? 'en'], locale }
}

export function seatMapTexts(locale: string, own?: OwnSeatMapTexts): SeatMapTexts {
  return { ...overridden(SEAT_MAP[languageOf(locale) ?? 'en'], own), locale }
}

export function watchPageTexts(locale: string): WatchPageTexts {
  return { ...WATCH_PAGE[languageOf(locale) ?? 'en'], locale }
}

/** The first of these language tags for which there are texts; `en` if there is none. */
export function localeOf(tags: Iterable<string | null>): string {
  for (const tag of tags) if (tag !== null && languageOf(tag) !== undefined) return tag
  return 'en'
}

function languageOf(tag: string): Language | undefined {
  const language = tag.split('-', 1)[0]?.toLowerCase()
  return (language === 'en' || language === 'de') && isWellFormed(tag) ? language : undefined
}

/** Whether `Intl` accepts the tag. Addresses and pages may have any text. */
function isWellFormed(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length > 0
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}
