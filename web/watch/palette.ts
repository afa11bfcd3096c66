import { COLORS, type ColorName, variableOf } from './colors.ts'

/** The colours of the picture, each as `#rrggbb`, which the style sheet sets for light and dark. */
export type Palette = Readonly<Record<ColorName, string>>

export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element)
  return Object.fromEntries(
    COLORS.map((name) => [name, style.getPropertyValue(variableOf(name)).trim()]),
  ) as Palette
}
