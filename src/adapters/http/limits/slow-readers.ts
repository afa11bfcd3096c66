import type { ServerResponse } from 'node:http'

import { PIECE_BYTES } from '../endpoint/paced-writer.ts'
import { mostFirst, type Waiting, WaitingBytes, waitingFor } from './waiting-bytes.ts'

export interface SlowReadersOptions {
  /** Every response that is not finished, of whatever kind. */
  readonly responses: Iterable<ServerResponse>
  /** How long a client may take for the next `PIECE_BYTES` of what waits for it, or for all of it if that is less. */
  readonly answerTimeoutMs: number
  /** How much may wait for all clients together, in bytes. */
  readonly waitingBytesMax: number
  readonly clientOf: (res: ServerResponse) => string
  readonly metrics: SlowReaderMetrics
}

/** Where it is shown what waits for clients. */
export interface SlowReaderMetrics {
  waitingBytes(bytes: number): void
  connectionCut(reason: 'slow-reader' | 'waiting-bytes'): void
}

/** How far a client was when it last made progress. */
interface Mark {
  readonly takenBytes: number
  /** How much more it has to take to make progress again. */
  readonly dueBytes: number
  readonly atMs: number
}

const CHECK_INTERVAL_MS_MAX = 250

/**
 * Bounds what waits for clients that do not take their answers. It cuts the connections of clients that are too slow,
 * and, when too much waits in all, of those for which most waits. It treats every answer alike: a short document, a
 * long one, or a stream that never ends.
 */
export class SlowReaders {
  readonly #options: SlowReadersOptions
  readonly #marks = new WeakMap<ServerResponse, Mark>()
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

  /** @param nowMs by a clock that never goes back */
  check(nowMs: number): void {
    const { responses, metrics } = this.#options
    const waiting: Waiting[] = []
    for (const res of responses) {
      const each = waitingFor(res)
      if (each.bytes === 0) {
        this.#marks.delete(res)
      } else if (this.#isTooSlow(each, nowMs)) {
        res.destroy()
        metrics.connectionCut('slow-reader')
      } else {
        waiting.push(each)
      }
    }
    metrics.waitingBytes(this.#keepWithinLimit(waiting))
  }

  #isTooSlow({ res, bytes }: Waiting, nowMs: number): boolean {
    const { bytesWritten = 0, writableLength = 0 } = res.socket ?? {}
    const takenBytes = bytesWritten - writableLength
    const mark = this.#marks.get(res)
    if (mark && takenBytes - mark.takenBytes < mark.dueBytes) {
      return nowMs - mark.atMs >= this.#options.answerTimeoutMs
    }
    this.#marks.set(res, { takenBytes, dueBytes: Math.min(bytes, PIECE_BYTES), atMs: nowMs })
    return false
  }

  /** @returns how much waits afterwards */
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
