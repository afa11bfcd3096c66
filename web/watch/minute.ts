import { count } from './format.ts'
import type { Totals } from './totals.ts'

/** The last minute in a sentence or two. */
export function minuteInWords({
  requests,
  taken,
  refused,
  staleWrites,
  durationMs,
}: Totals): string {
  if (requests === 0) return 'Nobody has asked for anything in the last minute.'
  const span =
    durationMs < 55_000 ? `${Math.max(1, Math.round(durationMs / 1_000))} seconds` : 'minute'
  const stale =
    staleWrites === 0
      ? ''
      : ` ${count(staleWrites)} stale ${staleWrites === 1 ? 'write was' : 'writes were'} stopped.`
  return `In the last ${span} ${count(taken)} were told yes and ${count(refused)} no.${stale}`
}
