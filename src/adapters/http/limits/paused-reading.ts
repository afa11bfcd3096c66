import type { Socket } from 'node:net'

import { problemRow } from '../answers/problems.ts'

const PAUSE_AFTER_REFUSAL_MS = (problemRow('overloaded').retryAfterS ?? 0) * 1_000

/** The number of reasons to pause each connection. */
const reasons = new WeakMap<Socket, number>()

/** The callbacks that wait for the end of the pause after a refusal. */
const afterRefusal = new WeakMap<Socket, (() => void)[]>()

/**
 * Stops reading from a connection, so that its client cannot send more.
 * @returns call it once to resume; reading resumes when no caller pauses the connection any more
 */
export function pauseReading(socket: Socket): () => void {
  const others = reasons.get(socket)
  reasons.set(socket, (others ?? 0) + 1)
  // Node resumes reading at the end of a request or a response, even on a paused connection.
  if (others === undefined) socket.on('resume', pauseAgain)
  socket.pause()
  return () => {
    const left = (reasons.get(socket) ?? 1) - 1
    reasons.set(socket, left)
    if (left === 0) socket.resume()
  }
}

function pauseAgain(this: Socket): void {
  if ((reasons.get(this) ?? 0) > 0) this.pause()
}

/**
 * Stops reading from a connection for the `Retry-After` of a refused request. Refusing the requests of a client that
 * ignores `Retry-After` would take time from the requests that were admitted.
 */
export function pauseAfterRefusal(socket: Socket): void {
  const waiting: (() => void)[] = []
  const resume = pauseReading(socket)
  afterRefusal.set(socket, waiting)
  setTimeout(() => {
    afterRefusal.delete(socket)
    resume()
    for (const proceed of waiting) proceed()
  }, PAUSE_AFTER_REFUSAL_MS).unref()
}

/** Calls `proceed` at once, or at the end of the pause after a refusal. */
export function afterPause(socket: Socket, proceed: () => void): void {
  const waiting = afterRefusal.get(socket)
  if (waiting) waiting.push(proceed)
  else proceed()
}
