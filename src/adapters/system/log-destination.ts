import { constants, fstatSync, openSync, write, writeSync } from 'node:fs'
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

const STDOUT_FD = 1

/** Standard output: a pipe, a socket, a file or a terminal. */
export function standardOutput(): LogDestination {
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
