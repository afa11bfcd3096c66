import type { Activity } from '../../client/src/index.ts'

/** When the first tick of a test ended. */
export const STARTED_AT_MS = Date.parse('2026-06-01T20:00:00.000Z')

const INTERVAL_MS = 500

/** A tick in which nothing happened but what is said; the first, unless another is asked for. */
export function activity(what: Partial<Activity> = {}, { nth = 0 } = {}): Activity {
  return {
    instance: 'one',
    at: new Date(STARTED_AT_MS + nth * INTERVAL_MS).toISOString(),
    intervalMs: INTERVAL_MS,
    requests: 0,
    inFlight: 0,
    booked: 0,
    held: 0,
    confirmed: 0,
    released: 0,
    refused: {},
    lock: { acquired: 0, busy: 0, unavailable: 0, waits: 0, waitMsTotal: 0 },
    staleWrites: 0,
    latencyMs: { p50: 0, p99: 0 },
    watchers: 0,
    ...what,
  }
}
