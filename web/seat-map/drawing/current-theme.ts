import { DARK, LIGHT, systemTheme, type Theme } from './theme.ts'

const dark = matchMedia('(prefers-color-scheme: dark)')
const forced = matchMedia('(forced-colors: active)')

/** The theme that the visitor wants. */
export function currentTheme(): Theme {
  if (!forced.matches) return dark.matches ? DARK : LIGHT
  return systemTheme({
    canvas: computed('Canvas'),
    canvasText: computed('CanvasText'),
    grayText: computed('GrayText'),
    highlight: computed('Highlight'),
  })
}

/** Calls it whenever the visitor wants another, until the function that is returned is called. */
export function onThemeChange(listener: () => void): () => void {
  for (const query of [dark, forced]) query.addEventListener('change', listener)
  return () => {
    for (const query of [dark, forced]) query.removeEventListener('change', listener)
  }
}

/** A colour of the system in numbers, as only an element of the page knows it. */
function computed(name: string): string {
  const probe = document.createElement('span')
  probe.style.color = name
  document.body.append(probe)
  const { color } = getComputedStyle(probe)
  probe.remove()
  return color
}
