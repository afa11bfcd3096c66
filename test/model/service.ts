import { expect } from '@jest/globals'

import { InProcessLock } from '../../src/adapters/lock/in-process-lock.ts'
import type { ChangeResult } from '../../src/application/changes/change-result.ts'
import type { EventRepositoryPort } from '../../src/application/ports/event-repository.port.ts'
import { Availability } from '../../src/application/queries/availability.ts'
import {
  createUseCases,
  type UseCasePorts,
  type UseCases,
} from '../../src/application/use-cases.ts'
import type { Booking } from '../../src/domain/booking.ts'
import { newEvent } from '../../src/domain/event.ts'
import type { SeatStore } from '../../src/wiring/tokens.ts'
import { FakeClock } from '../fakes/fake-clock.ts'
import { isPublic } from './best-seats.ts'
import { modelPorts } from './model-ports.ts'
import { type Asked, type Ids, SELLER, tokenOf } from './requests.ts'
import { LIMITS, PLAN } from './small-hall.ts'

export type Answer = ChangeResult<unknown, { readonly reason: string }>

/** A store for the whole test, with a new event for each run. */
export interface Store {
  readonly seats: Omit<SeatStore, 'id' | 'check'>
  readonly events: EventRepositoryPort
}

/** Every use case over one store, with the small hall in a new event. */
export class Service {
  readonly clock = new FakeClock()
  readonly eventId: string
  readonly store: Store
  /** Kept as long as the service, so it also receives changes, not only snapshots. */
  readonly availability: Availability
  readonly #ports: UseCasePorts
  readonly #useCases: UseCases

  private constructor(store: Store, eventId: string) {
    this.store = store
    this.eventId = eventId
    const { seats, events } = store
    const lock = new InProcessLock(this.clock.monotonicMs)
    const { clock } = this
    this.#ports = modelPorts({ seats, events, lock, clock })
    this.#useCases = createUseCases(this.#ports, LIMITS)
    this.availability = this.newAvailability()
  }

  static async open(store: Store, eventId: string): Promise<Service> {
    const service = new Service(store, eventId)
    const createdAt = service.clock.now()
    await store.events.addEvent(newEvent({ id: eventId, name: 'Hall', createdAt, plan: PLAN }))
    return service
  }

  newAvailability(): Availability {
    return new Availability({ ...this.#ports, keptSeats: new Map() })
  }

  ask(asked: Asked, ids: Ids): Promise<Answer> {
    const { bookingId, key: idempotencyKey } = ids
    const { eventId } = this
    const by = { actor: 'anyone', requestId: bookingId, idempotencyKey }
    const tokenDigest = 'bearer' in asked ? asked.bearer : undefined
    const newHold = {
      ...by,
      eventId,
      holdId: ids.holdId,
      code: ids.code,
      tokenDigest: tokenOf(ids.holdId),
      ownTokenDigest: tokenDigest,
      clientId: undefined,
    }
    const does = this.#useCases
    switch (asked.to) {
      case 'hold':
      case 'hold places':
        return does.holdSeats.execute({ ...asked, ...newHold })
      case 'hold the best':
        return does.holdBestSeats.execute({
          ...asked,
          ...newHold,
          clientId: isPublic(asked) ? 'c-1' : undefined,
        })
      case 'extend':
        return does.extendHold.execute({ ...asked, ...by, tokenDigest })
      case 'release':
        return does.releaseHold.execute({ ...asked, ...by, tokenDigest })
      case 'release seats':
        return this.#ofThisEvent(does.releaseHeldSeats.execute({ ...asked, ...by, tokenDigest }))
      case 'confirm':
        return this.#ofThisEvent(
          does.confirmHold.execute({
            ...asked,
            ...by,
            tokenDigest,
            bookingId,
            otherCode: `other ${ids.code}`,
            clientId: undefined,
            mayOmitToken: asked.bearer === SELLER,
          }),
        )
      case 'book':
      case 'book places':
        return does.bookSeats.execute({ ...asked, ...by, eventId, bookingId, code: ids.code })
      case 'cancel':
      case 'cancel seats':
        return this.#asStored(does.cancelBooking.execute({ ...asked, ...by }))
      case 'move':
        return this.#asStored(does.moveBooking.execute({ ...asked, ...by }))
      case 'change the reference':
        return this.#asStored(does.changeBookingReference.execute({ ...asked, ...by }))
      case 'block':
        return does.blockSeats.execute({ ...asked, ...by, eventId })
      case 'unblock':
        return does.unblockSeats.execute({ ...asked, ...by, eventId })
    }
  }

  /** The rules do not know the event, so its id is checked and removed from the result here. */
  async #ofThisEvent<Refusal extends { readonly reason: string }>(
    answering: Promise<ChangeResult<{ readonly eventId: string }, Refusal>>,
  ): Promise<Answer> {
    const answer = await answering
    if (answer.outcome === 'refused') return answer
    const { eventId, ...result } = answer.result
    expect(eventId).toBe(this.eventId)
    return { ...answer, result }
  }

  /** The rules have no result for a changed booking. It is compared with the stored one here. */
  async #asStored<Refusal extends { readonly reason: string }>(
    answering: Promise<ChangeResult<Booking, Refusal>>,
  ): Promise<Answer> {
    const answer = await answering
    if (answer.outcome === 'refused') return answer
    expect(answer.result).toEqual(await this.store.seats.findBooking(answer.result.id))
    return { ...answer, result: null }
  }

  async sweep(): Promise<void> {
    await this.#useCases.expireHolds.execute({ requestId: 'sweep' })
  }
}
