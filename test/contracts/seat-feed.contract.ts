import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'

import type { SeatFeedPort } from '../../src/application/ports/seat-feed.port.ts'
import { until } from '../../tools/until.ts'

export interface FeedUnderTest {
  readonly feed: SeatFeedPort
  /** The feed of another process, or the same feed if there is no other process. */
  readonly other: SeatFeedPort
  readonly close?: () => Promise<void>
}

const ODD = `Ä 座 {*} "',\\ %00`

/** What every `SeatFeedPort` promises. */
export function seatFeedContract(name: string, open: () => Promise<FeedUnderTest>): void {
  describe(name, () => {
    let subject: FeedUnderTest
    beforeEach(async () => {
      subject = await open()
    })
    afterEach(async () => {
      await subject.close?.()
    })

    /** Listens, and counts the notifications. */
    const listen = (eventId: string, feed = subject.feed) => {
      const heard = { eventId, count: 0 }
      const end = feed.listen(eventId, () => {
        heard.count++
      })
      return Object.assign(heard, { end })
    }
    type Heard = ReturnType<typeof listen>

    /** Announces until the first notification: a new subscription may take a moment to begin. */
    const hears = async (heard: Heard, from: SeatFeedPort) => {
      const before = heard.count
      await until(() => {
        from.announce(heard.eventId)
        return heard.count > before
      })
    }

    test('notifies of an announcement in this process before it returns', () => {
      const heard = listen('gala')
      subject.feed.announce('gala')
      expect(heard.count).toBe(1)

      subject.feed.announce('gala')
      expect(heard.count).toBe(2)
    })

    test('notifies of all announcements in this process, until the subscription ends', () => {
      const heard: string[] = []
      const end = subject.feed.listenToAll((eventId) => heard.push(eventId))
      for (const eventId of ['gala', ODD, 'gala']) subject.feed.announce(eventId)
      expect(heard).toEqual(['gala', ODD, 'gala'])

      end()
      subject.feed.announce('gala')
      expect(heard).toHaveLength(3)
    })

    test.each(['gala', 'default', ODD])(
      'notifies of an announcement by another instance, in %s',
      async (eventId) => {
        const heard = listen(eventId)
        await hears(heard, subject.other)
        await hears(heard, subject.other)
      },
    )

    test('notifies all listeners on all instances of each announcement', async () => {
      const all = [listen('gala'), listen('gala'), listen('gala', subject.other)]
      for (const heard of all) await hears(heard, subject.other)
      for (const heard of all) await hears(heard, subject.feed)
    })

    test('combines many announcements, and notifies after the last one', async () => {
      const heard = listen('gala')
      await hears(heard, subject.other)
      for (let change = 0; change < 1_000; change++) subject.other.announce('gala')
      await hears(heard, subject.other)
    })

    test('notifies only the listeners of the event', async () => {
      const gala = listen('gala')
      const others = ['ga*a', 'gal', 'gala:1', '{gala}'].map((eventId) => listen(eventId))
      for (const heard of others) await hears(heard, subject.other)
      const before = gala.count
      for (const heard of others) await hears(heard, subject.other)
      for (const { eventId } of others) subject.feed.announce(eventId)

      expect(gala.count).toBe(before)
    })

    test('does not notify a listener that has ended, and notifies the others', async () => {
      const listener = { count: 0 }
      const onChange = () => {
        listener.count++
      }
      const ends = [subject.feed.listen('gala', onChange), subject.feed.listen('gala', onChange)]
      const other = listen('gala')
      await hears(other, subject.other)
      ends[0]?.()
      ends[0]?.()
      const before = listener.count
      subject.feed.announce('gala')
      expect(listener.count).toBe(before + 1)

      ends[1]?.()
      const atEnd = listener.count
      await hears(other, subject.other)
      expect(listener.count).toBe(atEnd)
    })

    test('notifies a listener that has ended and listens again', async () => {
      for (let time = 0; time < 3; time++) {
        const heard = listen('gala')
        await hears(heard, subject.other)
        heard.end()
      }
    })

    test('accepts announcements without listeners', () => {
      expect(() => {
        subject.feed.announce('gala')
      }).not.toThrow()
    })
  })
}
