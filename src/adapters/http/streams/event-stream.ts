import type { ServerResponse } from 'node:http'

import { PacedWriter } from '../answers/paced-writer.ts'
import type { FairScheduler, Task } from './fair-scheduler.ts'

export interface EventStreamOptions {
  /** Maximum unread bytes of a reader, in addition to the size of the largest event that it was sent. */
  readonly waitingBytesMax: number
  /** How long the stream may be silent before a heartbeat is sent, in milliseconds. */
  readonly heartbeatMs: number
  /** Shared by all streams, because many of them send the same event at the same time. */
  readonly scheduler: FairScheduler
  /** Called when the stream is closed because the reader is too slow. */
  readonly onCut: () => void
  /** Called with the error if writing fails, to close the response. */
  readonly onFailure: (error: unknown) => void
}

const HEARTBEAT = Buffer.from(': heartbeat\n\n')

/** Server-sent events for one reader (HTML standard, section 9.2). Closed if the reader falls behind. */
export class EventStream implements Task {
  readonly #res: ServerResponse
  readonly #options: EventStreamOptions
  readonly #heartbeat: NodeJS.Timeout
  readonly #writer: PacedWriter
  #largestBytes = 0
  #isEnded = false

  /** @param res a response whose headers have been written */
  constructor(res: ServerResponse, options: EventStreamOptions) {
    this.#res = res
    this.#options = options
    this.#writer = new PacedWriter(res)
    this.#heartbeat = setInterval(() => {
      this.send(HEARTBEAT)
    }, options.heartbeatMs).unref()
    res.once('close', () => {
      this.#close()
    })
  }

  /**
   * Queues an event. Events are sent in the order of the calls.
   * @param event the result of {@link eventBytes}, which many streams may share
   */
  send(event: Buffer): void {
    if (this.#isEnded) return
    const waitingBytes = this.#writer.unwrittenBytes + this.#res.writableLength
    if (waitingBytes > this.#options.waitingBytesMax + this.#largestBytes) {
      this.#cut()
      return
    }
    this.#largestBytes = Math.max(this.#largestBytes, event.length)
    this.#writer.add(event)
    this.#options.scheduler.add(this)
  }

  /** Writes as much as the reader accepts. */
  run(): void {
    this.#writer.flush()
    this.#heartbeat.refresh()
  }

  fail(error: unknown): void {
    this.#close()
    this.#options.onFailure(error)
  }

  /** Ends the stream immediately and discards unread events. */
  end(): void {
    if (this.#isEnded) return
    this.#close()
    if (this.#res.writableLength === 0) this.#res.end()
    else this.#res.destroy()
  }

  #cut(): void {
    this.#close()
    this.#options.onCut()
    this.#res.destroy()
  }

  #close(): void {
    this.#isEnded = true
    clearInterval(this.#heartbeat)
    this.#options.scheduler.remove(this)
    this.#writer.clear()
  }
}

/** Serializes an event. */
export function eventBytes(event: {
  readonly name: string
  /** Must be JSON-serializable. */
  readonly data: unknown
  readonly id?: string | number
}): Buffer {
  const { name, data, id } = event
  const idLine = id === undefined ? '' : `id: ${id}\n`
  return Buffer.from(`event: ${name}\n${idLine}data: ${JSON.stringify(data)}\n\n`)
}
