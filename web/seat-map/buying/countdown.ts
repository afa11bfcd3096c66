const SECOND_MS = 1_000
const MINUTE_MS = 60_000

/** The remaining times that are announced to customers who do not see the clock. */
const MILESTONES_MS = [10 * MINUTE_MS, 5 * MINUTE_MS, 2 * MINUTE_MS, MINUTE_MS, 30_000, 10_000]

/** From this remaining time on, the clock is shown as urgent. */
export const URGENT_MS = MINUTE_MS

/** "9:59", or "1:00:00" for an hour. Never 0:00 while there is time left. */
export function clockText(remainingMs: number): string {
  const seconds = Math.ceil(Math.max(0, remainingMs) / SECOND_MS)
  const [h, m, s] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60]
  const two = (value: number) => String(value).padStart(2, '0')
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`
}

/** The milestone between two remaining times, if any; the last if there are several. */
export function milestonePassed(beforeMs: number, nowMs: number): number | undefined {
  return MILESTONES_MS.findLast((milestone) => beforeMs > milestone && nowMs <= milestone)
}
