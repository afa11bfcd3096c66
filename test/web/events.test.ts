import { expect, test } from '@jest/globals'

import { chosenEvent, listedEvents, optionText } from '../../web/map/events.ts'
import { mapPageTexts } from '../../web/texts/index.ts'
import { problem } from './fakes.ts'
import { GALA } from './messages.ts'

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

test.each([
  [{}, /^Gala$/],
  [{ status: 'cancelled' }, /^Gala · cancelled$/],
  [{ saleOpensAt: '2026-06-01T10:00:01.000Z' }, /^Gala · not yet on sale$/],
  [
    { startsAt: '2026-12-24T19:00:00.000Z', timeZone: 'Asia/Tokyo' },
    /^Gala · .*25.*2026.* GMT\+9$/,
  ],
] as const)('an event with %j is listed as %s', (over, text) => {
  const nowMs = Date.parse('2026-06-01T10:00:00.000Z')
  expect(optionText({ ...GALA, ...over }, mapPageTexts('en'), nowMs)).toMatch(text)
})
