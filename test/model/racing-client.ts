import type { Scheduler } from 'fast-check'

import { InMemoryEventRepository } from '../../src/adapters/memory/in-memory-event-repository.ts'
import type { HeldSeats } from '../../src/application/changes/hold-request.ts'
import { createUseCases, type UseCases } from '../../src/application/use-cases.ts'
import { newSeat } from '../../src/domain/seat.ts'
import { codeOf } from '../builders/seat-change.ts'
import { FakeClock } from '../fakes/fake-clock.ts'
import { FakeLock } from '../fakes/fake-lock.ts'
import { FakeSeatRepository } from '../fakes/fake-seat-repository.ts'
import { modelPorts } from './model-ports.ts'
import { scheduledPort, turn } from './scheduled-port.ts'
import { LIMITS } from './small-hall.ts'

export const SEATS_PER_CLIENT = 3

const SEAT_COUNT = 12

/** One client that sends requests to two instances at once. They share the store and the lock. */
export class RacingClient {
  /** The most seats that the client had after a change. */
  seatsMax = 0
  /** The results of the requests, such as "hold done". */
  readonly results = new Set<string>()
  readonly #s: Scheduler
  readonly #store = new FakeSeatRepository(
    'gala',
    Array.from({ length: SEAT_COUNT }, (_, index) => newSeat(`${index}`)),
  )
  readonly #lock = new FakeLock()
  readonly #clock = new FakeClock()
  readonly #instances: readonly [UseCases, UseCases]
  #ids = 0

  constructor(s: Scheduler) {
    this.#s = s
    this.#store.afterSave = () => this.#count()
    this.#instances = [this.#instance(), this.#instance()]
  }

  async hold(seatCount: number, own?: HeldSeats): Promise<HeldSeats | undefined> {
    const holdId = `h-${++this.#ids}`
    const result = await this.#any.holdSeats.execute({
      ...this.#by,
      seatIds: this.#freshSeats(seatCount),
      holdId,
      code: codeOf(holdId),
      tokenDigest: `token of ${holdId}`,
      ownTokenDigest: own && `token of ${own.holdId}`,
    })
    this.results.add(`hold ${result.outcome}`)
    return result.outcome === 'done' ? result.result : undefined
  }

  async book(): Promise<void> {
    const [seatId = ''] = this.#freshSeats(1)
    const bookingId = `b-${++this.#ids}`
    const code = codeOf(bookingId)
    const command = { ...this.#by, seatId, bookingId, code }
    const { outcome } = await this.#any.bookSeat.execute(command)
    this.results.add(`book ${outcome}`)
  }

  async extend(held: HeldSeats): Promise<void> {
    const { outcome } = await this.#any.extendHold.execute(this.#holder(held))
    this.results.add(`extend ${outcome}`)
  }

  async confirm(held: HeldSeats): Promise<void> {
    const bookingId = `b-${++this.#ids}`
    const otherCode = codeOf(bookingId)
    const command = { ...this.#holder(held), bookingId, otherCode }
    const { outcome } = await this.#any.confirmHold.execute(command)
    this.results.add(`confirm ${outcome}`)
  }

  async release(held: HeldSeats): Promise<void> {
    await this.#any.releaseHold.execute(this.#holder(held))
  }

  /** Passes half of the time until a new hold expires. */
  async pass(): Promise<void> {
    await turn(this.#s, 'time passes')
    this.#clock.advance(LIMITS.ttlDefaultMs / 2)
  }

  /** Expires all locks, as if their owners had been paused for too long. */
  async expireLocks(): Promise<void> {
    await turn(this.#s, 'the locks expire')
    this.#lock.expireAll()
  }

  #instance(): UseCases {
    const seats = scheduledPort(this.#s, this.#store)
    const lock = scheduledPort(this.#s, this.#lock)
    const events = new InMemoryEventRepository(this.#store)
    return createUseCases(modelPorts({ seats, events, lock, clock: this.#clock }), {
      ...LIMITS,
      seatsPerClientMax: SEATS_PER_CLIENT,
    })
  }

  async #count(): Promise<void> {
    const query = { eventId: 'gala', clientId: 'ann', now: this.#clock.now() }
    this.seatsMax = Math.max(this.seatsMax, await this.#store.countClientSeats(query))
  }

  /** One of the instances, in turn. */
  get #any(): UseCases {
    const [first, second] = this.#instances
    return ++this.#ids % 2 === 0 ? first : second
  }

  /** Seats that no recent request of the client named, so that mostly the limit refuses them. */
  #freshSeats(count: number): string[] {
    return Array.from({ length: count }, () => `${++this.#ids % SEAT_COUNT}`)
  }

  #holder({ holdId }: HeldSeats) {
    return { ...this.#by, holdId, tokenDigest: `token of ${holdId}` }
  }

  get #by() {
    return { eventId: 'gala', actor: 'public', requestId: 'r-1', clientId: 'ann' }
  }
}
