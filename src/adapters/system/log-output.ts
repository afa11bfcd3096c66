import { setTimeout as pause } from 'node:timers/promises'

import { type LogDestination, standardOutput } from './log-destination.ts'

export interface LogOutputOptions {
  /** How much may wait to be written; a line beyond that is dropped. */
  readonly bufferBytesMax: number
  readonly onLineDropped: () => void
  /** Called once lines can be written again, with how many were dropped, to log that at the place of the gap. */
  readonly onResumed: (linesDropped: number) => void
  /** Standard output by default. */
  readonly destination?: LogDestination
}

/** Lines that are written together, some 64 kB: enough to make a write cheap, and few enough to free room soon. */
const LINES_PER_WRITE_MAX = 256

/** How long to wait after a write that failed, such as on a disk that is full or a pipe without a reader. */
const RETRY_DELAY_MS = 10

/**
 * Writes log lines without ever holding up the service: they wait in a bounded buffer for a reader or a disk that is
 * slow, stopped or gone, and are dropped when it is full. A process that is killed loses the lines in the buffer.
 */
export class LogOutput {
  readonly #options: LogOutputOptions
  readonly #destination: LogDestination
  #lines: string[] = []
  /** Of all lines that wait or are being written. */
  #bufferedBytes = 0
  #linesDropped = 0
  #isWriting = false

  constructor(options: LogOutputOptions) {
    this.#options = options
    this.#destination = options.destination ?? standardOutput()
    process.on('exit', () => {
      this.#writeNow()
    })
  }

  write(line: string): void {
    const bytes = Buffer.byteLength(line)
    if (this.#bufferedBytes + bytes > this.#options.bufferBytesMax) {
      this.#linesDropped++
      this.#options.onLineDropped()
      return
    }
    this.#lines.push(line)
    this.#bufferedBytes += bytes
    if (this.#isWriting) return
    this.#isWriting = true
    // The lines of one tick of the event loop are one write.
    setImmediate(() => void this.#writeLines())
  }

  async #writeLines(): Promise<void> {
    while (this.#lines.length > 0) {
      const bytes = Buffer.from(this.#lines.splice(0, LINES_PER_WRITE_MAX).join(''))
      await this.#writeWhole(bytes)
      this.#bufferedBytes -= bytes.length
      this.#reportDropped()
    }
    this.#isWriting = false
  }

  /** Tries for as long as it takes. A line that was written in part is completed. */
  async #writeWhole(bytes: Buffer): Promise<void> {
    let written = 0
    while (written < bytes.length) {
      try {
        written += await this.#destination.write(bytes.subarray(written))
      } catch {
        await pause(RETRY_DELAY_MS)
      }
    }
  }

  #reportDropped(): void {
    const linesDropped = this.#linesDropped
    if (linesDropped === 0) return
    this.#linesDropped = 0
    this.#options.onResumed(linesDropped)
  }

  /** The process ends: what cannot be written at once is lost. */
  #writeNow(): void {
    if (this.#lines.length === 0) return
    try {
      this.#destination.writeNow(Buffer.from(this.#lines.join('')))
    } catch {
      // There is nobody left to tell.
    }
  }
}
