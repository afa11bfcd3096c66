import type { ServerResponse } from 'node:http'

import { PacedWriter } from '../endpoint/paced-writer.ts'
import type { Turns, TurnTaker } from './turns.ts'

export interface EventStreamOptions {
  /** How much may wait for a reader beyond the largest thing that it was sent, in bytes. */
  readonly waitingBytesMax: number
  /** After how long without an event a sign of life is sent, in milliseconds. */
  readonly heartbeatMs: number
  /** Shared by all streams, of which many have the same thing to send at the same time. */
  readonly turns: Turns
  /** Told when the reader was too slow, and so was cut off. */
  readonly onCut: () => void
}

const HEARTBEAT = Buffer.from(': heartbeat\n\n')

/** Server-sent events for one reader (HTML standard, section 9.2), which is cut off when it falls behind. */
export class EventStream implements TurnTaker {
  readonly #res: ServerResponse
  readonly #options: EventStreamOptions
  readonly #heartbeat: NodeJS.Timeout
  readonly #writer: PacedWriter
  #largestBytes = 0
  #isOver = false

  /** @param res with its headers sent */
  constructor(res: ServerResponse, options: EventStreamOptions) {
    this.#res = res
    this.#options = options
    this.#writer = new PacedWriter(res)
    this.#heartbeat = setInterval(() => {
      this.send(HEARTBEAT)
    }, options.heartbeatMs).unref()
    res.once('close', () => {
      this.#leave()
    })
  }

  /**
   * Sends it soon, and in the order of the calls.
   * @param event as {@link eventBytes} writes it; the same bytes may go to many readers
   */
  send(event: Buffer): void {
    if (this.#isOver) return
    const waitingBytes = this.#writer.unwrittenBytes + this.#res.writableLength
    if (waitingBytes > this.#options.waitingBytesMax + this.#largestBytes) {
      this.#cut()
      return
    }
    this.#largestBytes = Math.max(this.#largestBytes, event.length)
    this.#writer.add(event)
    this.#options.turns.add(this)
  }

  /** Writes all that the reader takes, so that no reader is further behind than one turn of everybody. */
  takeTurn(): void {
    this.#writer.flush()
    this.#heartbeat.refresh()
  }

  failTurn(): void {
    this.#leave()
    this.#res.destroy()
  }

  /** Ends it at once, whatever still waits for the reader. */
  end(): void {
    if (this.#isOver) return
    this.#leave()
    if (this.#res.writableLength === 0) this.#res.end()
    else this.#res.destroy()
  }

  #cut(): void {
    this.#leave()
    this.#options.onCut()
    this.#res.destroy()
  }

  #leave(): void {
    this.#isOver = true
    clearInterval(this.#heartbeat)
    this.#options.turns.remove(this)
    this.#writer.clear()
  }
}

/** Writes an event down, to be sent to any number of readers. */
export function eventBytes(event: {
  readonly name: string
  /** Whatever JSON has. */
  readonly data: unknown
  readonly id?: string | number
}): Buffer {
  const { name, data, id } = event
  const idLine = id === undefined ? '' : `id: ${id}\n`
  return Buffer.from(`event: ${name}\n${idLine}data: ${JSON.stringify(data)}\n\n`)
}
