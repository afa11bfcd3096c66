/** What has a colour of its own in the picture, or for its sake. */
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
  'panel',
  'text',
  'muted',
  'line',
] as const

export type ColorName = (typeof COLORS)[number]

/** How the style sheet calls a colour. */
export function variableOf(name: ColorName): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
}
