import type { ServerResponse } from 'node:http'
import type { Writable } from 'node:stream'

/** The size of one write. Small enough to measure how fast a client reads a long response. */
export const PIECE_BYTES = 65_536

const writers = new WeakMap<ServerResponse, PacedWriter>()

/** The writer of a response, if any. */
export function pacedWriterOf(res: ServerResponse): PacedWriter | undefined {
  return writers.get(res)
}

/**
 * Writes bytes to a client no faster than the client reads them. Unwritten bytes are only referenced, so that bytes
 * that are sent to many clients are in memory once.
 */
export class PacedWriter {
  readonly #res: ServerResponse
  readonly #target: Writable
  readonly #unwritten: Uint8Array[] = []
  /** How much of the first buffer has been written. */
  #offset = 0
  #unwrittenBytes = 0
  #isLast = false

  /**
   * @param res with its headers written
   * @param target the socket of the response, if the bytes are already framed as HTTP requires
   */
  constructor(res: ServerResponse, target: Writable = res) {
    this.#res = res
    this.#target = target
    writers.set(res, this)
    const onDrain = (): void => {
      this.flush()
    }
    target.on('drain', onDrain)
    // The connection may serve another request.
    res.once('close', () => {
      target.off('drain', onDrain)
    })
  }

  /** The buffers that are not completely written; part of the first may be. */
  get unwritten(): readonly Uint8Array[] {
    return this.#unwritten
  }

  get unwrittenBytes(): number {
    return this.#unwrittenBytes
  }

  /** Queues bytes for the next `flush`. */
  add(bytes: Uint8Array): void {
    this.#unwritten.push(bytes)
    this.#unwrittenBytes += bytes.length
  }

  /** Writes as much as the client accepts now, and the rest as it reads more. */
  flush(): void {
    const target = this.#target
    for (;;) {
      const [first] = this.#unwritten
      if (!first || target.writableNeedDrain || target.destroyed) break
      target.write(this.#takePiece(first))
    }
    if (this.#isLast && this.#unwritten.length === 0) this.#res.end()
  }

  /** Writes these bytes and ends the response. */
  end(bytes: Uint8Array): void {
    this.add(bytes)
    this.#isLast = true
    this.flush()
  }

  /** Discards everything that is not written yet. */
  clear(): void {
    this.#unwritten.length = 0
    this.#unwrittenBytes = 0
    this.#offset = 0
  }

  #takePiece(bytes: Uint8Array): Uint8Array {
    const start = this.#offset
    const end = Math.min(start + PIECE_BYTES, bytes.length)
    this.#unwrittenBytes -= end - start
    this.#offset = end
    if (end === bytes.length) {
      this.#unwritten.shift()
      this.#offset = 0
    }
    return start === 0 && end === bytes.length ? bytes : bytes.subarray(start, end)
  }
}
