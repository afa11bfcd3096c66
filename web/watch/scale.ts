/** Readable distances between grid lines, for each power of ten. */
const STEPS = [1, 2, 5, 10]

/** The values of the grid lines of an axis, above 0 and up to the end: readable numbers, `countMax` at most. */
export function gridSteps(end: number, countMax: number): number[] {
  if (end <= 0 || countMax < 1) return []
  const least = end / (countMax + 1)
  const power = 10 ** Math.floor(Math.log10(least))
  const step = power * (STEPS.find((candidate) => candidate * power > least) ?? 10)
  return Array.from({ length: Math.floor(end / step) }, (_, index) => (index + 1) * step)
}

export interface Segment {
  readonly from: number
  readonly to: number
}

/** Stacks the values. */
export function stacked(values: readonly number[]): Segment[] {
  let top = 0
  return values.map((value) => {
    const from = top
    top += value
    return { from, to: top }
  })
}

/** The smallest share of the height for each side of the zero line, so that a single booking is visible. */
const SIDE_SHARE_MIN = 0.15

export interface TwoSided {
  /** The distance of the zero line from the top. */
  readonly zero: number
  /** Pixels per unit, the same on both sides, so that the sides can be compared. */
  readonly perUnit: number
}

/** Divides a height between the values above and below a zero line. */
export function twoSided(
  height: number,
  { up, down }: { readonly up: number; readonly down: number },
): TwoSided {
  const share = up / (up + down)
  const zero = height * Math.min(1 - SIDE_SHARE_MIN, Math.max(SIDE_SHARE_MIN, share))
  return { zero, perUnit: Math.min(zero / up, (height - zero) / down) }
}

/** The position of a value on a logarithmic axis, from 0 to 1. */
export function logPosition(
  value: number,
  { min, max }: { readonly min: number; readonly max: number },
): number {
  const position = Math.log(Math.max(value, min) / min) / Math.log(max / min)
  return Math.min(1, position)
}

/** How fast a drawing follows its values. */
export interface Motion {
  /** The time since the previous drawing. */
  readonly elapsedMs: number
  /** The time for half of the way; 0 to follow at once. */
  readonly halfLifeMs: number
}

/** Follows a value smoothly. */
export class Glide {
  #value: number | undefined

  to(target: number, { elapsedMs, halfLifeMs }: Motion): number {
    const from = this.#value ?? target
    const left = halfLifeMs > 0 ? 0.5 ** (elapsedMs / halfLifeMs) : 0
    this.#value = target + (from - target) * left
    return this.#value
  }
}
