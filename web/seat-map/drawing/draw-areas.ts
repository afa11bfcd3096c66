import { overlap } from '../hall/box.ts'
import { type HallArea, type Outline, reachOf } from '../hall/hall-area.ts'
import { areaTextSize, LINE_HEIGHT } from './area-texts.ts'
import { type Colour, cssOf, mixed } from './colour.ts'
import type { Context2d } from './context.ts'
import { fontOf } from './text-width.ts'
import { areaColours, type Theme } from './theme.ts'
import { type Size, toScreen, type View, windowOf } from './view.ts'
import type { Measure } from './zone-labels.ts'

export interface AreaSettings {
  readonly theme: Theme
  readonly colourOf: (text: string) => Colour | undefined
  readonly measure: Measure
  /** Texts that are written elsewhere. */
  readonly without: ReadonlySet<string>
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
    drawArea(context, area, view, settings)
    context.restore()
  }
}

function drawArea(context: Context2d, area: HallArea, view: View, settings: AreaSettings): void {
  const { outline, color, borderColor, text } = area
  const { theme, colourOf, measure, without } = settings
  const { scale } = view
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
  const size = areaTextSize(area, { view, measure, textScale: theme.textScale })
  if (!text || size === undefined || without.has(text.text)) return
  context.font = fontOf(size, true)
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.fillStyle = cssOf(ink)
  text.text.split('\n').forEach((line, index) => {
    const y = text.position.y * scale + index * size * LINE_HEIGHT
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
