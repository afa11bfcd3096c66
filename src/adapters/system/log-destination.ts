import { constants, fstatSync, openSync, write, writeSync } from 'node:fs'
import { isatty } from 'node:tty'
import { promisify } from 'node:util'

/** Where the bytes of the log go. Writing to it never blocks the event loop. */
export interface LogDestination {
  /** Resolves with how many bytes were written, which may be fewer than given. Rejects where none could be. */
  write(bytes: Buffer): Promise<number>
  /**
   * Writes as much as can be written at once, for a process that is about to end.
   * @throws when nothing can be
   */
  writeNow(bytes: Buffer): void
}

const STDOUT_FD = 1

/** Standard output, whatever kind of file it is. */
export function standardOutput(): LogDestination {
  if (isatty(STDOUT_FD)) return new FileDestination(openTerminal(STDOUT_FD))
  const stats = fstatSync(STDOUT_FD)
  return stats.isFIFO() || stats.isSocket() ? STDOUT_PIPE : new FileDestination(STDOUT_FD)
}

/** A pipe or socket, which Node sets to non-blocking: what does not fit waits for the reader in the event loop. */
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
    // Bytes that still wait in the stream come first, and there is no room even for those.
    if (process.stdout.writableLength === 0) writeSync(STDOUT_FD, bytes)
  },
}

const writeAsync = promisify(write)

/** A file or a terminal, which is written to in the thread pool: a slow disk holds up no request. */
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
 * Opens a terminal once more, non-blocking: one that is paused (Ctrl-S) would otherwise keep a thread of the pool
 * and the exit of the process waiting. This works on Linux, for a user who owns the terminal.
 */
function openTerminal(fd: number): number {
  const { O_WRONLY, O_NONBLOCK, O_NOCTTY } = constants
  try {
    return openSync(`/proc/self/fd/${fd}`, O_WRONLY | O_NONBLOCK | O_NOCTTY)
  } catch {
    return fd
  }
}
