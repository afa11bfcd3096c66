import type { ServerResponse } from 'node:http'

/** How much is written at a time, so that it shows how fast a client takes a long answer. */
export const PIECE_BYTES = 65_536

const writers = new WeakMap<ServerResponse, PacedWriter>()

/** The writer of a response, where it has one. */
export function pacedWriterOf(res: ServerResponse): PacedWriter | undefined {
  return writers.get(res)
}

/**
 * Writes bytes to a client no faster than it takes them. Until then it only refers to them, so that what many clients
 * wait for is in memory once.
 */
export class PacedWriter {
  readonly #res: ServerResponse
  readonly #unwritten: Uint8Array[] = []
  /** How much of the first has been written. */
  #offset = 0
  #unwrittenBytes = 0
  #isLast = false

  /** @param res with its headers written */
  constructor(res: ServerResponse) {
    this.#res = res
    writers.set(res, this)
    res.on('drain', () => {
      this.flush()
    })
  }

  /** What has not been written yet; of the first a part may have been. */
  get unwritten(): readonly Uint8Array[] {
    return this.#unwritten
  }

  get unwrittenBytes(): number {
    return this.#unwrittenBytes
  }

  /** Puts bytes in line; they are written with the next `flush`. */
  add(bytes: Uint8Array): void {
    this.#unwritten.push(bytes)
    this.#unwrittenBytes += bytes.length
  }

  /** Writes as much as the client takes now, and the rest as soon as it takes more. */
  flush(): void {
    const res = this.#res
    for (;;) {
      const [first] = this.#unwritten
      if (!first || res.writableNeedDrain || res.destroyed) break
      res.write(this.#takePiece(first))
    }
    if (this.#isLast && this.#unwritten.length === 0) res.end()
  }

  /** Writes these bytes as the last. */
  end(bytes: Uint8Array): void {
    this.add(bytes)
    this.#isLast = true
    this.flush()
  }

  /** Forgets what has not been written. */
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
