import type { Point } from '../../src/domain/seating-plan.ts'

/** A straight side or a quarter of a circle. */
interface Piece {
  readonly start: Point
  /** The direction in which the piece starts, in degrees: 0 points right, 90 down. */
  readonly headingDeg: number
  readonly length: number
  /** Of a quarter circle. */
  readonly radius?: number
}

/**
 * A closed curve around a pitch, and the curves outside of it at any distance. It runs clockwise, starts in the
 * middle of the upper side, and has its centre at 0, 0. A place on it is the share of its length, from 0 to 1.
 */
export class Bowl {
  readonly #pieces: readonly Piece[]
  readonly #length: number

  /** A rectangle with round corners; the sides are the straight parts. */
  constructor({ width, height, radius }: { width: number; height: number; radius: number }) {
    const [x, y] = [width / 2, height / 2]
    const quarter = { length: (Math.PI * radius) / 2, radius }
    this.#pieces = [
      { start: { x: 0, y: -y - radius }, headingDeg: 0, length: x },
      { start: { x, y: -y - radius }, headingDeg: 0, ...quarter },
      { start: { x: x + radius, y: -y }, headingDeg: 90, length: height },
      { start: { x: x + radius, y }, headingDeg: 90, ...quarter },
      { start: { x, y: y + radius }, headingDeg: 180, length: width },
      { start: { x: -x, y: y + radius }, headingDeg: 180, ...quarter },
      { start: { x: -x - radius, y }, headingDeg: 270, length: height },
      { start: { x: -x - radius, y: -y }, headingDeg: 270, ...quarter },
      { start: { x: -x, y: -y - radius }, headingDeg: 0, length: x },
    ]
    this.#length = sum(this.#pieces.map(({ length }) => length))
  }

  /** How long the curve at this distance is, from the start to a place. */
  lengthTo(place: number, distance: number): number {
    let left = place * this.#length
    let length = 0
    for (const piece of this.#pieces) {
      const part = Math.min(left, piece.length)
      length += (part / piece.length) * lengthAt(piece, distance)
      left -= part
    }
    return length
  }

  /** The point of the curve at this distance, after this length from the start. */
  pointAt(length: number, distance: number): Point {
    let left = length
    for (const piece of this.#pieces) {
      const pieceLength = lengthAt(piece, distance)
      if (left <= pieceLength) return pointOf(piece, left / pieceLength, distance)
      left -= pieceLength
    }
    return this.pointAt(0, distance)
  }
}

function lengthAt({ length, radius }: Piece, distance: number): number {
  return radius === undefined ? length : (length * (radius + distance)) / radius
}

function pointOf({ start, headingDeg, length, radius }: Piece, part: number, distance: number) {
  const outwards = unit(headingDeg - 90)
  if (radius === undefined) {
    const along = unit(headingDeg)
    return {
      x: start.x + along.x * part * length + outwards.x * distance,
      y: start.y + along.y * part * length + outwards.y * distance,
    }
  }
  const now = unit(headingDeg - 90 + part * 90)
  return {
    x: start.x - outwards.x * radius + now.x * (radius + distance),
    y: start.y - outwards.y * radius + now.y * (radius + distance),
  }
}

function unit(deg: number): Point {
  const angle = (deg / 180) * Math.PI
  return { x: Math.cos(angle), y: Math.sin(angle) }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
