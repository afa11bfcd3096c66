import { setTimeout as pause } from 'node:timers/promises'

import type { Office } from '../rig/admin-client.ts'
import type { ServerUnderTest } from '../rig/server-under-test.ts'
import { spreadOf } from '../rig/figures.ts'
import type { Measurement, Run } from '../rig/workload.ts'

export const EVENTS = 100
export const EVENT_SEATS = 10_000

/** As many plans as the service reads at a time. */
const IMPORTS_AT_ONCE = 2

/** How long nothing is asked before the memory is read, so that what is done by the way is done. */
const SETTLE_MS = 2_000

/** Puts many events on sale. Then each has a buyer, who looks at the plan and at what is free, and takes two seats. */
export async function importEvents(server: ServerUnderTest, { office }: Run): Promise<Measurement> {
  const eventIds = Array.from({ length: EVENTS }, (_, index) => `event-${index}`)
  for (const eventId of eventIds) await office.event(eventId, EVENT_SEATS)
  return () => measureMemory(server, office, eventIds)
}

/** Puts a great many on sale, as fast as it goes, unless that was done before. */
export async function importSmallEvents(
  office: Office,
  eventCount: number,
  eventSeats: number,
): Promise<void> {
  let next = 0
  const importSome = async (): Promise<void> => {
    while (next < eventCount) await office.event(`event-${next++}`, eventSeats)
  }
  await Promise.all(Array.from({ length: IMPORTS_AT_ONCE }, importSome))
}

async function measureMemory(
  server: ServerUnderTest,
  office: Office,
  eventIds: readonly string[],
): ReturnType<Measurement> {
  const startMs = performance.now()
  const durations: number[] = []
  for (const eventId of eventIds) {
    const sinceMs = performance.now()
    await office.buy(eventId)
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
    times: {},
    unanswered: 0,
    connections: 1,
    figures: residentMb === undefined ? {} : { residentMb },
  }
}
