import { beforeEach, describe, expect, test } from '@jest/globals'

import { ReadHold } from '../../src/application/queries/read-hold.ts'
import { releaseHold } from '../../src/domain/hold.ts'
import { newHold } from '../builders/seat-change.ts'
import { FakeClock } from '../fakes/fake-clock.ts'

const hold = newHold()
const { id: holdId, tokenDigest } = hold
const ended = releaseHold(newHold({ id: 'h-2', code: hold.code }), hold.heldAt)

let clock: FakeClock
let readHold: ReadHold
beforeEach(() => {
  clock = new FakeClock()
  readHold = new ReadHold({
    holds: {
      findHold: async (id) => (id === holdId ? hold : undefined),
      findHoldsByCode: async ({ code }) => (code === hold.code ? [hold, ended] : []),
    },
    halls: { findHall: async () => undefined },
    summaries: { findSummary: () => undefined },
    clock,
  })
})

describe('ReadHold', () => {
  test('returns the hold and its status to its holder', async () => {
    const query = { holdId, tokenDigest, mayOmitToken: false }
    expect(await readHold.execute(query)).toMatchObject({ hold, status: 'active' })

    clock.advance(hold.expiresAt.getTime() - clock.now().getTime())
    expect(await readHold.execute(query)).toMatchObject({ hold, status: 'expired' })
  })

  test('returns it to a seller without its token', async () => {
    expect(await readHold.execute({ holdId, mayOmitToken: true })).toMatchObject({ hold })
  })

  test.each([
    ['with another token', { holdId, tokenDigest: 'of another token' }],
    ['without a token', { holdId }],
    ['that does not exist', { holdId: 'no-such', tokenDigest }],
  ])('returns nothing for a hold %s', async (_case, query) => {
    expect(await readHold.execute({ ...query, mayOmitToken: false })).toBeUndefined()
  })

  test('finds holds by their code, with their status', async () => {
    expect(await readHold.findByCode('gala', hold.code)).toMatchObject([
      { hold, status: 'active' },
      { hold: ended, status: 'released' },
    ])
    expect(await readHold.findByCode('gala', 'ABCD2345')).toEqual([])
  })
})
