import { WINDOW_MS } from '../tick-window.ts'

export interface Band {
  readonly top: number
  readonly height: number
}

export interface Layout {
  /** The left and right edge of the plot. The labels of the axes are to its left. */
  readonly left: number
  readonly right: number
  readonly outcomes: Band
  readonly requests: Band
  readonly latency: Band
  readonly locks: Band
  readonly time: Band
  /** How much larger texts are than at the usual size. */
  readonly textScale: number
}

const LEFT = 72
const TIME_HEIGHT = 22
/** Between two bands, with the heading of the lower one. */
const GAP = 30
const SHARES = { outcomes: 0.58, requests: 0.16, latency: 0.16, locks: 0.1 } as const

/** Divides the chart into its bands, from top to bottom. */
export function layoutOf(width: number, height: number, textScale = 1): Layout {
  const [gap, timeHeight] = [GAP * textScale, TIME_HEIGHT * textScale]
  const room = Math.max(0, height - timeHeight - 4 * gap)
  let top = 0
  const next = (share: number): Band => {
    const band = { top: top + gap, height: room * share }
    top = band.top + band.height
    return band
  }
  return {
    left: LEFT * textScale,
    right: width,
    outcomes: next(SHARES.outcomes),
    requests: next(SHARES.requests),
    latency: next(SHARES.latency),
    locks: next(SHARES.locks),
    time: { top: height - timeHeight, height: timeHeight },
    textScale,
  }
}

/** How long ago the moment at a position is; undefined outside the plot. */
export function momentAt({ left, right }: Layout, x: number): number | undefined {
  return x < left || x > right ? undefined : ((right - x) / (right - left)) * WINDOW_MS
}
