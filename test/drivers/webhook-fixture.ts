import { setImmediate as othersTurn } from 'node:timers/promises'

import { InProcessSeatFeed } from '../../src/adapters/announcing/change-announcements.ts'
import { InMemoryEventRepository } from '../../src/adapters/memory/in-memory-event-repository.ts'
import { InMemorySeatRepository } from '../../src/adapters/memory/in-memory-seat-repository.ts'
import { InMemoryWebhookRepository } from '../../src/adapters/memory/in-memory-webhook-repository.ts'
import type { SeatChange } from '../../src/application/ports/seat-repository.port.ts'
import { DeliverWebhooks } from '../../src/application/webhooks/deliver-webhooks.ts'
import type { EventId, Seat } from '../../src/domain/seat.ts'
import type { Webhook, WebhookDelivery } from '../../src/domain/webhook.ts'
import { eventWithSeats } from '../builders/event-with-seats.ts'
import { bookedSeat, seatChange } from '../builders/seat-change.ts'
import { newWebhook } from '../builders/webhook.ts'
import { FakeClock } from '../fakes/fake-clock.ts'
import { FakeWebhookSender } from '../fakes/fake-webhook-sender.ts'

export const LEASE_MS = 30_000
export const EVENTS_MAX = 3

/** After as many turns, everything that does not wait for a time or for a test has happened. */
const TURNS = 2_000

/** The delivery of webhooks over an in-memory store, with a fake clock and a fake sender. */
export class WebhookFixture {
  readonly clock: FakeClock
  readonly sender = new FakeWebhookSender()
  readonly seats: InMemorySeatRepository
  readonly events: InMemoryEventRepository
  readonly webhooks: InMemoryWebhookRepository
  readonly observed: WebhookDelivery[] = []
  readonly errors: unknown[] = []
  readonly feed = new InProcessSeatFeed()
  changedCount = 0
  #nextId = 1
  #nextSeat = 0

  constructor(clock = new FakeClock(), seats = new InMemorySeatRepository()) {
    this.clock = clock
    this.seats = seats
    this.events = new InMemoryEventRepository(seats)
    this.webhooks = new InMemoryWebhookRepository(seats)
  }

  /** The ports of the use cases. */
  get ports() {
    return {
      webhooks: this.webhooks,
      history: this.seats,
      sender: this.sender,
      clock: this.clock,
      random: () => 0.5,
      newId: () => `id-${String(this.#nextId++).padStart(6, '0')}`,
      onDelivery: (delivery: WebhookDelivery) => this.observed.push(delivery),
      feed: this.feed,
      onChanged: () => this.changedCount++,
      onError: (error: unknown) => this.errors.push(error),
    }
  }

  /** The delivery of one instance. */
  instance(): DeliverWebhooks {
    return new DeliverWebhooks(this.ports, { eventsMax: EVENTS_MAX, leaseMs: LEASE_MS })
  }

  async addEvents(count: number, seatCount = 200): Promise<EventId[]> {
    const ids = Array.from({ length: count }, (_, i) => (i === 0 ? 'gala' : `event-${i}`))
    const seatIds = Array.from({ length: seatCount }, (_, i) => `A-${i}`)
    for (const id of ids) await this.events.addEvent(eventWithSeats(id, seatIds))
    return ids
  }

  async addWebhook(over: Partial<Webhook> = {}): Promise<void> {
    await this.webhooks.addWebhook(newWebhook(over), 100)
  }

  /** Books seats of an event, each in a change of its own. */
  async book(count = 1, eventId = 'gala'): Promise<void> {
    for (let i = 0; i < count; i++) {
      const number = this.#nextSeat++
      const seat = bookedSeat(`A-${number}`, 1, `b-${number}`)
      await this.save([seat], { eventId })
    }
  }

  async save(
    seats: readonly Seat[],
    over: Partial<SeatChange> & { readonly from?: readonly Seat[] } = {},
  ): Promise<void> {
    const cause = { actor: 'public', requestId: 'r-1', at: this.clock.now() }
    const saved = await this.seats.save(seatChange(seats, { cause, ...over }))
    if (saved !== 'saved') throw new Error('The change was not saved')
  }

  /** Lets everything happen that does not wait for a time or for a test. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < TURNS; turn++) await othersTurn()
  }

  /** Runs the periodic delivery, and waits until nothing more happens. */
  async run(instance: DeliverWebhooks): Promise<void> {
    await instance.execute()
    await this.settle()
  }

  async log(webhookId = 'w-1'): Promise<readonly WebhookDelivery[]> {
    const log = await this.webhooks.listDeliveries({ webhookId, limit: 1_000 })
    return log.toReversed()
  }
}
