import { InMemorySeatRepository } from '../../../src/adapters/memory/in-memory-seat-repository.ts'
import { requestMemoryContract } from '../../contracts/request-memory.contract.ts'
import { seatHistoryContract } from '../../contracts/seat-history.contract.ts'
import { seatRepositoryContract } from '../../contracts/seat-repository.contract.ts'

const open = async () => ({ repository: new InMemorySeatRepository() })

seatRepositoryContract('InMemorySeatRepository', open)
seatHistoryContract('InMemorySeatRepository', open)
requestMemoryContract('InMemorySeatRepository', open)
