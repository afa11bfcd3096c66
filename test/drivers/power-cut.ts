import { execFileSync } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'

import type { ServiceSettings } from '../../tools/servers/service-process.ts'

/**
 * Follows what a service forces to the disk, and gives the data folder as a power cut would leave it: without anything
 * that was written and not forced to the disk.
 */
export class PowerCut {
  readonly #library: string
  readonly #image: string
  readonly #syncFails: string
  #dataDir: string | undefined

  /** @param folder for its own files */
  constructor(folder: string) {
    mkdirSync(folder)
    this.#library = join(folder, 'power-cut.so')
    this.#image = join(folder, 'image')
    this.#syncFails = join(folder, 'sync-fails')
    const source = join(import.meta.dirname, 'power-cut.c')
    execFileSync('gcc', ['-shared', '-fPIC', '-o', this.#library, source])
  }

  /** What a service is started with whose data folder is to be followed, also when it is started there again. */
  settingsFor(dataDir: string): ServiceSettings {
    if (dataDir !== this.#dataDir) this.#follow(dataDir)
    return {
      LD_PRELOAD: this.#library,
      FOLDER: dataDir,
      IMAGE: this.#image,
      SYNC_FAILS: this.#syncFails,
      DATA_DIR: dataDir,
    }
  }

  /** What is there already is on the disk. */
  #follow(dataDir: string): void {
    this.#dataDir = dataDir
    rmSync(this.#image, { recursive: true, force: true })
    mkdirSync(this.#image)
    if (!existsSync(dataDir)) return
    const entries = readdirSync(dataDir).map((name) => {
      const { ino } = statSync(join(dataDir, name))
      copyFileSync(join(dataDir, name), join(this.#image, `${ino}`))
      return `${ino} ${name}\n`
    })
    writeFileSync(join(this.#image, 'entries'), entries.join(''))
  }

  /** From now on, or no longer, the disk reports an error when something is to be forced to it. */
  set syncFails(fails: boolean) {
    if (fails) writeFileSync(this.#syncFails, '')
    else rmSync(this.#syncFails)
  }

  /** Writes the folder as the disk has it now. */
  restoreTo(dataDir: string): void {
    mkdirSync(dataDir)
    const entries = readFileSync(join(this.#image, 'entries'), 'utf8').trim().split('\n')
    for (const [inode = '', name = ''] of entries.map((line) => line.split(' '))) {
      const file = join(this.#image, inode)
      if (existsSync(file)) copyFileSync(file, join(dataDir, name))
      else writeFileSync(join(dataDir, name), '')
    }
  }
}
