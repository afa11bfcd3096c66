import { setTimeout as pause } from 'node:timers/promises'

import { elapsed } from '../rig/cpu-times.ts'
import { spreadOf } from '../rig/figures.ts'
import type { ServerUnderTest } from '../rig/server-under-test.ts'
import { LARGE_EMBEDDED } from '../rig/servers.ts'
import type { Measured, Run, Workload } from '../rig/workload.ts'
import { runBuyers } from './run-buyers.ts'

export const BOOKINGS = 100_000

/** The load ends with the last seat. This is only the limit of wrk, for a machine that is extremely slow. */
const SECONDS_MAX = 1_800

/** The idle time before the memory is read, so that background work has finished. */
const SETTLE_MS = 2_000

const STARTS = 5

export const BOOKINGS_THEN_RESTART: Workload = {
  name: 'bookings-then-restart',
  title: `${BOOKINGS.toLocaleString('en')} bookings, then kill -9 and start, ${STARTS} times`,
  suits: ({ name }) => name === LARGE_EMBEDDED,
  slow: true,
  roundsMax: 1,
  expected: [200],
  eventId: () => 'default',
  seats: () => BOOKINGS,
  prepare: async (server, run) => () => bookAllAndRestart(server, run),
}

/** The audit that follows finds every booking that a kill has lost. */
async function bookAllAndRestart(server: ServerUnderTest, run: Run): Promise<Measured> {
  const before = server.cpuTimes
  const whole = { ...run, seconds: SECONDS_MAX }
  const load = await runBuyers(server, whole, 'own', run.firstSeat, BOOKINGS)
  const cpu = elapsed(before, server.cpuTimes)
  await pause(SETTLE_MS)
  const residentMb = server.residentMb ?? NaN
  const starts: number[] = []
  while (starts.length < STARTS) starts.push(await server.restart())
  return { ...load, cpu, figures: { residentMb, startMs: spreadOf(starts)?.median ?? NaN } }
}
