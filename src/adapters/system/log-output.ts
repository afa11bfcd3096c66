import { constants, fstatSync, openSync, write, writeSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { isatty } from 'node:tty'
import { promisify } from 'node:util'

/** Writes log bytes without blocking the event loop. */
export interface LogDestination {
  /** Resolves with the number of bytes written, which may be fewer than given. Rejects when none could be written. */
  write(bytes: Buffer): Promise<number>
  /**
   * Writes as many bytes as possible synchronously, before the process ends.
   * @throws when nothing can be written
   */
  writeNow(bytes: Buffer): void
}

export interface LogOutputOptions {
  /** The size of the buffer. Lines that do not fit are dropped. */
  readonly bufferBytesMax: number
  readonly onLineDropped: () => void
  /** Called with the number of dropped lines when lines can be written again, so that the gap is logged. */
  readonly onResumed: (linesDropped: number) => void
  /** Standard output by default. */
  readonly destination?: LogDestination
}

/** Lines per write, about 64 kB: large enough for efficient writes, and small enough to free buffer space soon. */
const LINES_PER_WRITE_MAX = 256

/** The pause after a failed write, for example with a full disk or a pipe without a reader. */
const RETRY_DELAY_MS = 10

/**
 * Writes log lines without delaying the service. While the reader or the disk is slow or unavailable, lines wait in a
 * bounded buffer, and are dropped when it is full. A process that is killed loses the lines in the buffer.
 */
export class LogOutput {
  readonly #options: LogOutputOptions
  readonly #destination: LogDestination
  #lines: string[] = []
  /** The bytes of all lines that wait or are being written. */
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
    // Lines of the same tick of the event loop share a write.
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

  /** Retries until all bytes are written, so that no line remains incomplete. */
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

  /** Called when the process ends. Lines that cannot be written synchronously are lost. */
  #writeNow(): void {
    if (this.#lines.length === 0) return
    try {
      this.#destination.writeNow(Buffer.from(this.#lines.join('')))
    } catch {
      // The process ends, and the error cannot be reported.
    }
  }
}

const STDOUT_FD = 1

/** Standard output: a pipe, a socket, a file or a terminal. */
function standardOutput(): LogDestination {
  if (isatty(STDOUT_FD)) return new FileDestination(openTerminal(STDOUT_FD))
  const stats = fstatSync(STDOUT_FD)
  return stats.isFIFO() || stats.isSocket() ? STDOUT_PIPE : new FileDestination(STDOUT_FD)
}

/** A pipe or socket. Node sets these to non-blocking, so bytes that do not fit wait in the stream's buffer. */
const STDOUT_PIPE: LogDestination = {
  write(bytes) {
    return new Promise((resolve, reject) => {
      process.stdout.write(bytes, (error) => {
        if (error) reject(error)
        else resolve(bytes.length)
      })
    })
  },
  writeNow(bytes) {
    // Bytes that wait in the stream must be written first, and there is no room for them.
    if (process.stdout.writableLength === 0) writeSync(STDOUT_FD, bytes)
  },
}

const writeAsync = promisify(write)

/** A file or a terminal. It is written to in the thread pool, so a slow disk does not delay requests. */
class FileDestination implements LogDestination {
  readonly #fd: number

  constructor(fd: number) {
    this.#fd = fd
  }

  async write(bytes: Buffer): Promise<number> {
    const { bytesWritten } = await writeAsync(this.#fd, bytes)
    return bytesWritten
  }

  writeNow(bytes: Buffer): void {
    writeSync(this.#fd, bytes)
  }
}

/**
 * Opens the terminal again, non-blocking. Otherwise a paused terminal (Ctrl-S) would block a thread of the pool and the
 * exit of the process. Works on Linux, if the user owns the terminal.
 */
function openTerminal(fd: number): number {
  const { O_WRONLY, O_NONBLOCK, O_NOCTTY } = constants
  try {
    return openSync(`/proc/self/fd/${fd}`, O_WRONLY | O_NONBLOCK | O_NOCTTY)
  } catch {
    return fd
  }
}
