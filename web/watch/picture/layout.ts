import { WINDOW_MS } from '../tick-window.ts'

export interface Band {
  readonly top: number
  readonly height: number
}

export interface Layout {
  /** Where the plot begins and ends from left to right; the numbers of the axes stand before it. */
  readonly left: number
  readonly right: number
  readonly outcomes: Band
  readonly requests: Band
  readonly latency: Band
  readonly locks: Band
  /** Where the seconds stand. */
  readonly time: Band
}

const TIME_HEIGHT = 22
/** Between two bands, with the heading of the lower one. */
const GAP = 30
const SHARES = { outcomes: 0.58, requests: 0.16, latency: 0.16, locks: 0.1 } as const

/** Divides the picture into its bands, from the top down. */
export function layoutOf(width: number, height: number): Layout {
  const room = Math.max(0, height - TIME_HEIGHT - 4 * GAP)
  let top = 0
  const next = (share: number): Band => {
    const band = { top: top + GAP, height: room * share }
    top = band.top + band.height
    return band
  }
  return {
    left: width < 480 ? 44 : 52,
    right: width,
    outcomes: next(SHARES.outcomes),
    requests: next(SHARES.requests),
    latency: next(SHARES.latency),
    locks: next(SHARES.locks),
    time: { top: height - TIME_HEIGHT, height: TIME_HEIGHT },
  }
}

/** How long ago the moment is that stands there; nothing, where none does. */
export function momentAt({ left, right }: Layout, x: number): number | undefined {
  return x < left || x > right ? undefined : ((right - x) / (right - left)) * WINDOW_MS
}
