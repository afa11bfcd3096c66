import type { Socket } from 'node:net'

import { problemRow } from '../endpoint/problems.ts'
import { leaveUnread } from './unread-connections.ts'

const REST_MS = (problemRow('overloaded').retryAfterS ?? 0) * 1_000

/** What waits for each connection that rests. */
const resting = new WeakMap<Socket, (() => void)[]>()

/**
 * Reads nothing more from a connection until `Retry-After` of a refused request is over. A client that does not heed it
 * would be refused over and over, and leave no time to serve those that are let in.
 */
export function restAfterRefusal(socket: Socket): void {
  const waiting: (() => void)[] = []
  const readAgain = leaveUnread(socket)
  resting.set(socket, waiting)
  setTimeout(() => {
    resting.delete(socket)
    readAgain()
    for (const proceed of waiting) proceed()
  }, REST_MS).unref()
}

/** Proceeds with a connection as soon as it does not rest: at once, usually. */
export function afterRest(socket: Socket, proceed: () => void): void {
  const waiting = resting.get(socket)
  if (waiting) waiting.push(proceed)
  else proceed()
}
