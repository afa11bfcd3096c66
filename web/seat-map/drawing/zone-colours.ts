import type { ZoneSummary } from '../hall/zone-summary.ts'
import { type Colour, mixed, visibleOn } from './colour.ts'
import type { Theme } from './theme.ts'

/** How much of the background is in the fill of a zone, with all of its seats available and with almost none. */
const FADE = { full: 0.74, empty: 0.9 }

export interface ZoneColours {
  readonly fill: Colour
  readonly border: Colour
  readonly name: Colour
  readonly details: Colour
}

/** Tinted by the category with the most available seats, the paler the fewer are left; grey if none are. */
export function zoneColours(
  { free, category }: ZoneSummary,
  all: number,
  { theme, colours }: { readonly theme: Theme; readonly colours: readonly Colour[] },
): ZoneColours {
  const { background, ink, taken, takenMark } = theme
  if (free === 0) {
    const text = visibleOn(taken, takenMark, 4.6)
    return { fill: taken, border: takenMark, name: text, details: text }
  }
  const colour = colours[category ?? -1] ?? takenMark
  const share = Math.min(1, free / Math.max(1, all))
  const fill = mixed(colour, background, FADE.empty + (FADE.full - FADE.empty) * share)
  return {
    fill,
    border: visibleOn(fill, colour, 3),
    name: visibleOn(fill, ink, 7),
    details: visibleOn(fill, mixed(ink, fill, 0.2), 4.6),
  }
}
