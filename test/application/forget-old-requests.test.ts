import { expect, test } from '@jest/globals'

import { InMemorySeatRepository } from '../../src/adapters/memory/in-memory-seat-repository.ts'
import { ForgetOldRequests } from '../../src/application/commands/forget-old-requests.ts'
import { FakeClock } from '../fakes/fake-clock.ts'
import { bookedSeat, seatChange } from '../builders/seat-change.ts'

const DAY_MS = 24 * 3_600_000
const REQUESTS = 2_500

test('forgets all requests that are older than they are kept, however many, and no younger one', async () => {
  const requests = new InMemorySeatRepository()
  const clock = new FakeClock()
  const forget = new ForgetOldRequests({ requests, clock }, { keptMs: DAY_MS })
  const remember = async (id: string) => {
    requests.addSeats('gala', [id])
    await requests.save(
      seatChange([bookedSeat(id, 1, id)], {
        cause: { actor: 'public', requestId: 'r', at: clock.now() },
        request: { key: id, fingerprint: id, result: '{}' },
      }),
    )
  }
  for (let i = 0; i < REQUESTS; i++) await remember(`old ${i}`)
  clock.advance(1)
  await remember('young')

  clock.advance(DAY_MS - 1)
  await forget.execute()
  expect(await requests.findIdempotencyRecord('gala', 'old 0')).toBeDefined()

  clock.advance(1)
  await forget.execute()
  expect(await requests.findIdempotencyRecord('gala', 'old 0')).toBeUndefined()
  expect(await requests.findIdempotencyRecord('gala', `old ${REQUESTS - 1}`)).toBeUndefined()
  expect(await requests.findIdempotencyRecord('gala', 'young')).toBeDefined()
})
