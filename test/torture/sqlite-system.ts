import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { PowerCut } from '../drivers/power-cut.ts'
import { ADMIN_KEY } from '../drivers/retrying-client.ts'
import { SmallDisk } from '../drivers/small-disk.ts'
import { findMisfitsIn } from '../drivers/stored-bookings.ts'
import { DEFAULT_EVENT_SEATS } from './halls.ts'
import { Instance } from './instance.ts'
import type { System } from './system.ts'

/** Large enough for the data of a run. */
const DISK_MIB = 256

/** One instance with the embedded store, on a small disk of its own if this machine can mount one. */
export class SqliteSystem implements System {
  readonly name = 'sqlite'
  readonly instances: readonly Instance[]
  /** Undefined if this machine cannot mount a disk. */
  readonly disk: SmallDisk | undefined
  /** Undefined if this machine has no C compiler. */
  readonly power: PowerCut | undefined
  readonly #folder: string
  #dataDir: string
  #restores = 0

  private constructor(folder: string, parts: Pick<SqliteSystem, 'disk' | 'power'>, main?: string) {
    this.#folder = folder
    this.disk = parts.disk
    this.power = parts.power
    this.#dataDir = join(this.disk?.path ?? folder, 'data')
    const settings = () => ({
      STORE: 'embedded',
      ...(this.power?.settingsFor(this.#dataDir) ?? { DATA_DIR: this.#dataDir }),
      ADMIN_KEY,
      DEFAULT_EVENT_SEATS: `${DEFAULT_EVENT_SEATS}`,
    })
    this.instances = [new Instance({ name: 'instance 1', settings, main })]
  }

  static async start(main?: string): Promise<SqliteSystem> {
    const folder = mkdtempSync(join(tmpdir(), 'holdfast-torture-'))
    const disk = SmallDisk.mount({ sizeMiB: DISK_MIB })
    const power = hasCompiler() ? new PowerCut(join(folder, 'power')) : undefined
    const system = new SqliteSystem(folder, { disk, power }, main)
    await system.#instance.start()
    return system
  }

  get #instance(): Instance {
    const [instance] = this.instances
    if (!instance) throw new Error('There is no instance')
    return instance
  }

  get dataDir(): string {
    return this.#dataDir
  }

  async heal(): Promise<void> {
    await this.#instance.ready()
  }

  async restart(): Promise<void> {
    await this.#instance.kill()
    await this.#instance.start()
    await this.heal()
  }

  /** Kills the instance, and starts it with what a power cut leaves of its data. */
  async cutPower(): Promise<void> {
    await this.#instance.kill()
    const before = this.#dataDir
    this.#dataDir = join(this.disk?.path ?? this.#folder, `data-${++this.#restores}`)
    this.power?.restoreTo(this.#dataDir)
    rmSync(before, { recursive: true })
    await this.#instance.start()
  }

  async misfits(): Promise<readonly unknown[]> {
    await this.#instance.kill()
    return findMisfitsIn(this.#dataDir)
  }

  async stop(): Promise<void> {
    await this.#instance.kill()
    this.disk?.remove()
    rmSync(this.#folder, { recursive: true })
  }
}

function hasCompiler(): boolean {
  return spawnSync('gcc', ['--version']).error === undefined && existsSync('/usr/include/stdio.h')
}
