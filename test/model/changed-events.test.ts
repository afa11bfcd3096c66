import { expect, test } from '@jest/globals'
import fc from 'fast-check'

import { PurgeEvents } from '../../src/application/commands/purge-events.ts'
import { Availability } from '../../src/application/queries/availability.ts'
import { seatIdsOf } from '../../src/domain/seating-plan.ts'
import { eventWithSeats } from '../builders/event-with-seats.ts'
import { codeOf } from '../builders/seat-change.ts'
import { MINUTE_MS, UseCaseFixture } from '../drivers/use-case-fixture.ts'

// Any sequence of changes of one event, its plan included, deletions, holds and bookings: its seats are always those of
// its plan, no seat in use is ever lost, and nothing is sold while the event is not on sale.

const EVENT = { eventId: 'show' }
const ALL = ['A', 'B', 'C', 'D', 'E', 'F']

const DOES = [
  'replace',
  'hold',
  'hold the best',
  'book',
  'cancel',
  'block',
  'unblock',
  'wait',
  'open the sale',
  'close the sale',
  'cancel the event',
  'delete the event',
  'force its deletion',
  'create the event',
] as const

type Step = readonly [does: (typeof DOES)[number], seatIds: readonly string[]]

/** What needs an event on sale, and what makes it so, is more frequent. */
const FREQUENT = ['hold', 'book', 'book', 'cancel', 'open the sale', 'create the event'] as const

const step: fc.Arbitrary<Step> = fc.tuple(
  fc.constantFrom(...DOES, ...FREQUENT),
  fc.subarray(ALL, { minLength: 1 }),
)

class Show {
  readonly office = new UseCaseFixture()
  /** Kept, so that it gets changes and not only complete states. */
  readonly availability = this.#newAvailability()
  readonly outcomes = new Set<string>()
  #steps = 0

  async open(): Promise<void> {
    await this.office.events.addEvent(eventWithSeats('show', ALL.slice(0, 4)))
  }

  async take([does, seatIds]: Step): Promise<void> {
    const { office } = this
    const id = `${++this.#steps}`
    const by = { ...EVENT, actor: 'public', requestId: id }
    const newHold = { ...by, holdId: id, code: codeOf(id), tokenDigest: id, clientId: 'client' }
    const actions: Record<Step[0], () => Promise<{ readonly outcome: string }>> = {
      replace: () => this.#replace(seatIds),
      hold: () => office.hold(id, seatIds, { ...EVENT, clientId: 'client' }),
      'hold the best': () => office.useCases.holdBestSeats.execute({ ...newHold, quantity: 1 }),
      book: () => office.book(id, seatIds, EVENT),
      cancel: async () => {
        const bookings = await office.seats.findBookings({ ...EVENT, limit: 100 })
        return office.cancel(bookings.at(-seatIds.length)?.id ?? 'none')
      },
      block: () => office.block(seatIds, EVENT),
      unblock: () => office.unblock(seatIds, EVENT),
      wait: async () => {
        office.clock.advance(6 * MINUTE_MS)
        return { outcome: 'done' }
      },
      'open the sale': () => this.#change('on-sale'),
      'close the sale': () => this.#change('closed'),
      'cancel the event': () => this.#change('cancelled'),
      'delete the event': () => this.#delete(false),
      'force its deletion': () => this.#delete(true),
      'create the event': async () => {
        const ports = { deletedEvents: office.events, clock: office.clock }
        await new PurgeEvents(ports, { idempotencyRecordsKeptMs: 0 }).execute()
        office.clock.advance(1)
        const event = { ...eventWithSeats('show', seatIds), createdAt: office.clock.now() }
        return { outcome: await office.events.addEvent(event) }
      },
    }
    const before = await this.#status()
    const { outcome } = await actions[does]()
    this.outcomes.add(`${does}: ${outcome}`)
    // The holds are of the public, the bookings of a seller.
    if (does === 'hold' && outcome === 'done') expect(before).toBe('on-sale')
    if (does === 'book' && outcome === 'done') expect(['on-sale', 'closed']).toContain(before)
  }

  async check(isLast: boolean): Promise<void> {
    const { office } = this
    const event = await office.events.findEvent('show')
    const planned = event ? seatIdsOf(event.plan) : []
    const found = await office.seats.find('show', ALL)
    expect(found.map(({ id }) => id).sort()).toEqual([...planned].sort())
    expect((await office.catalogue.findHall('show'))?.seatIds.toSorted()).toEqual(
      event && planned.toSorted(),
    )

    for (const seatId of await this.#inUse()) expect(planned).toContain(seatId)
    // Between its reads, seats can be changed and removed.
    if (isLast || this.#steps % 3 === 0) await this.#checkAvailability()
  }

  async #checkAvailability(): Promise<void> {
    const taken = async (availability: Availability) => {
      const view = await availability.view('show')
      return view?.unavailable
        .flat()
        .map(({ id, status }) => `${id} ${status}`)
        .sort()
    }
    expect(await taken(this.availability)).toEqual(await taken(this.#newAvailability()))
  }

  #newAvailability(): Availability {
    const { seats, clock, catalogue } = this.office
    return new Availability({ seatsSince: seats, areas: catalogue, clock, keptSeats: new Map() })
  }

  async #status() {
    return (await this.office.events.findEvent('show'))?.status
  }

  #change(status: 'on-sale' | 'closed' | 'cancelled') {
    const by = { ...EVENT, actor: 'admin', requestId: 'r-1' }
    const command = { ...by, changes: { status }, isExpected: () => true }
    return this.office.useCases.changeEvent.execute(command)
  }

  /** Without `force`, only an event of which no seat is in use is deleted; with it, only one that is cancelled. */
  async #delete(force: boolean) {
    const isAllowed = force
      ? (await this.#status()) === 'cancelled'
      : (await this.#inUse()).length === 0 && (await this.#status()) !== undefined
    const result = await this.office.useCases.deleteEvent.execute({ ...EVENT, force })
    expect(result.outcome).toBe(isAllowed ? 'done' : 'refused')
    return result
  }

  #replace(seatIds: readonly string[]) {
    const { plan } = eventWithSeats('show', seatIds)
    const by = { ...EVENT, actor: 'admin', requestId: 'r-1' }
    const command = { ...by, plan, isDryRun: false, isExpected: () => true }
    return this.office.useCases.replacePlan.execute(command)
  }

  /** The seats of all bookings and active holds. */
  async #inUse(): Promise<string[]> {
    const { seats, clock } = this.office
    const bookings = await seats.findBookings({ ...EVENT, limit: 100 })
    const holds = await seats.activeHolds({ ...EVENT, at: clock.now(), countMax: 100 })
    return [
      ...bookings.flatMap(({ seatIds, cancelledSeatIds }) =>
        seatIds.filter((seatId) => !cancelledSeatIds.includes(seatId)),
      ),
      ...holds.flatMap(({ seatIds }) => seatIds),
    ]
  }
}

test('the seats are those of the plan, seats in use stay, and nothing is sold outside the sale', async () => {
  const outcomes = new Set<string>()
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40, size: 'max' }), async (sequence) => {
      const show = new Show()
      await show.open()
      for (const [index, each] of sequence.entries()) {
        await show.take(each)
        await show.check(index === sequence.length - 1)
      }
      for (const outcome of show.outcomes) outcomes.add(outcome)
    }),
    { numRuns: 200 },
  )

  // Both kinds of results must have occurred.
  expect(outcomes).toContain('replace: done')
  expect(outcomes).toContain('replace: refused')
  expect(outcomes).toContain('hold the best: done')
  expect(outcomes).toContain('cancel: done')
  expect(outcomes).toContain('delete the event: done')
  expect(outcomes).toContain('delete the event: refused')
  expect(outcomes).toContain('force its deletion: done')
  expect(outcomes).toContain('create the event: added')
})
