import { expect, test } from '@jest/globals'

import { chosenEvent, listedEvents } from '../../web/map/events.ts'
import { problem } from './fakes.ts'

const GALA = {
  eventId: 'gala',
  version: 1,
  planVersion: 1,
  name: 'Gala',
  status: 'on-sale',
  createdAt: '2026-06-01T10:00:00.000Z',
  seatCount: 9,
} as const

test('the page lists the events of the service', async () => {
  const events = await listedEvents({ listEvents: async () => ({ events: [GALA] }) })

  expect(chosenEvent(events, null)).toBe('gala')
})

test('the page shows the requested event even if the list fails', async () => {
  const events = await listedEvents({
    listEvents: async () => Promise.reject(problem(503, 'overloaded')),
  })

  expect(chosenEvent(events, 'gala')).toBe('gala')
  expect(chosenEvent(events, null)).toBe('default')
})

test.each([
  [['default', 'demo', 'gala'], null, 'demo'],
  [['default', 'gala'], null, 'default'],
  [['gala'], null, 'gala'],
  [[], null, 'default'],
  [['default', 'demo'], 'gala', 'gala'],
])('of the events %j, with %s requested, the page shows %s', (ids, requested, shown) => {
  const events = ids.map((eventId) => ({ eventId }))

  expect(chosenEvent(events, requested)).toBe(shown)
})
