import { setTimeout as pause } from 'node:timers/promises'

import { type Arrival, delaysOf } from '../rig/arrivals.ts'
import { elapsed } from '../rig/cpu-times.ts'
import { quantileMs } from '../rig/quantiles.ts'
import type { ServerUnderTest } from '../rig/server-under-test.ts'
import { MANY_STREAMS } from '../rig/servers.ts'
import { StreamClients } from '../rig/stream-clients.ts'
import type { Measured, Run, Workload } from '../rig/workload.ts'

export const READERS = 10_000
const SEATS = 10_000
const CHANGES_PER_SECOND = 50
/** Not counted, so that the code of the service is compiled. */
const WARM_UP_CHANGES = CHANGES_PER_SECOND
/** Five seconds of them. All entries are in the first page of the history. */
const CHANGES = 5 * CHANGES_PER_SECOND

const readers = READERS.toLocaleString('en')

export const STREAMS: Workload = {
  name: 'streams',
  title: `${readers} readers of the stream of one event with ${CHANGES_PER_SECOND} changes per second`,
  suits: ({ name }) => name === MANY_STREAMS,
  slow: true,
  roundsMax: 1,
  openFiles: READERS,
  expected: [200],
  seats: () => 0,
  prepare: async (server, run) => {
    const event = await run.admin.event(`streams-${run.number}`, SEATS)
    const url = `${server.url}/api/events/${event.eventId}/stream`
    return async () => {
      const clients = await StreamClients.open(url, READERS)
      try {
        return await measureStreams(server, run, { ...event, clients })
      } finally {
        await clients.close()
      }
    }
  },
}

interface Streamed {
  readonly eventId: string
  readonly seatIds: readonly string[]
  readonly clients: StreamClients
}

/**
 * A message that one reader received counts as a request, whatever the number of changes in it. The delay of each of
 * its changes counts as a response time.
 */
async function measureStreams(
  server: ServerUnderTest,
  run: Run,
  { eventId, seatIds, clients }: Streamed,
): Promise<Measured> {
  const change = async (some: readonly string[]): Promise<ReadonlyMap<number, number>> => {
    await changeAll(run, eventId, some)
    return timesOfChanges(run, eventId)
  }
  const warmUp = await change(seatIds.slice(0, WARM_UP_CHANGES))
  await clients.collect(Math.max(...warmUp.keys()))

  const [startMs, cpuBefore] = [performance.now(), server.cpuTimes]
  const times = await change(seatIds.slice(WARM_UP_CHANGES, WARM_UP_CHANGES + CHANGES))
  const arrivals = await clients.collect(Math.max(...times.keys()))
  const cpu = elapsed(cpuBefore, server.cpuTimes)
  const delays = delaysOf(arrivals, times)
  const messages = countOf(arrivals)
  const changes = delays.reduce((sum, { count }) => sum + count, 0)
  return {
    ...{ requests: messages, seconds: (performance.now() - startMs) / 1_000, cpu },
    p50Ms: quantileMs(delays, 0.5) ?? NaN,
    p99Ms: quantileMs(delays, 0.99) ?? NaN,
    ...{ statuses: { 200: messages }, times: [], unanswered: 0, connections: READERS },
    figures: {
      cpuUsPerChange: ((cpu.service ?? NaN) * 1e6) / changes,
      // Before the streams are closed.
      residentMb: server.residentMb ?? NaN,
    },
  }
}

/** Blocks one seat after another at a constant rate, however long each request takes. */
async function changeAll(
  { admin }: Run,
  eventId: string,
  seatIds: readonly string[],
): Promise<void> {
  const startMs = performance.now()
  const changes = seatIds.map(async (seatId, index) => {
    const waitMs = startMs + (index * 1_000) / CHANGES_PER_SECOND - performance.now()
    await pause(Math.max(waitMs, 0))
    await admin.block(eventId, [seatId])
  })
  await Promise.all(changes)
}

/** The time of each revision, by the clock of the service, which is that of the readers. */
async function timesOfChanges(
  { admin }: Run,
  eventId: string,
): Promise<ReadonlyMap<number, number>> {
  const { entries } = await admin.history(eventId, undefined)
  return new Map(entries.map(({ revision, at = '' }) => [revision, Date.parse(at)]))
}

function countOf(arrivals: readonly Arrival[]): number {
  return arrivals.reduce((sum, { readers }) => sum + readers, 0)
}
