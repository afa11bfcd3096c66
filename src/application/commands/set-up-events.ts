import { type NewEvent, newEvent } from '../../domain/event.ts'
import type { ClockPort } from '../ports/clock.port.ts'
import type { EventRepositoryPort } from '../ports/event-repository.port.ts'

export interface SetUpEventsOptions {
  /** The number of seats of the default event. */
  readonly seatCount: number
  /** A demo event, which is added to a new store. */
  readonly demo?: Omit<NewEvent, 'createdAt'> | undefined
}

/** Creates the initial events. */
export class SetUpEvents {
  readonly #events: EventRepositoryPort
  readonly #clock: ClockPort

  constructor(ports: { readonly events: EventRepositoryPort; readonly clock: ClockPort }) {
    this.#events = ports.events
    this.#clock = ports.clock
  }

  async execute({ seatCount, demo }: SetUpEventsOptions): Promise<void> {
    const createdAt = this.#clock.now()
    const isNew = (await this.#events.listEvents({ limit: 1 })).length === 0
    if (demo && isNew) await this.#events.addEvent(newEvent({ ...demo, createdAt }))
    // Last, because a store with an event is no longer new.
    await this.#events.growDefaultEvent({ seatCount, createdAt })
  }
}
