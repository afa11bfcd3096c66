import type { Context2d } from './context.ts'
import type { Measure } from './zone-labels.ts'

const FAMILY = 'system-ui, -apple-system, "Segoe UI", sans-serif'

export function fontOf(size: number, isBold: boolean): string {
  return `${isBold ? 650 : 500} ${size}px ${FAMILY}`
}

/** Measures texts, and remembers their width, because measuring takes as long as drawing. */
export function measureIn(context: Context2d): Measure {
  const known = new Map<string, number>()
  return (text, size, isBold) => {
    const key = `${size} ${isBold ? 'b' : ''} ${text}`
    const before = known.get(key)
    if (before !== undefined) return before
    context.font = fontOf(size, isBold)
    const { width } = context.measureText(text)
    if (known.size > KNOWN_MAX) known.clear()
    known.set(key, width)
    return width
  }
}

const KNOWN_MAX = 5_000
