/** Red, green and blue, from 0 to 255. */
export type Colour = readonly [number, number, number]

export const WHITE: Colour = [255, 255, 255]
export const BLACK: Colour = [0, 0, 0]

/** Parses `#rgb`, `#rrggbb` and `rgb(r, g, b)`; undefined for anything else. */
export function parseColour(text: string): Colour | undefined {
  const hex = /^#([\da-f]{3}|[\da-f]{6})$/i.exec(text.trim())?.[1]
  if (hex !== undefined) {
    const digits = hex.length === 3 ? Array.from(hex, (digit) => digit + digit).join('') : hex
    return [0, 2, 4].map((at) => parseInt(digits.slice(at, at + 2), 16)) as unknown as Colour
  }
  const parts = /^rgba?\((\d+)[, ]+(\d+)[, ]+(\d+)/.exec(text.trim())
  return parts ? [Number(parts[1]), Number(parts[2]), Number(parts[3])] : undefined
}

export function cssOf([r, g, b]: Colour): string {
  return `rgb(${Math.round(r)} ${Math.round(g)} ${Math.round(b)})`
}

/** @param part the share of the second colour, from 0 to 1 */
export function mixed(a: Colour, b: Colour, part: number): Colour {
  const at = (index: 0 | 1 | 2) => a[index] + (b[index] - a[index]) * part
  return [at(0), at(1), at(2)]
}

/** The contrast ratio of WCAG 2.2, from 1 to 21. */
export function contrast(a: Colour, b: Colour): number {
  const [light, dark] = [luminance(a), luminance(b)].toSorted((x, y) => y - x) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

/** The colour, made lighter or darker until it has enough contrast with the background. */
export function visibleOn(background: Colour, colour: Colour, ratio = 3): Colour {
  const end = inkOn(background)
  for (let part = 0; part < 1; part += 0.05) {
    const candidate = end === WHITE ? lightened(colour, part) : mixed(colour, BLACK, part)
    if (contrast(background, candidate) >= ratio) return candidate
  }
  return end
}

/** Makes a colour brighter first, and only then paler, to keep its hue visible. */
function lightened(colour: Colour, part: number): Colour {
  const brightest = Math.max(...colour, 1)
  const bright = mixed(
    colour,
    colour.map((each) => (each / brightest) * 255) as unknown as Colour,
    Math.min(1, part * 2),
  )
  return mixed(bright, WHITE, part * 0.9)
}

/** Black or white, whichever is more readable on the background. */
export function inkOn(background: Colour): Colour {
  return contrast(background, WHITE) >= contrast(background, BLACK) ? WHITE : BLACK
}

function luminance(colour: Colour): number {
  const [r, g, b] = colour.map((part) => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as unknown as Colour
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
