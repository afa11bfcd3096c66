import { InMemoryEventRepository } from '../../src/adapters/memory/in-memory-event-repository.ts'
import { FakeLock } from '../fakes/fake-lock.ts'
import { FakeSeatRepository } from '../fakes/fake-seat-repository.ts'
import { keptSeatsContract } from './kept-seats.contract.ts'
import { lockContract } from './lock.contract.ts'
import { seatRepositoryContract } from './seat-repository.contract.ts'

// A fake that breaks the promises of its port proves nothing in the tests that use it.

lockContract('FakeLock', async () => {
  const lock = new FakeLock()
  return {
    lock,
    other: lock,
    expire: async () => {
      lock.expireAll()
    },
  }
})

seatRepositoryContract('FakeSeatRepository', async () => {
  const repository = new FakeSeatRepository('', [])
  return { repository, events: new InMemoryEventRepository(repository) }
})

keptSeatsContract('Map', () => new Map())
