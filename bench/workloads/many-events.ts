import { setTimeout as pause } from 'node:timers/promises'

import type { AdminClient } from '../rig/admin-client.ts'
import { spreadOf } from '../rig/figures.ts'
import type { ServerUnderTest } from '../rig/server-under-test.ts'
import type { Measurement, Run } from '../rig/workload.ts'

export const EVENTS = 100
export const EVENT_SEATS = 10_000

/** The service reads this many plans at a time. */
const IMPORTS_AT_ONCE = 2

/** The idle time before the memory is read, so that background work has finished. */
const SETTLE_MS = 2_000

/** Creates many events. Then one buyer per event reads the plan and the free seats, and buys two seats. */
export async function importEvents(server: ServerUnderTest, { admin }: Run): Promise<Measurement> {
  const eventIds = Array.from({ length: EVENTS }, (_, index) => `event-${index}`)
  for (const eventId of eventIds) await admin.event(eventId, EVENT_SEATS)
  return () => measureMemory(server, admin, eventIds)
}

/** Creates many small events, unless they exist. */
export async function importSmallEvents(
  admin: AdminClient,
  eventCount: number,
  eventSeats: number,
): Promise<void> {
  let next = 0
  const importSome = async (): Promise<void> => {
    while (next < eventCount) await admin.event(`event-${next++}`, eventSeats)
  }
  await Promise.all(Array.from({ length: IMPORTS_AT_ONCE }, importSome))
}

async function measureMemory(
  server: ServerUnderTest,
  admin: AdminClient,
  eventIds: readonly string[],
): ReturnType<Measurement> {
  const startMs = performance.now()
  const durations: number[] = []
  for (const eventId of eventIds) {
    const sinceMs = performance.now()
    await admin.buy(eventId)
    durations.push(performance.now() - sinceMs)
  }
  const seconds = (performance.now() - startMs) / 1_000
  await pause(SETTLE_MS)
  const { residentMb } = server
  return {
    requests: eventIds.length,
    seconds,
    p50Ms: spreadOf(durations)?.median ?? NaN,
    p99Ms: Math.max(...durations),
    statuses: { 200: eventIds.length },
    times: [],
    unanswered: 0,
    connections: 1,
    figures: residentMb === undefined ? {} : { residentMb },
  }
}
