import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import { describe, expect, test } from '@jest/globals'

import { BookedLedger, HistoryLedger } from '../../bench/rig/sales-audit.ts'
import type { HistoryEntry } from '../../bench/rig/admin-client.ts'

const BOOKED = { revision: 1, seatId: '1', action: 'booked', bookingId: 'a' }
const HELD = { revision: 2, seatId: '2', action: 'held', holdId: 'h' }
const CONFIRMED = { revision: 3, seatId: '2', action: 'confirmed', holdId: 'h', bookingId: 'b' }

/** Answers every request with what it is given, one answer after the other. */
async function answering(answers: readonly object[], work: (url: string) => Promise<void>) {
  const rest = [...answers]
  const server = createServer((_req, res) => res.end(JSON.stringify(rest.shift()))).listen(0)
  await once(server, 'listening')
  try {
    await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  } finally {
    server.close()
    server.closeAllConnections()
  }
}

describe('the ledger of this service', () => {
  const page = (...entries: HistoryEntry[]) => ({ entries })

  test('has nothing to say when the history fits the answers', async () => {
    await answering([page(BOOKED, HELD, CONFIRMED)], async (url) => {
      const grants = [
        { seatId: '1', bookingId: 'a' },
        { seatIds: ['2'], holdId: 'h' },
        { seatIds: ['2'], holdId: 'h', bookingId: 'b' },
      ]
      expect(await new HistoryLedger(url).check('e', grants)).toEqual([])
    })
  })

  test('finds a seat that was booked twice, in one run or in two', async () => {
    const again = { ...BOOKED, revision: 4, bookingId: 'c' }
    await answering([page(BOOKED), page(BOOKED, again)], async (url) => {
      const ledger = new HistoryLedger(url)

      expect(await ledger.check('e', [])).toEqual([])
      expect(await ledger.check('e', [])).toEqual(['1 seats were given to two: 1'])
    })
  })

  test('lets a seat be sold again once its booking is cancelled, by the one who had it', async () => {
    const cancelled = { ...BOOKED, revision: 2, action: 'cancelled' }
    const again = { ...BOOKED, revision: 3, bookingId: 'b' }
    const grants = [
      { seatId: '1', bookingId: 'a' },
      { seatId: '1', bookingId: 'b' },
    ]
    await answering([page(BOOKED, cancelled, again)], async (url) => {
      expect(await new HistoryLedger(url).check('e', grants)).toEqual([])
    })
    await answering([page(BOOKED, { ...cancelled, bookingId: 'b' }, again)], async (url) => {
      expect(await new HistoryLedger(url).check('e', grants)).toEqual([
        '1 seats were given to two: 1',
      ])
    })
  })

  test("finds a hold on another's seat, and one that is confirmed by another", async () => {
    const theirs = { ...CONFIRMED, holdId: 'other' }
    await answering([page(HELD, { ...HELD, holdId: 'i' }, theirs)], async (url) => {
      expect(await new HistoryLedger(url).check('e', [])).toEqual([
        '2 seats were given to two: 2, 2',
      ])
    })
  })

  test('finds an answer that the history does not know', async () => {
    await answering([page(BOOKED)], async (url) => {
      const grants = [{ seatId: '1', bookingId: 'another' }]

      expect(await new HistoryLedger(url).check('e', grants)).toEqual([
        '1 seats were granted and lost: 1',
      ])
    })
  })

  test('finds bookings that nobody was told of', async () => {
    const entries = Array.from({ length: 65 }, (_, n) => ({
      ...BOOKED,
      revision: n,
      seatId: String(n),
    }))
    await answering([page(...entries)], async (url) => {
      expect(await new HistoryLedger(url).check('e', [])).toEqual([
        '65 changes were made that nobody was told of',
      ])
    })
    await answering([page(...entries)], async (url) => {
      expect(await new HistoryLedger(url).check('e', [], 65)).toEqual([])
    })
  })
})

describe('the ledger of a peer', () => {
  test('finds a seat that two were told to have, and one that nobody has', async () => {
    await answering(
      [
        ['1', '2'],
        ['1', '2'],
      ],
      async (url) => {
        const ledger = new BookedLedger(url)

        expect(await ledger.check('e', [{ seatId: '1' }])).toEqual([])
        expect(await ledger.check('e', [{ seatId: '1' }, { seatId: '3' }])).toEqual([
          '1 seats were given to two: 1',
          '1 seats were granted and lost: 3',
        ])
      },
    )
  })
})
