import { type Colour, cssOf } from './colour.ts'
import type { Context2d } from './draw-seat.ts'
import type { Tag } from './tags.ts'
import { fontOf } from './text-width.ts'

/** Draws a tag on a plate, because it covers seats. */
export function drawTag(context: Context2d, tag: Tag, plate: Colour, ink: Colour): void {
  const { left, right, top, bottom } = tag.box
  context.beginPath()
  context.roundRect(left, top, right - left, bottom - top, (bottom - top) / 2)
  context.fillStyle = cssOf(plate)
  context.fill()
  drawText(context, tag, cssOf(ink))
}

export function drawText(context: Context2d, { text, size, isBold, x, y }: Tag, ink: string): void {
  context.font = fontOf(size, isBold)
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.fillStyle = ink
  context.fillText(text, x, y + size * 0.05)
}
