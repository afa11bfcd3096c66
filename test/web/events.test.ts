import { expect, test } from '@jest/globals'

import type { HoldfastClient, Schemas } from '../../client/src/index.ts'
import { chosenEvent, eventGroups, EventPages, found, optionText } from '../../web/map/events.ts'
import { mapPageTexts } from '../../web/texts/index.ts'
import { problem } from './fakes.ts'
import { GALA } from './messages.ts'

const NOW_MS = Date.parse('2026-06-01T10:00:00.000Z')

type ListedEvent = Schemas['EventSummary']

/** A service with these events, in pages of two. */
function listerOf(all: readonly ListedEvent[]) {
  const queries: object[] = []
  const listEvents: HoldfastClient['listEvents'] = async (query) => {
    queries.push({ ...query })
    const { from, order, cursor = '0' } = query ?? {}
    const listed = all.filter(({ startsAt }) => !from || (startsAt ?? '') >= from)
    if (order === 'startsAt')
      listed.sort((a, b) => (a.startsAt ?? '').localeCompare(b.startsAt ?? ''))
    const end = Number(cursor) + 2
    const events = listed.slice(Number(cursor), end)
    return { events, ...(end < listed.length && { nextCursor: String(end) }) }
  }
  return { listEvents, queries }
}

const eventOn = (eventId: string, startsAt?: string): ListedEvent => ({
  ...GALA,
  eventId,
  name: 'Hamlet',
  ...(startsAt !== undefined && { startsAt, timeZone: 'UTC' }),
})

test('the list has the events that have not begun first, and all events in the end', async () => {
  const past = Array.from({ length: 5 }, (_, day) =>
    eventOn(`p${day}`, `2026-05-0${day + 1}T19:00:00.000Z`),
  )
  const next = [3, 1, 2].map((day) => eventOn(`n${day}`, `2026-06-0${day + 1}T19:00:00.000Z`))
  const pages = new EventPages(listerOf([...past, eventOn('undated'), ...next]), NOW_MS)

  await pages.readMore()
  expect(pages.events.map(({ eventId }) => eventId)).toEqual(['n1', 'n2'])
  while (pages.hasMore) await pages.readMore()

  expect(
    eventGroups(pages.events, mapPageTexts('en'), NOW_MS).map(({ name, options }) => [
      name,
      options.map(({ eventId }) => eventId),
    ]),
  ).toEqual([
    ['upcoming', ['n1', 'n2', 'n3']],
    ['undated', ['undated']],
    ['past', ['p4', 'p3', 'p2', 'p1', 'p0']],
  ])
})

test('a short list is complete at once', async () => {
  const { listEvents, queries } = listerOf([eventOn('a'), eventOn('b')])
  const pages = new EventPages({ listEvents }, NOW_MS)
  await pages.readMore()

  expect(pages.hasMore).toBe(false)
  expect(queries).toHaveLength(2)
})

test('a page that cannot be read can be tried again', async () => {
  const { listEvents } = listerOf([eventOn('a')])
  let failures = 1
  const pages = new EventPages({
    listEvents: async (...args) =>
      failures-- > 0 ? Promise.reject(problem(503, 'overloaded')) : listEvents(...args),
  })

  expect(await pages.readMore()).toBe(false)
  expect(chosenEvent(pages.events, 'gala')).toBe('gala')
  expect(chosenEvent(pages.events, null)).toBe('default')
  expect(await pages.readMore()).toBe(true)
  expect(pages.events).toHaveLength(1)
})

test('events of the same name differ by their time, or else by their id', () => {
  const events = [
    eventOn('h1', '2026-06-05T19:00:00.000Z'),
    eventOn('h2', '2026-06-06T19:00:00.000Z'),
    eventOn('h3', '2026-06-06T19:00:00.000Z'),
  ]
  const texts = eventGroups(events, mapPageTexts('en-GB'), NOW_MS).flatMap(({ options }) =>
    options.map(({ text }) => text),
  )

  expect(texts[0]).toMatch(/^Hamlet · 5 Jun 2026, 19:00 UTC$/)
  expect(texts.slice(1).map((text) => text.slice(-5))).toEqual([' · h2', ' · h3'])
})

test('the search finds events by words of name, date and id, in any order', () => {
  const events = [eventOn('h1', '2026-06-05T19:00:00.000Z'), eventOn('gala', undefined)]
  const groups = eventGroups(events, mapPageTexts('en-GB'), NOW_MS)
  const idsFor = (query: string) =>
    found(groups, query).flatMap(({ options }) => options.map(({ eventId }) => eventId))

  expect(idsFor('')).toEqual(['h1', 'gala'])
  expect(idsFor('jun hamlet')).toEqual(['h1'])
  expect(idsFor('GALA')).toEqual(['gala'])
  expect(idsFor('opera')).toEqual([])
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
  [{ startsAt: '2026-06-01T09:00:00.000Z', timeZone: 'UTC' }, /^Gala · .*2026.* · has begun$/],
  [{ status: 'cancelled' }, /^Gala · cancelled$/],
  [{ saleOpensAt: '2026-06-01T10:00:01.000Z' }, /^Gala · not yet on sale$/],
  [
    { startsAt: '2026-12-24T19:00:00.000Z', timeZone: 'Asia/Tokyo' },
    /^Gala · .*25.*2026.* GMT\+9$/,
  ],
] as const)('an event with %j is listed as %s', (over, text) => {
  expect(optionText({ ...GALA, ...over }, mapPageTexts('en'), NOW_MS)).toMatch(text)
})
