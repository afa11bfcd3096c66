import { appendFileSync, readFileSync, rmSync } from 'node:fs'

import type { ServerUnderTest } from '../rig/server-under-test.ts'
import type { Run } from '../rig/workload.ts'
import { type Buyers, CONNECTIONS, type Load, runWrk, together } from '../rig/wrk.ts'

/** Runs one kind of buyers against a server. */
export function runBuyers(
  server: ServerUnderTest,
  { seconds, grantsFile, connections = CONNECTIONS }: Run & { readonly connections?: number },
  kind: string,
  ...args: readonly (string | number)[]
): Promise<Load> {
  return runWrk({ url: server.url, seconds, kind, args, grantsFile, connections })
}

/** Runs the same number of buyers against each instance, each with its part of the seats. */
export function runBuyersOnAll(
  server: ServerUnderTest,
  { seconds, firstSeat, seats, grantsFile }: Run,
): Promise<Load> {
  const { urls } = server
  const seatsOfEach = Math.floor(seats / urls.length)
  const parts = urls.map((url, index) => {
    return { url, seconds, kind: 'own', args: [firstSeat + index * seatsOfEach, seatsOfEach] }
  })
  return runWrkProcesses(parts, grantsFile)
}

/** Runs several wrk processes at the same time. Each writes its grants to its own file first. */
export async function runWrkProcesses(
  all: readonly Omit<Buyers, 'grantsFile'>[],
  grantsFile: string,
): Promise<Load> {
  const parts = all.map((part, index) => ({ ...part, grantsFile: `${grantsFile}-${index}` }))
  const loads = await Promise.all(parts.map((part) => runWrk(part)))
  for (const part of parts) {
    appendFileSync(grantsFile, readFileSync(part.grantsFile))
    rmSync(part.grantsFile)
  }
  return loads.reduce(together)
}
