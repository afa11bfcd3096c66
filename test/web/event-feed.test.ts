import { beforeEach, describe, expect, test } from '@jest/globals'

import { type Connection, EventFeed, type News } from '../../web/seat-map/live/event-feed.ts'
import { FakeSource } from './fake-source.ts'

const EMPTY: News = { revision: 7, seats: [] }

let sources: FakeSource[]
let heard: (Connection | ['snapshot' | 'changes', number])[]
let timer: { act: () => void; ms: number } | undefined
let feed: EventFeed

beforeEach(() => {
  sources = []
  heard = []
  timer = undefined
  feed = new EventFeed({
    url: '/stream',
    onSnapshot: ({ revision }) => heard.push(['snapshot', revision]),
    onChanges: ({ revision }) => heard.push(['changes', revision]),
    onConnection: (connection) => heard.push(connection),
    open: () => {
      const source = new FakeSource()
      sources.push(source)
      return source
    },
    setTimer: (act, ms) => (timer = { act, ms }),
    clearTimer: () => {
      timer = undefined
    },
    random: () => 0.999,
  })
  feed.start()
})

const elapse = () => {
  const due = timer
  timer = undefined
  due?.act()
}

describe('a feed', () => {
  test('is live from the first snapshot on', () => {
    sources[0]?.send('snapshot', EMPTY)
    sources[0]?.send('changes', { revision: 8, seats: [] })

    expect(heard).toEqual(['connecting', ['snapshot', 7], 'live', ['changes', 8]])
  })

  test('leaves it to the browser to come back when a connection breaks', () => {
    sources[0]?.send('snapshot', EMPTY)
    sources[0]?.fail(0)
    sources[0]?.send('snapshot', EMPTY)

    expect(sources).toHaveLength(1)
    expect(heard.slice(2)).toEqual(['live', 'reconnecting', ['snapshot', 7], 'live'])
  })

  test('comes back itself when the browser has given up, less and less often', () => {
    const pauses: number[] = []
    for (let times = 0; times < 7; times++) {
      sources.at(-1)?.fail(2)
      pauses.push(Math.round((timer?.ms ?? 0) / 1_000))
      elapse()
    }

    expect(pauses).toEqual([1, 2, 4, 8, 15, 15, 15])
    expect(sources).toHaveLength(8)
    expect(sources.slice(0, 7).every(({ isClosed }) => isClosed)).toBe(true)
  })

  test('is patient again once it has been live', () => {
    sources.at(-1)?.fail(2)
    elapse()
    sources.at(-1)?.fail(2)
    elapse()
    sources.at(-1)?.send('snapshot', EMPTY)
    sources.at(-1)?.fail(2)

    expect(timer?.ms).toBeLessThanOrEqual(1_000)
  })

  test('tries another connection when one is never made', () => {
    elapse()
    expect(heard.at(-1)).toBe('reconnecting')
    elapse()

    expect(sources).toHaveLength(2)
  })

  test('hears nothing more of a connection that was given up', () => {
    feed.restart()
    sources[0]?.fail(2)

    expect(sources).toHaveLength(2)
    expect(sources[0]?.isClosed).toBe(true)
    expect(sources[1]?.isClosed).toBe(false)
  })

  test('stops, and comes back only when it is started', () => {
    feed.stop()
    feed.restart()
    expect(timer).toBeUndefined()
    expect(sources[0]?.isClosed).toBe(true)

    feed.start()
    feed.start()
    expect(sources).toHaveLength(2)
  })
})
