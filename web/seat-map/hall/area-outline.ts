import type { Point } from './box.ts'
import type { HallArea } from './hall-area.ts'
import type { Polygon } from './polygon.ts'

/** The number of corners that stand for an ellipse. */
const ELLIPSE_CORNERS = 48

/** The shape of an area in the hall, as a polygon. */
export function outlineOfArea({ position, rotationDeg, outline }: HallArea): Polygon {
  const turn = (rotationDeg / 180) * Math.PI
  const [sin, cos] = [Math.sin(turn), Math.cos(turn)]
  return cornersOf(outline).map(({ x, y }) => ({
    x: position.x + x * cos - y * sin,
    y: position.y + x * sin + y * cos,
  }))
}

function cornersOf(outline: HallArea['outline']): readonly Point[] {
  switch (outline?.kind) {
    case 'rectangle': {
      const { width, height } = outline
      return [
        { x: 0, y: 0 },
        { x: width, y: 0 },
        { x: width, y: height },
        { x: 0, y: height },
      ]
    }
    case 'ellipse':
      return Array.from({ length: ELLIPSE_CORNERS }, (_, corner) => {
        const angle = (corner / ELLIPSE_CORNERS) * 2 * Math.PI
        return { x: outline.radius.x * Math.cos(angle), y: outline.radius.y * Math.sin(angle) }
      })
    case 'polygon':
      return outline.points
    case undefined:
      return [{ x: 0, y: 0 }]
  }
}
