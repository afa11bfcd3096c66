import type { Category } from '../hall/hall.ts'
import { BLACK, type Colour, inkOn, mixed, parseColour, visibleOn, WHITE } from './colour.ts'

/** The colours of the map. The same as in tokens.css. */
export interface Theme {
  readonly background: Colour
  readonly ink: Colour
  /** Seats that are not available, and the marks on them. */
  readonly taken: Colour
  readonly takenMark: Colour
  /** Seats that this customer has selected or holds, and those that they have booked. */
  readonly accent: Colour
  readonly yours: Colour
  /** How much of the background is mixed into the colours of areas, which plans choose for white paper. */
  readonly areaFade: number
}

export const LIGHT: Theme = {
  background: [255, 255, 255],
  ink: [28, 30, 42],
  taken: [229, 231, 238],
  takenMark: [122, 127, 146],
  accent: [67, 56, 202],
  yours: [4, 120, 87],
  areaFade: 0.25,
}

export const DARK: Theme = {
  background: [19, 21, 31],
  ink: [232, 234, 244],
  taken: [44, 48, 64],
  takenMark: [134, 140, 165],
  accent: [165, 160, 255],
  yours: [72, 211, 160],
  areaFade: 0.86,
}

/** The system colours in forced-colors mode. */
export interface SystemColours {
  readonly canvas: string
  readonly canvasText: string
  readonly grayText: string
  readonly highlight: string
}

export function systemTheme(system: SystemColours): Theme {
  const background = parseColour(system.canvas) ?? WHITE
  const ink = parseColour(system.canvasText) ?? BLACK
  const gray = visibleOn(background, parseColour(system.grayText) ?? ink)
  return {
    background,
    ink,
    taken: background,
    takenMark: gray,
    accent: visibleOn(background, parseColour(system.highlight) ?? ink),
    yours: ink,
    areaFade: 0.95,
  }
}

/** The colours for plans without colours. They are distinguishable with red-green colour blindness. */
const COLOURS: readonly Colour[] = [
  [29, 78, 216],
  [180, 83, 9],
  [13, 127, 117],
  [192, 38, 211],
  [77, 124, 15],
  [190, 18, 60],
]

/** The colour of each category, adjusted for enough contrast. */
export function categoryColours(
  categories: readonly Category[],
  theme: Theme,
  read: (text: string) => Colour | undefined = parseColour,
): Colour[] {
  return categories.map(({ color }, index) => {
    const own = color === undefined ? undefined : read(color)
    return visibleOn(theme.background, own ?? COLOURS[index % COLOURS.length] ?? theme.ink, 3.2)
  })
}

/** The fill and text colours of an area. */
export function areaColours(
  colour: Colour | undefined,
  theme: Theme,
): { fill: Colour; ink: Colour } {
  if (!colour) return { fill: theme.background, ink: theme.ink }
  const fill = mixed(colour, theme.background, theme.areaFade)
  return { fill, ink: visibleOn(fill, mixed(inkOn(fill), fill, 0.25), 4.5) }
}
