import type { InMemorySeatRepository } from '../../src/adapters/memory/in-memory-seat-repository.ts'
import type {
  IdempotencyRecord,
  SeatChange,
} from '../../src/application/ports/seat-repository.port.ts'

/** A saved change. */
export interface Saved {
  readonly change: SeatChange
  readonly moment: number
  readonly nowMs: number
}

export interface SimulatedStoreOptions {
  readonly create: () => InMemorySeatRepository
  readonly now: () => { readonly moment: number; readonly nowMs: number }
}

/**
 * The store that all instances share. A save is atomic and visible at once, but durable only when its commit has ended,
 * as in a replicated database of which a failover can lose the last changes.
 */
export class SimulatedStore {
  /** Incremented with each failover. Calls that began before have no reply. */
  epoch = 0
  /** The surviving changes, in order. */
  log: Saved[] = []
  /** When changes were visible that a failover has lost. */
  readonly losses: { readonly from: number; readonly to: number }[] = []
  readonly #records = new Map<string, IdempotencyRecord>()
  readonly #options: SimulatedStoreOptions
  #primary: InMemorySeatRepository
  #durableCount = 0
  #replica: { readonly seats: InMemorySeatRepository; count: number } | undefined

  constructor(options: SimulatedStoreOptions) {
    this.#options = options
    this.#primary = options.create()
  }

  get primary(): InMemorySeatRepository {
    return this.#primary
  }

  async save(change: SeatChange): Promise<'saved' | 'conflict'> {
    const saved = await this.#primary.save(change)
    if (saved === 'saved') this.log.push({ change, ...this.#options.now() })
    return saved
  }

  hasSaved(requestId: string): boolean {
    return this.log.some(({ change }) => change.cause.requestId === requestId)
  }

  /** Only for a planted break. */
  addRecord(record: IdempotencyRecord): void {
    this.#records.set(record.key, record)
  }

  findRecord(key: string): IdempotencyRecord | undefined {
    return this.#records.get(key)
  }

  /** Makes the first changes of the log durable. */
  commit(count: number): void {
    this.#durableCount = Math.max(this.#durableCount, count)
  }

  /** Continues on another server, without the changes that are not durable. */
  failOver(): void {
    const [firstLost] = this.log.slice(this.#durableCount)
    if (firstLost) this.losses.push({ from: firstLost.moment, to: this.#options.now().moment })
    this.log = this.log.slice(0, this.#durableCount)
    this.epoch++
    this.#replica = undefined
    this.#primary = this.#options.create()
    replay(this.log, this.#primary)
  }

  /**
   * A replica that has not received the last changes.
   * @param receive returns how many of the missing changes it receives before it is read
   * @returns undefined if there are no changes
   */
  staleReplica(receive: (missing: number) => number): InMemorySeatRepository | undefined {
    if (this.log.length === 0) return undefined
    this.#replica ??= { seats: this.#options.create(), count: 0 }
    const { seats, count } = this.#replica
    const received = this.log.slice(count, count + receive(this.log.length - 1 - count))
    replay(received, seats)
    this.#replica.count += received.length
    return seats
  }
}

/** The in-memory store saves before it returns the promise. */
function replay(log: readonly Saved[], seats: InMemorySeatRepository): void {
  for (const { change } of log) void seats.save(change)
}
