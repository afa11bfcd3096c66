import type { ServerResponse } from 'node:http'

import { pacedWriterOf } from '../answers/paced-writer.ts'

/** The unread part of a response. */
export interface Waiting {
  readonly res: ServerResponse
  /** The size of the unread part. */
  readonly bytes: number
  /** How much of it Node buffers for this response alone. */
  readonly ownBytes: number
  /** The buffers with the rest, which other responses may share. */
  readonly shared: readonly Uint8Array[]
}

export function waitingFor(res: ServerResponse): Waiting {
  const writer = pacedWriterOf(res)
  const ownBytes = res.writableLength
  const bytes = ownBytes + (writer?.unwrittenBytes ?? 0)
  return { res, bytes, ownBytes, shared: writer?.unwritten ?? [] }
}

/** Sums up the memory for unread responses. Shared buffers count once. */
export class WaitingBytes {
  readonly #references = new Map<Uint8Array, number>()
  #total = 0

  get total(): number {
    return this.#total
  }

  add({ ownBytes, shared }: Waiting): void {
    this.#total += ownBytes
    for (const bytes of shared) {
      const count = this.#references.get(bytes) ?? 0
      if (count === 0) this.#total += bytes.length
      this.#references.set(bytes, count + 1)
    }
  }

  remove({ ownBytes, shared }: Waiting): void {
    this.#total -= ownBytes
    for (const bytes of shared) {
      const count = (this.#references.get(bytes) ?? 1) - 1
      if (count === 0) this.#total -= bytes.length
      this.#references.set(bytes, count)
    }
  }
}

/** The order in which to close connections: repeatedly the largest one of the client with the most unread bytes. */
export function* mostFirst(
  waiting: readonly Waiting[],
  clientOf: (res: ServerResponse) => string,
): Generator<Waiting> {
  const byClient = Map.groupBy(waiting, ({ res }) => clientOf(res))
  const clients = Array.from(byClient.values(), (list) => ({
    bytes: list.reduce((sum, { bytes }) => sum + bytes, 0),
    smallestFirst: list.toSorted((a, b) => a.bytes - b.bytes),
  }))
  for (;;) {
    const most = clients.reduce((a, b) => (b.bytes > a.bytes ? b : a))
    const largest = most.smallestFirst.pop()
    if (!largest) return
    most.bytes -= largest.bytes
    yield largest
  }
}
