/** The numbers between lines that are easy to read, for each power of ten. */
const STEPS = [1, 2, 5, 10]

/** The numbers at which an axis has its lines, from 0 (left out) to the end: easy ones, and not more than so many. */
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

/** Puts the values on each other. */
export function stacked(values: readonly number[]): Segment[] {
  let top = 0
  return values.map((value) => {
    const from = top
    top += value
    return { from, to: top }
  })
}

/** The least part of the room that each side of the zero line gets, so that a lone booking has its place. */
const SIDE_SHARE_MIN = 0.15

export interface TwoSided {
  /** How far the zero line is from the top. */
  readonly zero: number
  /** How many pixels one is, up and down alike, or the picture would lie about which is more. */
  readonly perUnit: number
}

/** Divides a height between what stands on a line and what hangs from it. */
export function twoSided(
  height: number,
  { up, down }: { readonly up: number; readonly down: number },
): TwoSided {
  const share = up / (up + down)
  const zero = height * Math.min(1 - SIDE_SHARE_MIN, Math.max(SIDE_SHARE_MIN, share))
  return { zero, perUnit: Math.min(zero / up, (height - zero) / down) }
}

/** Where a value is on an axis that has the same room for each factor of ten, from 0 to 1. */
export function logPosition(
  value: number,
  { min, max }: { readonly min: number; readonly max: number },
): number {
  const position = Math.log(Math.max(value, min) / min) / Math.log(max / min)
  return Math.min(1, position)
}

/** How a drawing gets from what it showed to what it is to show. */
export interface Motion {
  /** Since the drawing before. */
  readonly elapsedMs: number
  /** How long it takes for half of the way; 0 to be there at once. */
  readonly halfLifeMs: number
}

/** Follows a value without jumping. */
export class Glide {
  #value: number | undefined

  to(target: number, { elapsedMs, halfLifeMs }: Motion): number {
    const from = this.#value ?? target
    const left = halfLifeMs > 0 ? 0.5 ** (elapsedMs / halfLifeMs) : 0
    this.#value = target + (from - target) * left
    return this.#value
  }
}
