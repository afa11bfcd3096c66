import { InMemorySeatRepository } from '../../../src/adapters/memory/in-memory-seat-repository.ts'
import { seatRepositoryContract } from '../../contracts/seat-repository.contract.ts'

seatRepositoryContract('InMemorySeatRepository', async (events) => ({
  repository: new InMemorySeatRepository(events),
}))
