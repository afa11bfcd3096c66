import { readFileSync } from 'node:fs'

import { BLACK, type Colour, parseColour } from '../../web/seat-map/drawing/colour.ts'
import { type Theme, themeOf } from '../../web/seat-map/drawing/theme.ts'

/** The theme of the stylesheet, for pages that set no colours of their own. */
export function themeIn(scheme: 'light' | 'dark'): Theme {
  const css = readFileSync('web/tokens.css', 'utf8')
  const colour = (name: string): Colour => {
    const [, light = '', dark = ''] =
      new RegExp(` --${name}: .*light-dark\\((#\\w+), (#\\w+)\\)`).exec(css) ?? []
    return parseColour(scheme === 'light' ? light : dark) ?? BLACK
  }
  return themeOf({
    background: colour('surface'),
    ink: colour('ink'),
    taken: colour('taken'),
    takenMark: colour('taken-mark'),
    accent: colour('accent'),
    yours: colour('good'),
  })
}
