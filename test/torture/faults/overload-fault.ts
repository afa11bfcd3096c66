import { readFileSync } from 'node:fs'

import { until } from '../../../tools/until.ts'
import { exchange } from '../exchange.ts'
import { type Instance, REQUESTS_IN_FLIGHT_MAX } from '../instance.ts'
import type { Sender } from '../sender.ts'
import { type Fault, targetOf } from './fault.ts'
import { bookSpareSeat, spareSeats } from './spare-seats.ts'

/** Fewer than the connections that a listening socket of Node keeps for a process that does not accept them. */
const CROWD = 2 * REQUESTS_IN_FLIGHT_MAX

/** Idle connections close after some seconds, so on a slow machine some have to be opened again. */
const VOLLEYS_MAX = 10

/** So many clients try again at the same time. */
const POLITE = 10

/**
 * The requests arrive on open connections while the instance is paused. So it finds all of them at once, whatever the
 * speed of the machine. New connections would be accepted one by one, and their requests answered meanwhile. The
 * requests that it refuses are sent again by a few clients, and must be answered then.
 */
export const overload: Fault = {
  name: 'an instance gets twice as many requests at once as it admits',
  isOfOneInstance: true,
  run: async (system, scene) => {
    const { violations, random, sender } = scene
    const instance = targetOf(system, scene)
    const crowd = sender.at(instance)
    let again: string[] = []
    for (let volley = 1; volley <= VOLLEYS_MAX && again.length === 0; volley++) {
      again = await refusedOf(spareSeats(random, CROWD), crowd, instance, violations)
    }
    const refusedCount = again.length
    await Promise.all(
      Array.from({ length: POLITE }, async () => {
        for (let seatId = again.pop(); seatId !== undefined; seatId = again.pop()) {
          const { code, status } = await bookSpareSeat(crowd, seatId, { key: crowd.newKey() })
          if (status !== 0 && code !== 'overloaded') continue
          violations.push(`overload: seat ${seatId} cannot be booked afterwards: ${status}`)
        }
      }),
    )
    return refusedCount
  },
}

/** @returns the seats of the requests that the instance refuses because it has too many */
async function refusedOf(
  seatIds: readonly string[],
  crowd: Sender,
  instance: Instance,
  violations: string[],
): Promise<string[]> {
  // Only opens the connections.
  await allAtOnce(instance, seatIds, () => exchange(`${instance.url}/healthz`, { method: 'GET' }))
  const answers = await allAtOnce(instance, seatIds, async (seatId) => ({
    seatId,
    sent: await bookSpareSeat(crowd, seatId),
  }))
  const unanswered = answers.filter(({ sent }) => sent.status === 0).length
  if (unanswered > 0) violations.push(`overload: ${unanswered} requests without an answer`)
  const refused = answers.filter(({ sent }) => sent.code === 'overloaded')
  if (refused.length === CROWD) violations.push('overload: no request was admitted')
  return refused.map(({ seatId }) => seatId)
}

/** Sends a request for each seat, each on a connection of its own, while the instance is paused. */
async function allAtOnce<T>(
  { url, process: service }: Instance,
  seatIds: readonly string[],
  send: (seatId: string) => Promise<T>,
): Promise<T[]> {
  service.kill('SIGSTOP')
  const answering = seatIds.map(send)
  await until(() => waitingRequests(url) >= seatIds.length)
  service.kill('SIGCONT')
  return Promise.all(answering)
}

/** The number of connections of which the kernel has data that the process has not read. */
function waitingRequests(url: string): number {
  const port = Number(new URL(url).port).toString(16).toUpperCase().padStart(4, '0')
  return ['tcp', 'tcp6']
    .flatMap((protocol) => readFileSync(`/proc/net/${protocol}`, 'utf8').split('\n'))
    .filter((line) => UNREAD.exec(line)?.groups?.['port'] === port).length
}

/** An established connection with bytes in its receive queue, by its local port. */
const UNREAD = /^ *\d+: \w+:(?<port>\w{4}) \w+:\w{4} 01 \w{8}:(?!0{8})/
