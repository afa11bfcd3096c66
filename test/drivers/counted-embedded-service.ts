import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setEnvironmentData } from 'node:worker_threads'

import type { DependencyContainer } from 'tsyringe'

import { SqliteEventRepository } from '../../src/adapters/sqlite/sqlite-event-repository.ts'
import { StoreThread } from '../../src/adapters/sqlite/store-thread.ts'
import { readConfig } from '../../src/config.ts'
import { buildContainer } from '../../src/container.ts'
import type { SeatId } from '../../src/domain/seat.ts'
import { bookAtOnce, type BookingOptions } from './book-at-once.ts'

const SEATS = 1_000
const COUNTING_WORKER = new URL('./counting-store.worker.ts', import.meta.url)

export interface EmbeddedCost {
  /** Each is forced to the disk once. */
  readonly transactions: number
  /** All in them, but for those that begin and end them. */
  readonly statements: number
}

/** The use cases as they are wired in the service, over an embedded store that counts. Nothing runs beside them. */
export class CountedEmbeddedService {
  readonly #path: string
  readonly #thread: StoreThread
  readonly #services: DependencyContainer
  readonly #counts = new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT))
  #seats = 0

  private constructor(path: string, services: DependencyContainer) {
    this.#path = path
    setEnvironmentData('sqlite-counts', this.#counts.buffer)
    this.#thread = new StoreThread({ path, worker: COUNTING_WORKER })
    this.#services = services
    services.registerInstance(StoreThread, this.#thread)
  }

  static async start(): Promise<CountedEmbeddedService> {
    const path = mkdtempSync(join(tmpdir(), 'holdfast-data-'))
    const config = readConfig({ DATA_DIR: path, LOG_LEVEL: 'silent' })
    const service = new CountedEmbeddedService(path, await buildContainer(config))
    await service.#thread.open()
    await service.setUpEvents()
    // From here on it knows the event, and guesses that its seats are untouched.
    await service.book(service.newSeats(1))
    return service
  }

  /** Creates what is missing of the default event, as each start does. */
  setUpEvents(): Promise<void> {
    const events = new SqliteEventRepository(this.#thread)
    return events.growDefaultEvent({ seatCount: SEATS, createdAt: new Date() })
  }

  async stop(): Promise<void> {
    await this.#thread.close()
    rmSync(this.#path, { recursive: true })
  }

  /** So many seats that nobody has asked for yet. */
  newSeats(count: number): SeatId[] {
    return Array.from({ length: count }, () => `${++this.#seats}`)
  }

  book(seatIds: readonly SeatId[], options?: BookingOptions): Promise<string[]> {
    return bookAtOnce(this.#services, seatIds, options)
  }

  async costOf(work: () => Promise<unknown>): Promise<EmbeddedCost> {
    this.#counts.fill(0)
    await work()
    const [statements = 0, transactions = 0] = this.#counts
    return { transactions, statements }
  }
}
