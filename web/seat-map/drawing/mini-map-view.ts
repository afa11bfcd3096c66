import type { Hall } from '../hall/hall.ts'
import { fitted, type Size, type View } from './view.ts'

/** The longer side, in CSS pixels, beside a wide map and on a phone. */
const SIDE = { wide: 148, narrow: 92 }
const NARROW_BELOW = 600
const PADDING = 5

/** The size of the mini-map of a hall, in CSS pixels. */
export function miniMapSize({ bounds }: Pick<Hall, 'bounds'>, mapWidth: number): Size {
  const [width, height] = [bounds.right - bounds.left, bounds.bottom - bounds.top]
  const side = mapWidth < NARROW_BELOW ? SIDE.narrow : SIDE.wide
  const scale = side / Math.max(width, height)
  const least = side / 3
  return {
    width: Math.round(Math.max(least, width * scale)),
    height: Math.round(Math.max(least, height * scale)),
  }
}

/** The whole hall as the mini-map shows it. */
export function miniMapView({ bounds }: Pick<Hall, 'bounds'>, size: Size): View {
  return fitted(bounds, size, PADDING)
}
