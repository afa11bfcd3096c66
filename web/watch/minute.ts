import { count } from './format.ts'
import type { Totals } from './totals.ts'

/** Less than this is not called a minute. */
const MINUTE_MS = 55_000

/** The last minute in a sentence or two, for those who see the picture and those who do not. */
export function minuteInWords({
  requests,
  taken,
  refused,
  staleWrites,
  durationMs,
}: Totals): string {
  if (requests === 0) return 'Nobody has asked for anything in the last minute.'
  const answers = `${count(taken)} were told yes and ${count(refused)} no.`
  return `In the last ${spanOf(durationMs)} ${answers}${staleInWords(staleWrites)}`
}

function spanOf(durationMs: number): string {
  if (durationMs >= MINUTE_MS) return 'minute'
  const seconds = Math.ceil(durationMs / 1_000)
  return seconds === 1 ? 'second' : `${seconds} seconds`
}

function staleInWords(staleWrites: number): string {
  if (staleWrites === 0) return ''
  return staleWrites === 1
    ? ' 1 stale write was stopped.'
    : ` ${count(staleWrites)} stale writes were stopped.`
}
