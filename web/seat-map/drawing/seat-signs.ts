import { hasTrait } from '../hall/seat-traits.ts'
import { type Colour, cssOf } from './colour.ts'
import type { Context2d } from './context.ts'

interface Sign {
  readonly x: number
  readonly y: number
  /** Of the seat. */
  readonly radius: number
  readonly ink: Colour
  readonly background: Colour
  /** The colour of the badge on the background. */
  readonly badge: Colour
}

/** Whether a sign takes the place of the seat's number. */
export function hasSignInside(traits: number): boolean {
  return hasTrait(traits, 'accessible') || hasTrait(traits, 'companion')
}

/** Draws the signs of an available seat: for wheelchairs, for companions, and for a restricted view. */
export function drawSigns(context: Context2d, traits: number, sign: Sign): void {
  if (hasTrait(traits, 'accessible')) wheelchair(context, sign)
  else if (hasTrait(traits, 'companion')) companion(context, sign)
  if (hasTrait(traits, 'restrictedView')) restrictedView(context, sign)
}

function wheelchair(context: Context2d, { x, y, radius, ink }: Sign): void {
  const at = (dx: number, dy: number) => [x + dx * radius, y + dy * radius] as const
  pen(context, ink, radius * 0.15)
  context.beginPath()
  context.moveTo(...at(-0.14, -0.3))
  context.lineTo(...at(-0.08, 0.1))
  context.lineTo(...at(0.26, 0.1))
  context.lineTo(...at(0.42, 0.46))
  context.lineTo(...at(0.56, 0.4))
  context.moveTo(...at(-0.12, -0.12))
  context.lineTo(...at(0.2, -0.12))
  context.stroke()
  context.beginPath()
  context.arc(...at(-0.06, 0.22), radius * 0.38, 0.2 * Math.PI, 1.28 * Math.PI)
  context.stroke()
  dot(context, ...at(-0.15, -0.55), radius * 0.14)
}

/** A person. */
function companion(context: Context2d, { x, y, radius, ink }: Sign): void {
  pen(context, ink, radius * 0.15)
  dot(context, x, y - radius * 0.28, radius * 0.22)
  context.beginPath()
  context.ellipse(x, y + radius * 0.52, radius * 0.42, radius * 0.42, 0, Math.PI, 2 * Math.PI)
  context.fill()
}

/** A crossed circle at the upper right corner. */
function restrictedView(context: Context2d, sign: Sign): void {
  const { x, y, radius, badge, background } = sign
  const [left, top] = [x + radius * 0.66, y - radius * 0.66]
  pen(context, background, 0)
  dot(context, left, top, radius * 0.46)
  pen(context, badge, radius * 0.14)
  context.beginPath()
  context.arc(left, top, radius * 0.3, 0, 2 * Math.PI)
  context.stroke()
  context.beginPath()
  context.moveTo(left - radius * 0.2, top + radius * 0.2)
  context.lineTo(left + radius * 0.2, top - radius * 0.2)
  context.stroke()
}

function pen(context: Context2d, colour: Colour, width: number): void {
  context.strokeStyle = cssOf(colour)
  context.fillStyle = cssOf(colour)
  context.lineWidth = width
}

function dot(context: Context2d, x: number, y: number, radius: number): void {
  context.beginPath()
  context.arc(x, y, radius, 0, 2 * Math.PI)
  context.fill()
}
