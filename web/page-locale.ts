import { localeOf } from './texts/index.ts'

/**
 * The language of a page: that of the parameter `lang` in its URL, else that of the browser. Sets it in the HTML too,
 * where screen readers find it.
 */
export function pageLocale(): string {
  const requested = new URLSearchParams(location.search).get('lang')
  const locale = localeOf([requested, ...navigator.languages])
  document.documentElement.lang = locale
  return locale
}
