import { DARK, LIGHT, systemTheme, type Theme } from './theme.ts'

const dark = matchMedia('(prefers-color-scheme: dark)')
const forced = matchMedia('(forced-colors: active)')

/** The theme that the customer prefers. */
export function currentTheme(): Theme {
  if (!forced.matches) return dark.matches ? DARK : LIGHT
  return systemTheme({
    canvas: computed('Canvas'),
    canvasText: computed('CanvasText'),
    grayText: computed('GrayText'),
    highlight: computed('Highlight'),
  })
}

/** Calls the listener when the preferred theme changes, until the signal is aborted. */
export function onThemeChange(listener: () => void, signal: AbortSignal): void {
  for (const query of [dark, forced]) query.addEventListener('change', listener, { signal })
}

/** The RGB value of a system colour, computed from an element of the page. */
function computed(name: string): string {
  const probe = document.createElement('span')
  probe.style.color = name
  document.body.append(probe)
  const { color } = getComputedStyle(probe)
  probe.remove()
  return color
}
