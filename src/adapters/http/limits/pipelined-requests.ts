import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

import { afterPause, pauseReading } from './paused-reading.ts'

export interface PipelinedRequestsOptions {
  /** Maximum number of waiting requests on all connections together. */
  readonly waitingMax: number
  readonly begin: RequestListener
  /** Called when a connection is closed because too many requests are waiting. */
  readonly onCut: () => void
}

interface Queue {
  length: number
  readonly end: () => void
}

/**
 * Queues the requests that arrive before the preceding request on their connection has been answered, so that each
 * connection has one request in progress. HTTP/1.1 allows such pipelined requests. Reading from the connection is paused
 * meanwhile. One read can still contain a thousand requests, so if too many are queued in total, the connection with the
 * longest queue is closed.
 */
export class PipelinedRequests {
  readonly #options: PipelinedRequestsOptions
  readonly #queues = new Map<Socket, Queue>()
  #waiting = 0

  constructor(options: PipelinedRequestsOptions) {
    this.#options = options
  }

  /** Processes a request once the preceding requests on its connection have been answered. */
  queue(req: IncomingMessage, res: ServerResponse): void {
    const { socket } = req
    // The connection was closed for exceeding the limit; ignore the rest of what it sent.
    if (socket.destroyed) return
    const queue = this.#queues.get(socket) ?? this.#openQueue(socket)
    queue.length++
    this.#waiting++
    res.once('socket', () => {
      if (socket.destroyed) return
      this.#waiting--
      if (--queue.length === 0) queue.end()
      afterPause(socket, () => {
        if (!socket.destroyed) this.#options.begin(req, res)
      })
    })
    if (this.#waiting > this.#options.waitingMax) this.#cutLongest()
  }

  #openQueue(socket: Socket): Queue {
    const resume = pauseReading(socket)
    const end = () => {
      this.#waiting -= queue.length
      this.#queues.delete(socket)
      socket.off('close', end)
      resume()
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
