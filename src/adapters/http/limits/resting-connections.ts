import type { Request, Response } from 'express'

import { problemRow } from '../problems.ts'

const REST_MS = (problemRow('overloaded').retryAfterS ?? 0) * 1_000

/**
 * Reads nothing more from the connection of a request that is refused as one too many until `Retry-After` is over.
 * Whoever does not heed it would be refused over and over, and leave no time to serve those who are let in.
 */
export function restAfterRefusal(req: Request, res: Response): void {
  const { socket } = req
  res.on('finish', () => {
    // Node reads what is left of the request now, and would go on reading the connection.
    req.once('end', () => {
      socket.pause()
      setTimeout(() => socket.resume(), REST_MS).unref()
    })
  })
}
