import type { ServerResponse } from 'node:http'

import { pacedWriterOf, PIECE_BYTES } from '../answers/paced-writer.ts'

export interface SlowReadersOptions {
  /** All unfinished responses. */
  readonly responses: Iterable<ServerResponse>
  /** Maximum time for a client to read the next `PIECE_BYTES`, or the rest if that is less. */
  readonly answerTimeoutMs: number
  /** Maximum size of the unread responses of all clients together, in bytes. */
  readonly waitingBytesMax: number
  readonly clientOf: (res: ServerResponse) => string
  readonly metrics: SlowReaderMetrics
}

export interface SlowReaderMetrics {
  waitingBytes(bytes: number): void
  connectionCut(reason: 'slow-reader' | 'waiting-bytes'): void
}

/** The state of a response when its client last made progress. */
interface Mark {
  readonly takenBytes: number
  /** How much the client has to read before the deadline is renewed. */
  readonly dueBytes: number
  readonly atMs: number
}

const CHECK_INTERVAL_MS_MAX = 250

/**
 * Limits the memory for responses that clients do not read. Closes the connections of clients that read too slowly,
 * and, if the total exceeds its limit, of the clients with the most unread bytes. Applies to documents and streams
 * alike.
 */
export class SlowReaders {
  readonly #options: SlowReadersOptions
  /** Of the responses with unread bytes. */
  #marks = new Map<ServerResponse, Mark>()
  #timer: NodeJS.Timeout | undefined

  constructor(options: SlowReadersOptions) {
    this.#options = options
  }

  start(): void {
    const intervalMs = Math.min(this.#options.answerTimeoutMs / 2, CHECK_INTERVAL_MS_MAX)
    this.#timer = setInterval(() => {
      this.check(performance.now())
    }, intervalMs).unref()
  }

  stop(): void {
    clearInterval(this.#timer)
  }

  /** @param nowMs from a monotonic clock */
  check(nowMs: number): void {
    const { responses, metrics } = this.#options
    const waiting: Waiting[] = []
    const marks = new Map<ServerResponse, Mark>()
    for (const res of responses) {
      const each = waitingFor(res)
      if (!each) continue
      const mark = markOf(each, this.#marks.get(res), nowMs)
      if (nowMs - mark.atMs < this.#options.answerTimeoutMs) {
        marks.set(res, mark)
        waiting.push(each)
      } else {
        res.destroy()
        metrics.connectionCut('slow-reader')
      }
    }
    this.#marks = marks
    metrics.waitingBytes(this.#keepWithinLimit(waiting))
  }

  /** @returns the unread bytes that remain */
  #keepWithinLimit(waiting: readonly Waiting[]): number {
    const { waitingBytesMax, clientOf, metrics } = this.#options
    const bytes = new WaitingBytes()
    for (const each of waiting) bytes.add(each)
    if (bytes.total <= waitingBytesMax) return bytes.total
    for (const each of mostFirst(waiting, clientOf)) {
      each.res.destroy()
      metrics.connectionCut('waiting-bytes')
      bytes.remove(each)
      if (bytes.total <= waitingBytesMax) break
    }
    return bytes.total
  }
}

/** The mark of a response, which is a new one if its client has read enough since the last one. */
function markOf({ res, bytes }: Waiting, last: Mark | undefined, nowMs: number): Mark {
  const { bytesWritten = 0, writableLength = 0 } = res.socket ?? {}
  const takenBytes = bytesWritten - writableLength
  if (last && takenBytes - last.takenBytes < last.dueBytes) return last
  return { takenBytes, dueBytes: Math.min(bytes, PIECE_BYTES), atMs: nowMs }
}

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

/** Undefined if nothing is unread, which is fast because it is true of most of many responses. */
function waitingFor(res: ServerResponse): Waiting | undefined {
  const writer = pacedWriterOf(res)
  const ownBytes = res.writableLength
  const bytes = ownBytes + (writer?.unwrittenBytes ?? 0)
  if (bytes === 0) return undefined
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
