import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import { describe, expect, test } from '@jest/globals'

import type { HistoryEntry } from '../../bench/rig/admin-client.ts'
import { BookedSeatsAudit, HistoryAudit } from '../../bench/rig/sales-audit.ts'

const BOOKED = { revision: 1, seatId: '1', action: 'booked', bookingId: 'a' }
const HELD = { revision: 2, seatId: '2', action: 'held', holdId: 'h' }
const CONFIRMED = { revision: 3, seatId: '2', action: 'confirmed', holdId: 'h', bookingId: 'b' }

/** Answers each request with the next of the given answers. */
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

describe('the sales audit of this service', () => {
  const page = (...entries: HistoryEntry[]) => ({ entries })

  test('reports nothing when the history matches the answers', async () => {
    await answering([page(BOOKED, HELD, CONFIRMED)], async (url) => {
      const grants = [
        { seatId: '1', bookingId: 'a' },
        { seatIds: ['2'], holdId: 'h' },
        { seatIds: ['2'], holdId: 'h', bookingId: 'b' },
      ]
      expect(await new HistoryAudit(url).check('e', grants)).toEqual([])
    })
  })

  test('reports a seat that was booked twice, within a run or across runs', async () => {
    const again = { ...BOOKED, revision: 4, bookingId: 'c' }
    await answering([page(BOOKED), page(BOOKED, again)], async (url) => {
      const audit = new HistoryAudit(url)

      expect(await audit.check('e', [])).toEqual([])
      expect(await audit.check('e', [])).toEqual(['1 seats were sold twice: 1'])
    })
  })

  test('accepts a second sale after the booking itself was cancelled', async () => {
    const cancelled = { ...BOOKED, revision: 2, action: 'cancelled' }
    const again = { ...BOOKED, revision: 3, bookingId: 'b' }
    const grants = [
      { seatId: '1', bookingId: 'a' },
      { seatId: '1', bookingId: 'b' },
    ]
    await answering([page(BOOKED, cancelled, again)], async (url) => {
      expect(await new HistoryAudit(url).check('e', grants)).toEqual([])
    })
    await answering([page(BOOKED, { ...cancelled, bookingId: 'b' }, again)], async (url) => {
      expect(await new HistoryAudit(url).check('e', grants)).toEqual(['1 seats were sold twice: 1'])
    })
  })

  test('reports a hold on a held seat, and a confirmation by another hold', async () => {
    const theirs = { ...CONFIRMED, holdId: 'other' }
    await answering([page(HELD, { ...HELD, holdId: 'i' }, theirs)], async (url) => {
      expect(await new HistoryAudit(url).check('e', [])).toEqual(['2 seats were sold twice: 2, 2'])
    })
  })

  test('reports a granted booking that is missing from the history', async () => {
    await answering([page(BOOKED)], async (url) => {
      const grants = [{ seatId: '1', bookingId: 'another' }]

      expect(await new HistoryAudit(url).check('e', grants)).toEqual([
        '1 seats were granted but lost: 1',
      ])
    })
  })

  test('reports bookings without an answer', async () => {
    const entries = Array.from({ length: 65 }, (_, n) => ({
      ...BOOKED,
      revision: n,
      seatId: String(n),
    }))
    await answering([page(...entries)], async (url) => {
      expect(await new HistoryAudit(url).check('e', [])).toEqual([
        '65 changes were made without an answer',
      ])
    })
    await answering([page(...entries)], async (url) => {
      expect(await new HistoryAudit(url).check('e', [], 65)).toEqual([])
    })
  })
})

describe('the sales audit of a peer', () => {
  test('reports a seat that was granted twice, and a granted seat that is not booked', async () => {
    await answering(
      [
        ['1', '2'],
        ['1', '2'],
      ],
      async (url) => {
        const audit = new BookedSeatsAudit(url)

        expect(await audit.check('e', [{ seatId: '1' }])).toEqual([])
        expect(await audit.check('e', [{ seatId: '1' }, { seatId: '3' }])).toEqual([
          '1 seats were sold twice: 1',
          '1 seats were granted but lost: 3',
        ])
      },
    )
  })
})
