import type { Scheduler } from 'fast-check'

import { InMemoryEventRepository } from '../../src/adapters/memory/in-memory-event-repository.ts'
import type { ChangeResult } from '../../src/application/changes/change-result.ts'
import type { HeldSeats } from '../../src/application/changes/hold-request.ts'
import { createUseCases, type UseCases } from '../../src/application/use-cases.ts'
import { currentSeatIds } from '../../src/domain/booking.ts'
import { newSeat } from '../../src/domain/seat.ts'
import { StandingAreas } from '../../src/domain/standing-areas.ts'
import { eventWithAreas } from '../builders/event-with-areas.ts'
import { FakeClock } from '../fakes/fake-clock.ts'
import { FakeLock } from '../fakes/fake-lock.ts'
import { FakeSeatRepository } from '../fakes/fake-seat-repository.ts'
import type { Operation } from './linearizability.ts'
import { modelPorts } from './model-ports.ts'
import { scheduledPort, turn } from './scheduled-port.ts'
import * as seat from './seat-operations.ts'
import { LIMITS } from './small-hall.ts'

type Answer<T = unknown> = ChangeResult<T, { readonly reason: string }>

export const SEATS = ['A-1', 'A-2', 'A-3'] as const

const AREA = { areaId: 'pit', capacity: 2 }
const PLACES = ['pit:1', 'pit:2'] as const
const ALL = [...SEATS, ...PLACES]

const { plan: PLAN } = eventWithAreas('gala', { [AREA.areaId]: AREA.capacity }, SEATS)

export interface RacingHallOptions {
  readonly ignoresVersions?: boolean
  /** Whether the store guesses that all seats are untouched, which is soon wrong. */
  readonly guesses?: boolean
}

/** A hall whose use cases take every step when the scheduler decides, and which records all operations. */
export class RacingHall {
  /** The operations and reads of each seat and place. */
  readonly operations = new Map<string, Operation[]>(ALL.map((seatId) => [seatId, []]))
  readonly answers: string[] = []
  readonly #s: Scheduler
  readonly #store = new FakeSeatRepository(
    'gala',
    ALL.map((seatId) => newSeat(seatId)),
  )
  readonly #lock = new FakeLock()
  readonly #clock = new FakeClock()
  readonly #openedAtMs = this.#clock.now().getTime()
  readonly #does: UseCases
  #moment = 0
  #ids = 0

  constructor(s: Scheduler, { ignoresVersions = false, guesses = false }: RacingHallOptions) {
    this.#s = s
    this.#store.ignoresVersions = ignoresVersions
    if (guesses) this.#store.guess = (seatIds) => seatIds.map(newSeat)
    const seats = scheduledPort(s, this.#store)
    const lock = scheduledPort(s, this.#lock)
    const events = new InMemoryEventRepository(this.#store)
    const ports = modelPorts({ seats, events, lock, clock: this.#clock })
    const eventAreas = { planVersion: 1, areas: new StandingAreas(PLAN) }
    const areas = { findAreas: async () => eventAreas }
    this.#does = createUseCases({ ...ports, areas }, LIMITS)
  }

  /**
   * @param places how many places of the standing area to hold as well
   * @returns the hold, if it was granted
   */
  async hold(
    seatIds: readonly string[],
    { own, places = 0 }: { readonly own?: HeldSeats; readonly places?: number } = {},
  ): Promise<HeldSeats | undefined> {
    const holdId = this.#newId('h')
    const start = this.#moment
    const areas = places > 0 ? [{ areaId: AREA.areaId, quantity: places }] : undefined
    const answer = await this.#watch(
      `${places > 0 ? 'stand' : 'hold'} ${seatIds.join()}`,
      this.#does.holdSeats.execute({
        ...this.#by,
        seatIds,
        areas,
        holdId,
        code: holdId,
        tokenDigest: `token of ${holdId}`,
        ownTokenDigest: own && `token of ${own.holdId}`,
        clientId: undefined,
      }),
      ({ holdId, seatIds, expiresAtMs }) =>
        seatIds.map((seatId) => [seatId, seat.held(holdId, expiresAtMs - this.#openedAtMs)]),
    )
    if (answer.outcome === 'done') return answer.result
    if (answer.refusal.reason === 'none-available' && places === 1) {
      for (const seatId of PLACES) this.#tookPlace(seatId, 'told none', start, seat.seenTaken())
    }
    return undefined
  }

  async extend(held: HeldSeats): Promise<void> {
    await this.#watch(
      `extend ${held.holdId}`,
      this.#does.extendHold.execute(this.#holder(held)),
      ({ expiresAtMs }) => {
        const apply = seat.extended(held.holdId, expiresAtMs - this.#openedAtMs)
        return held.seatIds.map((seatId) => [seatId, apply])
      },
    )
  }

  async release(held: HeldSeats): Promise<void> {
    await this.#watch(
      `release ${held.holdId}`,
      this.#does.releaseHold.execute(this.#holder(held)),
      () => ALL.map((seatId) => [seatId, seat.released(held.holdId)]),
    )
  }

  async releaseSeat(held: HeldSeats): Promise<void> {
    const [seatId = ''] = held.seatIds
    await this.#watch(
      `release a seat of ${held.holdId}`,
      this.#does.releaseHeldSeats.execute({ ...this.#holder(held), seatIds: [seatId] }),
      () => [[seatId, seat.leftBy(held.holdId)]],
    )
  }

  /** @returns the booking, if it was saved */
  async confirm(held: HeldSeats): Promise<string | undefined> {
    const bookingId = this.#newId('b')
    const answer = await this.#watch(
      `confirm ${held.holdId}`,
      this.#does.confirmHold.execute({
        ...this.#holder(held),
        bookingId,
        otherCode: bookingId,
        clientId: undefined,
      }),
      (result) => {
        const isFirst = result.bookingId === bookingId
        const apply = isFirst
          ? seat.confirmed(held.holdId, bookingId)
          : seat.wasConfirmed(held.holdId)
        return result.seatIds.map((seatId) => [seatId, apply])
      },
    )
    return answer.outcome === 'done' ? answer.result.bookingId : undefined
  }

  async book(seatIds: readonly string[]): Promise<string | undefined> {
    const bookingId = this.#newId('b')
    const answer = await this.#watch(
      `book ${seatIds.join()}`,
      this.#does.bookSeats.execute({ ...this.#by, seatIds, bookingId, code: bookingId }),
      () => seatIds.map((seatId) => [seatId, seat.booked(bookingId)]),
    )
    return answer.outcome === 'done' ? bookingId : undefined
  }

  async cancel(bookingId: string): Promise<void> {
    await this.#watch(
      `cancel ${bookingId}`,
      this.#does.cancelBooking.execute({ ...this.#by, bookingId }),
      () => ALL.map((seatId) => [seatId, seat.cancelled(bookingId)]),
    )
  }

  async cancelSeat(bookingId: string): Promise<void> {
    const [seatId] = await this.#seatsOf(bookingId)
    if (seatId === undefined) return
    await this.#watch(
      `cancel a seat of ${bookingId}`,
      this.#does.cancelBooking.execute({ ...this.#by, bookingId, seatIds: [seatId] }),
      () => [[seatId, seat.seatCancelled(bookingId)]],
    )
  }

  /** Moves one seat of a booking to the first seat that it does not have. */
  async move(bookingId: string): Promise<void> {
    const own = await this.#seatsOf(bookingId)
    const [from, to] = [own.at(-1), SEATS.find((seatId) => !own.includes(seatId))]
    if (from === undefined || to === undefined) return
    const moves = [{ from, to }]
    await this.#watch(
      `move ${bookingId}`,
      this.#does.moveBooking.execute({
        ...this.#by,
        ...{ bookingId, moves, allowsOtherCategory: true },
      }),
      () => [
        [from, seat.movedFrom(bookingId)],
        [to, seat.movedTo(bookingId)],
      ],
    )
  }

  async block(seatIds: readonly string[]): Promise<void> {
    await this.#watch(
      `block ${seatIds.join()}`,
      this.#does.blockSeats.execute({ ...this.#by, seatIds }),
      () => seatIds.map((seatId) => [seatId, seat.blocked]),
    )
  }

  async sweep(): Promise<void> {
    await this.#does.expireHolds.execute({ requestId: 'sweep' })
  }

  /** Expires all locks, as if their owners had been paused for too long. */
  async expireLocks(): Promise<void> {
    await turn(this.#s, 'the locks expire')
    this.#lock.expireAll()
  }

  async pass(ms: number): Promise<void> {
    await turn(this.#s, 'time passes')
    this.#clock.advance(ms)
    const moment = this.#moment++
    for (const seatId of ALL) this.#tookPlace(seatId, 'time', moment, seat.timePassed(ms))
  }

  /** Records the final state of the store. */
  async close(): Promise<void> {
    const moment = this.#moment++
    for (const stored of await this.#store.find('gala', ALL)) {
      this.#tookPlace(stored.id, 'stored', moment, seat.storedAs(stored))
    }
  }

  /** @returns the seats whose state is not that of the stored bookings, which must be none */
  async seatsAgainstBookings(): Promise<string[]> {
    const bookings = await this.#store.findBookings({ eventId: 'gala', limit: 1_000 })
    const stored = await this.#store.find('gala', ALL)
    return stored
      .filter((seat) => {
        const owners = bookings.filter((booking) => currentSeatIds(booking).includes(seat.id))
        const bookingId = seat.status === 'booked' ? seat.bookingId : undefined
        return owners.length > 1 || owners[0]?.id !== bookingId
      })
      .map(({ id }) => `${id} against the bookings`)
  }

  async #watch<T>(
    name: string,
    request: Promise<Answer<T>>,
    effects: (result: T) => (readonly [seatId: string, apply: Operation['apply']])[],
  ): Promise<Answer<T>> {
    const start = this.#moment++
    const answer = await request
    this.answers.push(`${name}: ${answer.outcome}`)
    if (answer.outcome === 'done') {
      for (const [seatId, apply] of effects(answer.result)) {
        this.#tookPlace(seatId, name, start, apply)
      }
    } else if ('conflicts' in answer.refusal) {
      for (const { seatId, reason } of answer.refusal.conflicts) {
        this.#tookPlace(seatId, `${name}, told`, start, seat.seenAs(reason))
      }
    }
    this.#moment++
    return answer
  }

  #tookPlace(seatId: string, name: string, start: number, apply: Operation['apply']): void {
    const end = this.#moment
    this.operations.get(seatId)?.push({ name: `${start} ${name}`, start, end, apply })
  }

  async #seatsOf(bookingId: string): Promise<readonly string[]> {
    const booking = await this.#store.findBooking(bookingId)
    return booking ? currentSeatIds(booking) : []
  }

  #holder({ holdId }: HeldSeats) {
    return { ...this.#by, holdId, tokenDigest: `token of ${holdId}` }
  }

  get #by() {
    return { eventId: 'gala', actor: 'anyone', requestId: 'r-1' }
  }

  #newId(kind: string): string {
    return `${kind}-${++this.#ids}`
  }
}
