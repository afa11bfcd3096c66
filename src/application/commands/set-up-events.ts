import type { Event } from '../../domain/event.ts'
import type { ClockPort } from '../ports/clock.port.ts'
import type { EventRepositoryPort } from '../ports/event-repository.port.ts'

export interface SetUpEventsOptions {
  /** How many seats the default event has. */
  readonly seatCount: number
  /** What a store has besides that nobody has used before. */
  readonly demo?: Omit<Event, 'createdAt'> | undefined
}

/** Sees to it that there is something to book. */
export class SetUpEvents {
  readonly #events: EventRepositoryPort
  readonly #clock: ClockPort

  constructor(ports: { readonly events: EventRepositoryPort; readonly clock: ClockPort }) {
    this.#events = ports.events
    this.#clock = ports.clock
  }

  /** @throws {StoreUnavailableError} when the store cannot be reached */
  async execute({ seatCount, demo }: SetUpEventsOptions): Promise<void> {
    const createdAt = this.#clock.now()
    const isNew = (await this.#events.listEvents({ limit: 1 })).length === 0
    if (demo && isNew) await this.#events.addEvent({ ...demo, createdAt })
    // Last, because with it the store is no longer new.
    await this.#events.growDefaultEvent({ seatCount, createdAt })
  }
}
