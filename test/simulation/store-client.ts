import type { InMemorySeatRepository } from '../../src/adapters/memory/in-memory-seat-repository.ts'
import type { BookingRepositoryPort } from '../../src/application/ports/booking-repository.port.ts'
import type { ExpiredSeatsPort } from '../../src/application/ports/expired-seats.port.ts'
import type { HoldRepositoryPort } from '../../src/application/ports/hold-repository.port.ts'
import type {
  SeatChange,
  SeatRepositoryPort,
  StateAsRead,
} from '../../src/application/ports/seat-repository.port.ts'
import type { SeatsSincePort } from '../../src/application/ports/seats-since.port.ts'
import { StoreUnavailableError } from '../../src/application/ports/store-unavailable-error.ts'
import { newSeat } from '../../src/domain/seat.ts'
import type { PlantedBreak } from './planted-breaks.ts'
import type { Port } from './port.ts'
import type { Random } from './random.ts'
import type { SimulatedStore } from './simulated-store.ts'

type StorePorts = SeatRepositoryPort &
  HoldRepositoryPort &
  BookingRepositoryPort &
  ExpiredSeatsPort &
  SeatsSincePort

export interface StoreClientOptions {
  readonly store: SimulatedStore
  readonly port: Port
  /** Takes turns that belong to the store, which do not end with the instance. */
  readonly background: Port
  readonly random: Random
  /** Whether seats are guessed to be untouched, which is soon wrong. */
  readonly guesses: boolean
  readonly planted: PlantedBreak
}

/** The connection of one instance to the store, with calls that fail, replies that are lost, and stale reads. */
export class StoreClient implements StorePorts {
  /** The moment of the last stale read. */
  lastStaleRead = -1
  readonly #options: StoreClientOptions

  constructor(options: StoreClientOptions) {
    this.#options = options
  }

  readonly guessUntouched: SeatRepositoryPort['guessUntouched'] = (_, seatIds) =>
    this.#options.guesses ? seatIds.map(newSeat) : undefined

  readonly find: SeatRepositoryPort['find'] = async (eventId, seatIds) => {
    const seats = await this.#read('find', (store) => store.find(eventId, seatIds))
    return this.#options.planted.asRead?.(seats) ?? seats
  }

  readonly findIdempotencyRecord: SeatRepositoryPort['findIdempotencyRecord'] = async (
    eventId,
    key,
  ) =>
    (await this.#read('find record', (store) => store.findIdempotencyRecord(eventId, key))) ??
    this.#options.store.findRecord(key)

  readonly findHold: HoldRepositoryPort['findHold'] = (holdId) =>
    this.#read('find hold', (store) => store.findHold(holdId))

  readonly findHoldByToken: HoldRepositoryPort['findHoldByToken'] = (eventId, digest) =>
    this.#read('find hold', (store) => store.findHoldByToken(eventId, digest))

  readonly findHoldsByCode: HoldRepositoryPort['findHoldsByCode'] = (query) =>
    this.#read('find holds', (store) => store.findHoldsByCode(query))

  readonly activeHolds: HoldRepositoryPort['activeHolds'] = (query) =>
    this.#read('find holds', (store) => store.activeHolds(query))

  readonly findBooking: BookingRepositoryPort['findBooking'] = (bookingId) =>
    this.#read('find booking', (store) => store.findBooking(bookingId))

  readonly findBookings: BookingRepositoryPort['findBookings'] = (query) =>
    this.#read('find bookings', (store) => store.findBookings(query))

  readonly expiredSeats: ExpiredSeatsPort['expiredSeats'] = (query) =>
    this.#read('find expired', (store) => store.expiredSeats(query))

  readonly seatsSince: SeatsSincePort['seatsSince'] = (eventId, since) =>
    this.#read('read changes', (store) => store.seatsSince(eventId, since))

  async save(change: SeatChange): Promise<'saved' | 'conflict'> {
    const { port, background, store } = this.#options
    const { epoch } = store
    await port.turn('save')
    this.#failIf('save lost')
    if (port.faults.occurs('save applied late')) {
      void background.turn('late save').then(() => this.#apply(change, background))
      throw unavailable('save applied late')
    }
    const saved = await this.#apply(change, port)
    const count = store.log.length
    await this.#commit(epoch, count)
    this.#failIf('save reply lost')
    await port.replyTurn(saved)
    return saved
  }

  async acknowledge(state: StateAsRead): Promise<'acknowledged' | 'conflict'> {
    const { port, store } = this.#options
    const { epoch } = store
    await port.turn('acknowledge')
    this.#failIf('read failed')
    const acknowledged = this.#options.planted.acknowledgesAnything
      ? 'acknowledged'
      : await store.primary.acknowledge(state)
    await this.#commit(epoch, store.log.length)
    return acknowledged
  }

  #apply(change: SeatChange, port: Port): Promise<'saved' | 'conflict'> {
    const { store, planted } = this.#options
    return planted.save?.(store, change, () => port.turn('save more')) ?? store.save(change)
  }

  /** Until the commit ends, a failover can lose the changes. */
  async #commit(epoch: number, count: number): Promise<void> {
    const { port, store } = this.#options
    if (port.faults.has('failover')) await port.turn('commit')
    if (store.epoch !== epoch) throw unavailable('failover')
    store.commit(count)
  }

  async #read<T>(
    label: string,
    read: (store: Pick<InMemorySeatRepository, keyof StorePorts>) => Promise<T>,
  ): Promise<T> {
    const { port } = this.#options
    await port.turn(label)
    this.#failIf('read failed')
    const result = await read(this.#replica() ?? this.#options.store.primary)
    await port.replyTurn(`${label} reply`)
    return result
  }

  #replica(): InMemorySeatRepository | undefined {
    const { port, store, random } = this.#options
    if (store.log.length === 0 || !port.faults.occurs('stale read')) return undefined
    this.lastStaleRead = port.moment
    return store.staleReplica((missing) => random.below(missing + 1))
  }

  #failIf(fault: 'save lost' | 'save reply lost' | 'read failed'): void {
    if (this.#options.port.faults.occurs(fault)) throw unavailable(fault)
  }
}

function unavailable(reason: string): StoreUnavailableError {
  return new StoreUnavailableError(`The store is unavailable: ${reason}`)
}
