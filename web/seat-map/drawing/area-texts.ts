import { type Box, overlap } from '../hall/box.ts'
import { type HallArea, outlineBox } from '../hall/hall-area.ts'
import { type Size, toScreen, type View } from './view.ts'
import { type Measure, TEXT_MIN } from './zone-labels.ts'

/** The default text size, in the unit of the plan. */
const TEXT_SIZE = 16
/** The largest text, in CSS pixels. */
const TEXT_MAX = 34
/** Smaller texts, in CSS pixels, are enlarged only if the area has room for them. */
const ENLARGED_FROM = 2.5
export const LINE_HEIGHT = 1.2

export interface TextPlaces {
  readonly view: View
  readonly measure: Measure
  /** How much larger texts are than at the usual size. */
  readonly textScale: number
}

/** The size of the text of an area, in CSS pixels. Undefined if it has no text, or no room for it. */
export function areaTextSize(
  { text, outline }: HallArea,
  { view, measure, textScale }: TextPlaces,
): number | undefined {
  if (!text) return undefined
  const size = (text.size ?? TEXT_SIZE) * view.scale * textScale
  const written = Math.min(TEXT_MAX * textScale, Math.max(TEXT_MIN, size))
  if (size >= ENLARGED_FROM) return written
  const { left, right, top, bottom } = outlineBox(outline)
  const { width, height } = extentOf(text.text, written, measure)
  const hasRoom = width <= (right - left) * view.scale && height <= (bottom - top) * view.scale
  return hasRoom ? written : undefined
}

/** The texts of areas within the window, as they are drawn. */
export function visibleAreaTexts(
  areas: readonly HallArea[],
  size: Size,
  places: TextPlaces,
): { readonly text: string; readonly box: Box }[] {
  const window = { left: 0, top: 0, right: size.width, bottom: size.height }
  return areas.flatMap((area) => {
    const { text, position, rotationDeg } = area
    const written = areaTextSize(area, places)
    if (!text || written === undefined || rotationDeg !== 0) return []
    const { width, height } = extentOf(text.text, written, places.measure)
    const { x, y } = toScreen(places.view, {
      x: position.x + text.position.x,
      y: position.y + text.position.y,
    })
    const top = y - written / 2
    const box = { left: x - width / 2, right: x + width / 2, top, bottom: top + height }
    return overlap(box, window) ? [{ text: text.text, box }] : []
  })
}

function extentOf(text: string, size: number, measure: Measure): Size {
  const lines = text.split('\n')
  const width = Math.max(...lines.map((line) => measure(line, size, true)))
  return { width, height: ((lines.length - 1) * LINE_HEIGHT + 1) * size }
}
