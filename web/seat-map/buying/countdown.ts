const SECOND_MS = 1_000
const MINUTE_MS = 60_000

/** When it is worth interrupting somebody, in milliseconds before the end. */
const MILESTONES_MS = [10 * MINUTE_MS, 5 * MINUTE_MS, 2 * MINUTE_MS, MINUTE_MS, 30_000, 10_000]

/** How near the end has to be to be shown as urgent. */
export const URGENT_MS = MINUTE_MS

/** "9:59", or "1:00:00" for what is longer. Never shows 0:00 while there is time left. */
export function clockText(remainingMs: number): string {
  const seconds = Math.ceil(Math.max(0, remainingMs) / SECOND_MS)
  const [h, m, s] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60]
  const two = (value: number) => String(value).padStart(2, '0')
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`
}

/** "5 minutes", "1 minute 30 seconds": for those who listen. */
export function spokenTime(remainingMs: number): string {
  const seconds = Math.ceil(Math.max(0, remainingMs) / SECOND_MS)
  const parts = [
    counted(Math.floor(seconds / 60), 'minute'),
    counted(seconds % 60, 'second'),
  ].filter(Boolean)
  return parts.join(' ') || 'no time'
}

/** The milestone that was passed between two looks at the clock, if any; the last, when there were several. */
export function milestonePassed(beforeMs: number, nowMs: number): number | undefined {
  return MILESTONES_MS.findLast((milestone) => beforeMs > milestone && nowMs <= milestone)
}

function counted(count: number, what: string): string {
  if (count === 0) return ''
  return `${count} ${what}${count === 1 ? '' : 's'}`
}
