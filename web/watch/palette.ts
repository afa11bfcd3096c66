const NAMES = [
  'booked',
  'confirmed',
  'held',
  'gone',
  'locked',
  'heldByOthers',
  'unavailable',
  'busy',
  'other',
  'requests',
  'latency',
  'waits',
  'stale',
  'ground',
  'text',
  'muted',
  'line',
] as const

export type ColorName = (typeof NAMES)[number]

/** The colours of the picture, each as `#rrggbb`, which the style sheet sets for light and dark. */
export type Palette = Readonly<Record<ColorName, string>>

export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element)
  return Object.fromEntries(
    NAMES.map((name) => [name, style.getPropertyValue(variableOf(name)).trim()]),
  ) as Palette
}

/** How the style sheet calls a colour. */
export function variableOf(name: ColorName): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
}
