import { expect, test } from '@jest/globals'

import { InMemorySeatRepository } from '../../src/adapters/memory/in-memory-seat-repository.ts'
import { DeleteOldHistory } from '../../src/application/commands/delete-old-history.ts'
import { FakeClock } from '../fakes/fake-clock.ts'
import { bookedSeat, seatChange } from '../builders/seat-change.ts'

const DAY_MS = 24 * 3_600_000
const OLD = 2_500

test('deletes all history that is older than it is kept, however much, and no younger entry', async () => {
  const history = new InMemorySeatRepository()
  const clock = new FakeClock()
  const deleteOldHistory = new DeleteOldHistory({ history, clock }, { keptMs: DAY_MS })
  const book = async (id: string) => {
    history.addSeats('gala', [id])
    const cause = { actor: 'public', requestId: 'r', at: clock.now() }
    await history.save(seatChange([bookedSeat(id, 1, id)], { cause }))
  }
  const seatIds = async () => {
    const entries = await history.history({ eventId: 'gala', limit: OLD + 2 })
    return entries.map(({ seatId }) => seatId)
  }
  for (let i = 0; i < OLD; i++) await book(`old ${i}`)
  clock.advance(1)
  await book('young')
  await book('latest')

  clock.advance(DAY_MS - 1)
  await deleteOldHistory.execute()
  expect(await seatIds()).toHaveLength(OLD + 2)

  clock.advance(1)
  await deleteOldHistory.execute()
  expect(await seatIds()).toEqual(['young', 'latest'])
})
