import type { Context2d } from './context.ts'

/** A shape around a seat with radius 1. */
type Shape = (context: Context2d, x: number, y: number, radius: number) => void

/** All have nearly the same area, and room for a number. None reaches further than `OVERHANG` beyond the radius. */
const SHAPES: readonly Shape[] = [
  (context, x, y, radius) => {
    context.arc(x, y, radius, 0, 2 * Math.PI)
  },
  (context, x, y, radius) => {
    const half = radius * 0.88
    context.roundRect(x - half, y - half, 2 * half, 2 * half, radius * 0.22)
  },
  (context, x, y, radius) => {
    corners(context, { x, y, radius: radius * 1.17, count: 4, turn: 0 })
  },
  // A round top and a flat bottom, like the back of a chair.
  (context, x, y, radius) => {
    const half = radius * 0.9
    context.roundRect(x - half, y - half, 2 * half, 2 * half, [half, half, 0, 0])
  },
  (context, x, y, radius) => {
    corners(context, { x, y, radius: radius * 1.08, count: 6, turn: Math.PI / 6 })
  },
  (context, x, y, radius) => {
    const half = radius * 0.9
    context.roundRect(x - half, y - half, 2 * half, 2 * half, [0, 0, half, half])
  },
]

/** Adds the shape of a category to the path, so that categories differ by more than their colour. */
export function traceShape(
  context: Context2d,
  category: number,
  { x, y, radius }: { readonly x: number; readonly y: number; readonly radius: number },
): void {
  SHAPES[category % SHAPES.length]?.(context, x, y, radius)
}

/** Whether the category has the shape of an earlier one, and needs another mark. */
export function repeatsShape(category: number): boolean {
  return category >= SHAPES.length
}

function corners(
  context: Context2d,
  shape: { x: number; y: number; radius: number; count: number; turn: number },
): void {
  const { x, y, radius, count, turn } = shape
  for (let corner = 0; corner < count; corner++) {
    const angle = turn + (corner / count) * 2 * Math.PI
    context.lineTo(x + radius * Math.sin(angle), y - radius * Math.cos(angle))
  }
  context.closePath()
}
