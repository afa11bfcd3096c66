/** The colours of the chart, and those that its parts share with the page. */
export const COLORS = [
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
  'surface',
  'ink',
  'muted',
  'line',
] as const

export type ColorName = (typeof COLORS)[number]

/** Each colour as `#rrggbb`. The stylesheet sets them for light and dark. */
export type Palette = Readonly<Record<ColorName, string>>

/** The name of a colour in the stylesheet. */
export function variableOf(name: ColorName): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
}

/** `#rrggbb` for the `rgb(r, g, b)` that browsers compute. */
export function hexOf(rgb: string): string {
  const parts = Array.from(rgb.matchAll(/\d+/g), ([part]) => Number(part))
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`
}
