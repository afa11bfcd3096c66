import { expect, test } from '@jest/globals'

import { MINUTE_MS, UseCaseFixture } from '../drivers/use-case-fixture.ts'

const office = new UseCaseFixture({ seatsMax: 30 })

test('all seats of a hold expire in one change, even if they do not fit into one batch', async () => {
  const seatIds = Array.from({ length: 330 }, (_, i) => `B-${i}`)
  office.seats.addSeats('gala', seatIds)
  const holds = Array.from({ length: 11 }, (_, i) => seatIds.slice(i * 30, (i + 1) * 30))
  for (const [i, ofHold] of holds.entries()) await office.hold(`h-${i}`, ofHold)
  const version = (await office.seats.findHold('h-0'))?.version
  office.clock.advance(10 * MINUTE_MS + 1)

  await office.useCases.expireHolds.execute({ requestId: 'sweep' })

  const history = await office.seats.history({ eventId: 'gala', limit: 1_000 })
  const expired = history.filter(({ action }) => action === 'expired')
  const changes = Map.groupBy(expired, ({ revision }) => revision)
  expect(Array.from(changes.values(), (seats) => seats.length)).toEqual(holds.map(() => 30))
  // A seller who has read the hold before can still confirm it.
  expect((await office.seats.findHold('h-0'))?.version).toBe(version)
})
