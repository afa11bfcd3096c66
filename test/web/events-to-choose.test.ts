import { expect, test } from '@jest/globals'

import { chosenEvent } from '../../web/map/chosen-event.ts'
import { eventsToChoose } from '../../web/map/events-to-choose.ts'
import { problem } from './fakes.ts'

const GALA = { eventId: 'gala', name: 'Gala', createdAt: '2026-06-01T10:00:00.000Z', seatCount: 9 }

test('the events are those that the service lists', async () => {
  const events = await eventsToChoose({ listEvents: async () => ({ events: [GALA] }) })

  expect(chosenEvent(events, null)).toBe('gala')
})

test('when they cannot be listed, there is a map of what was asked for all the same', async () => {
  const events = await eventsToChoose({
    listEvents: async () => Promise.reject(problem(503, 'overloaded')),
  })

  expect(chosenEvent(events, 'gala')).toBe('gala')
  expect(chosenEvent(events, null)).toBe('default')
})
