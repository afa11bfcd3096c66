import type { Category } from '../hall/hall.ts'
import { type Colour, inkOn, mixed, parseColour, visibleOn, WHITE } from './colour.ts'

/** The colours of the map, and the size of its texts. */
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
  /** How much larger texts are than at the usual size: 2 if the customer has set 200 %. */
  readonly textScale: number
}

/** The colours of the stylesheet, in which a page may have set any. */
export type StyleColours = Pick<
  Theme,
  'background' | 'ink' | 'taken' | 'takenMark' | 'accent' | 'yours'
>

/** A theme with these colours, adjusted for enough contrast. */
export function themeOf({ background, taken, ...style }: StyleColours): Theme {
  return {
    background,
    taken,
    ink: visibleOn(background, style.ink, 4.5),
    takenMark: visibleOn(taken, style.takenMark),
    accent: visibleOn(background, style.accent),
    yours: visibleOn(background, style.yours),
    areaFade: inkOn(background) === WHITE ? 0.86 : 0.25,
    textScale: 1,
  }
}

/** The system colours in forced-colors mode. */
export type SystemColours = Readonly<
  Record<'canvas' | 'canvasText' | 'grayText' | 'highlight', Colour>
>

export function systemTheme({ canvas, canvasText, grayText, highlight }: SystemColours): Theme {
  return {
    background: canvas,
    ink: canvasText,
    taken: canvas,
    takenMark: visibleOn(canvas, grayText),
    accent: visibleOn(canvas, highlight),
    yours: canvasText,
    areaFade: 0.95,
    textScale: 1,
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
