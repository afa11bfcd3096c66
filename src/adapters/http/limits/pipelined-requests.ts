import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

import { afterRest } from './resting-connections.ts'
import { leaveUnread } from './unread-connections.ts'

interface Queue {
  length: number
  readonly end: () => void
}

/**
 * Lets one request of each connection be at work at a time. HTTP/1.1 lets a client send more before it has its answer;
 * those wait in their order, and the connection is left unread meanwhile. What had been read already, up to some
 * thousand requests in one piece, waits as little more than its headers.
 */
export class PipelinedRequests {
  readonly #begin: RequestListener
  readonly #queues = new Map<Socket, Queue>()

  constructor(begin: RequestListener) {
    this.#begin = begin
  }

  /** Begins with a request at once, or when those before it on its connection have been answered. */
  put(req: IncomingMessage, res: ServerResponse): void {
    // Node gives a response its socket when it is the response's turn.
    if (res.socket) {
      this.#begin(req, res)
      return
    }
    const { socket } = req
    const queue = this.#queues.get(socket) ?? this.#openQueue(socket)
    queue.length++
    res.once('socket', () => {
      if (--queue.length === 0) queue.end()
      afterRest(socket, () => {
        if (!socket.destroyed) this.#begin(req, res)
      })
    })
  }

  /** Each connection on which requests wait, and how many. */
  *waiting(): Generator<readonly [socket: Socket, count: number]> {
    for (const [socket, { length }] of this.#queues) yield [socket, length]
  }

  #openQueue(socket: Socket): Queue {
    const readAgain = leaveUnread(socket)
    const end = () => {
      this.#queues.delete(socket)
      socket.off('close', end)
      readAgain()
    }
    const queue = { length: 0, end }
    this.#queues.set(socket, queue)
    socket.once('close', end)
    return queue
  }
}
