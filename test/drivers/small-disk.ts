import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A disk of a few megabytes, which can be filled up. Mounting it takes root, or `sudo` without a password. */
export class SmallDisk {
  readonly path = mkdtempSync(join(tmpdir(), 'holdfast-disk-'))
  readonly #ballast = join(this.path, 'ballast')

  constructor(options: { readonly sizeMiB: number }) {
    asRoot('mount', '-t', 'tmpfs', '-o', `size=${options.sizeMiB}m,mode=777`, 'tmpfs', this.path)
  }

  /** @returns undefined if this machine does not allow it */
  static mount(options: { readonly sizeMiB: number }): SmallDisk | undefined {
    try {
      return new SmallDisk(options)
    } catch {
      return undefined
    }
  }

  /** Leaves no byte free, or as much as is asked for. */
  fill({ leaveMiB = 0 } = {}): void {
    const leaveBytes = leaveMiB * 1_048_576
    try {
      for (;;) {
        const bytes = this.#freeBytes() - leaveBytes
        if (bytes <= 0 && leaveBytes > 0) return
        writeFileSync(this.#ballast, Buffer.alloc(Math.max(bytes, 1)), { flag: 'a' })
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
    }
  }

  /** Makes room again. */
  clear(): void {
    rmSync(this.#ballast)
  }

  makeReadOnly(): void {
    asRoot('mount', '-o', 'remount,ro', this.path)
  }

  remove(): void {
    asRoot('umount', '--lazy', this.path)
    rmdirSync(this.path)
  }

  #freeBytes(): number {
    const { bavail, bsize } = statfsSync(this.path)
    return bavail * bsize
  }
}

function asRoot(program: string, ...args: string[]): void {
  const isRoot = process.getuid?.() === 0
  execFileSync(isRoot ? program : 'sudo', isRoot ? args : ['-n', program, ...args])
}
