import { overlap } from '../hall/box.ts'
import { type HallArea, type Outline, reachOf } from '../hall/hall-area.ts'
import { type Colour, cssOf, mixed } from './colour.ts'
import type { Context2d } from './context.ts'
import { areaColours, type Theme } from './theme.ts'
import { type Size, toScreen, type View, windowOf } from './view.ts'

/** The default text size, in the unit of the plan. */
const TEXT_SIZE = 16
/** Limits of the text size, in CSS pixels. Text is enlarged to the minimum, or left out if it would be tiny. */
const TEXT_MIN = 11
const TEXT_MAX = 34
const TEXT_HIDDEN_BELOW = 2.5

export interface AreaSettings {
  readonly theme: Theme
  readonly colourOf: (text: string) => Colour | undefined
}

/** Draws the stage and everything else that is not a seat. */
export function drawAreas(
  context: Context2d,
  areas: readonly HallArea[],
  { view, size }: { readonly view: View; readonly size: Size },
  settings: AreaSettings,
): void {
  const window = windowOf(view, size)
  for (const area of areas) {
    if (area.outline && !overlap(reachOf(area), window)) continue
    context.save()
    const { x, y } = toScreen(view, area.position)
    context.translate(x, y)
    context.rotate((area.rotationDeg / 180) * Math.PI)
    drawArea(context, area, view.scale, settings)
    context.restore()
  }
}

function drawArea(
  context: Context2d,
  { outline, color, borderColor, text }: HallArea,
  scale: number,
  { theme, colourOf }: AreaSettings,
): void {
  const { fill, ink } = areaColours(color === undefined ? undefined : colourOf(color), theme)
  const border = borderColor === undefined ? undefined : colourOf(borderColor)
  if (outline) {
    trace(context, outline, scale)
    if (color !== undefined) {
      context.fillStyle = cssOf(fill)
      context.fill()
    }
    if (border) {
      context.strokeStyle = cssOf(mixed(border, theme.background, 0.55))
      context.lineWidth = 1
      context.stroke()
    }
  }
  const size = (text?.size ?? TEXT_SIZE) * scale * theme.textScale
  if (!text || size < TEXT_HIDDEN_BELOW) return
  const written = Math.min(TEXT_MAX * theme.textScale, Math.max(TEXT_MIN, size))
  context.font = `600 ${written}px system-ui, sans-serif`
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.fillStyle = cssOf(ink)
  text.text.split('\n').forEach((line, index) => {
    const y = text.position.y * scale + index * written * 1.2
    context.fillText(line, text.position.x * scale, y)
  })
}

function trace(context: Context2d, outline: Outline, scale: number): void {
  context.beginPath()
  switch (outline.kind) {
    case 'rectangle': {
      const [width, height] = [outline.width * scale, outline.height * scale]
      context.roundRect(0, 0, width, height, Math.min(10, width / 4, height / 4))
      break
    }
    case 'ellipse':
      context.ellipse(0, 0, outline.radius.x * scale, outline.radius.y * scale, 0, 0, 2 * Math.PI)
      break
    case 'polygon':
      for (const { x, y } of outline.points) context.lineTo(x * scale, y * scale)
      context.closePath()
  }
}
