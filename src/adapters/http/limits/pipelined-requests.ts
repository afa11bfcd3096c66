import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

import { afterRest } from './resting-connections.ts'
import { leaveUnread } from './unread-connections.ts'

export interface PipelinedRequestsOptions {
  /** How many requests may wait on all connections together. */
  readonly waitingMax: number
  readonly begin: RequestListener
  /** Told when a connection was cut because too many requests waited. */
  readonly onCut: () => void
}

interface Queue {
  length: number
  readonly end: () => void
}

/**
 * Lets one request of each connection be at work at a time. HTTP/1.1 lets a client send more before it has its answer;
 * those wait in their order, and the connection is left unread meanwhile. Up to some thousand may have been read in one
 * piece with the first, and wait in memory. When they become too many in all, the connection with most of them is cut.
 */
export class PipelinedRequests {
  readonly #options: PipelinedRequestsOptions
  readonly #queues = new Map<Socket, Queue>()
  #waiting = 0

  constructor(options: PipelinedRequestsOptions) {
    this.#options = options
  }

  /** Begins with a request at once, or when those before it on its connection have been answered. */
  put(req: IncomingMessage, res: ServerResponse): void {
    // Node gives a response its socket when it is the response's turn.
    if (res.socket) {
      this.#options.begin(req, res)
      return
    }
    const { socket } = req
    // What it had sent with the request for which it was cut.
    if (socket.destroyed) return
    const queue = this.#queues.get(socket) ?? this.#openQueue(socket)
    queue.length++
    this.#waiting++
    res.once('socket', () => {
      if (socket.destroyed) return
      this.#waiting--
      if (--queue.length === 0) queue.end()
      afterRest(socket, () => {
        if (!socket.destroyed) this.#options.begin(req, res)
      })
    })
    if (this.#waiting > this.#options.waitingMax) this.#cutLongest()
  }

  #openQueue(socket: Socket): Queue {
    const readAgain = leaveUnread(socket)
    const end = () => {
      this.#waiting -= queue.length
      this.#queues.delete(socket)
      socket.off('close', end)
      readAgain()
    }
    const queue = { length: 0, end }
    this.#queues.set(socket, queue)
    socket.once('close', end)
    return queue
  }

  #cutLongest(): void {
    const [longest] = Array.from(this.#queues).toSorted(([, a], [, b]) => b.length - a.length)
    if (!longest) return
    const [socket, { end }] = longest
    end()
    socket.destroy()
    this.#options.onCut()
  }
}
