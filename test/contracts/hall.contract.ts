import { beforeEach, describe, expect, test } from '@jest/globals'

import type { EventRepositoryPort } from '../../src/application/ports/event-repository.port.ts'
import type { HallPort } from '../../src/application/ports/hall.port.ts'
import { summaryOf } from '../../src/domain/event.ts'
import { withPlan } from '../../src/domain/plan-replacement.ts'
import { eventWithSeats } from '../builders/event-with-seats.ts'

export interface HallsUnderTest {
  readonly halls: HallPort
  /** The events that have the halls. */
  readonly events: EventRepositoryPort
}

/** What every `HallPort` promises. */
export function hallContract(name: string, open: () => HallsUnderTest): void {
  describe(name, () => {
    let subject: HallsUnderTest
    beforeEach(() => {
      subject = open()
    })

    test('finds the hall of an event, with all its seats', async () => {
      await subject.events.addEvent(eventWithSeats('gala', ['A-1', 'A-2']))
      await subject.events.addEvent(eventWithSeats('premiere', ['B-1']))

      expect((await subject.halls.findHall('gala'))?.seatIds).toEqual(['A-1', 'A-2'])
      expect((await subject.halls.findHall('premiere'))?.seatIds).toEqual(['B-1'])
    })

    test('finds the hall of the new plan after its replacement', async () => {
      const { events, halls } = subject
      const from = eventWithSeats('gala', ['A-1', 'A-2'])
      await events.addEvent(from)
      await halls.findHall('gala')
      const to = withPlan(from, eventWithSeats('gala', ['A-1', 'A-2', 'A-3']).plan)
      const cause = { actor: 'admin', requestId: 'r-1', at: new Date() }
      await events.replacePlan({ from: summaryOf(from), to, added: ['A-3'], removed: [], cause })

      expect((await halls.findHall('gala'))?.seatIds).toEqual(['A-1', 'A-2', 'A-3'])
    })

    test('finds no hall of an unknown event until the event exists', async () => {
      expect(await subject.halls.findHall('gala')).toBeUndefined()

      await subject.events.addEvent(eventWithSeats('gala', ['A-1']))
      expect((await subject.halls.findHall('gala'))?.seatIds).toEqual(['A-1'])
    })
  })
}
