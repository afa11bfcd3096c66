import { localeOf } from './texts/index.ts'

/** The parameters in the URL of a page, which links between the pages keep. */
const KEPT = ['lang', 'theme']
const SCHEMES = ['light', 'dark']

/**
 * Sets the language and the colour scheme of the page: those in its URL (`?lang=de&theme=dark`), else those of the
 * browser.
 *
 * @returns the language tag
 */
export function applyPageSettings(): string {
  const asked = new URLSearchParams(location.search)
  const locale = localeOf([asked.get('lang'), ...navigator.languages])
  const { documentElement } = document
  documentElement.lang = locale
  const theme = asked.get('theme') ?? ''
  if (SCHEMES.includes(theme)) documentElement.style.colorScheme = theme
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[data-page]')) {
    const url = new URL(link.href)
    for (const name of KEPT) {
      const value = asked.get(name)
      if (value !== null) url.searchParams.set(name, value)
    }
    link.href = url.href
  }
  return locale
}
