import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

import { PacedWriter } from '../answers/paced-writer.ts'
import type { FairScheduler, Task } from './fair-scheduler.ts'

export interface EventStreamOptions {
  /** Maximum unread bytes of a reader, in addition to the size of the largest event that it was sent. */
  readonly waitingBytesMax: number
  /** Shared by all streams, because many of them send the same event at the same time. */
  readonly scheduler: FairScheduler
  /** Called when the stream is closed because the reader is too slow. */
  readonly onCut: () => void
  /** Called with the error if writing fails, to close the response. */
  readonly onFailure: (error: unknown) => void
}

/** An encoded event, which many streams may share. */
export interface EventBytes {
  readonly plain: Buffer
  /** The same memory with the framing of a chunk of HTTP/1.1. */
  readonly chunk: Buffer
}

const HEARTBEAT = encode(': heartbeat\n\n')

/**
 * Server-sent events for one reader (HTML standard, section 9.2). Closed if the reader falls behind. The events are
 * written to the socket, because Node's response would frame each of them for each reader.
 */
export class EventStream implements Task {
  readonly #res: ServerResponse
  readonly #socket: Socket
  readonly #options: EventStreamOptions
  readonly #writer: PacedWriter
  #largestBytes = 0
  /** Whether nothing was written since the last call of `beat`. */
  #isSilent = false
  #hasBegun = false
  #isEnded = false

  /** @param res a response on this socket, whose headers have been written */
  constructor(res: ServerResponse, socket: Socket, options: EventStreamOptions) {
    this.#res = res
    this.#socket = socket
    this.#options = options
    this.#writer = new PacedWriter(res, socket)
    res.once('close', () => {
      this.#close()
    })
  }

  /** Queues an event. Events are sent in the order of the calls. */
  send({ plain, chunk }: EventBytes): void {
    if (this.#isEnded) return
    const waitingBytes = this.#writer.unwrittenBytes + this.#res.writableLength
    if (waitingBytes > this.#options.waitingBytesMax + this.#largestBytes) {
      this.#cut()
      return
    }
    // HTTP/1.0 has no chunks.
    const bytes = this.#res.chunkedEncoding ? chunk : plain
    this.#largestBytes = Math.max(this.#largestBytes, bytes.length)
    this.#writer.add(bytes)
    this.#options.scheduler.add(this)
  }

  /** Sends a heartbeat if nothing was written since the previous call. Call periodically. */
  beat(): void {
    if (this.#isSilent) this.send(HEARTBEAT)
    this.#isSilent = true
  }

  /** Writes as much as the reader accepts. */
  run(): void {
    this.#isSilent = false
    if (this.#hasBegun && this.#writer.unwritten.length === 1) {
      this.#writer.flush()
      return
    }
    // One system call for several buffers.
    this.#socket.cork()
    if (!this.#hasBegun) this.#res.flushHeaders()
    this.#hasBegun = true
    this.#writer.flush()
    this.#socket.uncork()
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
    this.#options.scheduler.remove(this)
    this.#writer.clear()
  }
}

/** Serializes and encodes an event. */
export function eventBytes(event: {
  readonly name: string
  /** Must be JSON-serializable. */
  readonly data: unknown
  readonly id?: string | number
}): EventBytes {
  const { name, data, id } = event
  const idLine = id === undefined ? '' : `id: ${id}\n`
  return encode(`event: ${name}\n${idLine}data: ${JSON.stringify(data)}\n\n`)
}

/** @param text one or more whole lines of an event stream */
export function encode(text: string): EventBytes {
  const length = Buffer.byteLength(text)
  const size = `${length.toString(16)}\r\n`
  const chunk = Buffer.from(`${size}${text}\r\n`)
  return { chunk, plain: chunk.subarray(size.length, size.length + length) }
}
