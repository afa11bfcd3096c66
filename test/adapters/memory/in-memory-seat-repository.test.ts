import { InMemoryEventRepository } from '../../../src/adapters/memory/in-memory-event-repository.ts'
import { InMemoryKeyRepository } from '../../../src/adapters/memory/in-memory-key-repository.ts'
import { InMemorySeatRepository } from '../../../src/adapters/memory/in-memory-seat-repository.ts'
import { InMemoryWebhookRepository } from '../../../src/adapters/memory/in-memory-webhook-repository.ts'
import { bookedSeatsContract } from '../../contracts/booked-seats.contract.ts'
import { bookingRepositoryContract } from '../../contracts/booking-repository.contract.ts'
import { clientSeatsContract } from '../../contracts/client-seats.contract.ts'
import { eventDeletionContract } from '../../contracts/event-deletion.contract.ts'
import { eventHistoryContract } from '../../contracts/event-history.contract.ts'
import { eventRepositoryContract } from '../../contracts/event-repository.contract.ts'
import { expiredSeatsContract } from '../../contracts/expired-seats.contract.ts'
import { historyRetentionContract } from '../../contracts/history-retention.contract.ts'
import { holdRepositoryContract } from '../../contracts/hold-repository.contract.ts'
import { keyRepositoryContract } from '../../contracts/key-repository.contract.ts'
import { planReplacementContract } from '../../contracts/plan-replacement.contract.ts'
import { requestRetentionContract } from '../../contracts/request-retention.contract.ts'
import { seatChangesContract } from '../../contracts/seat-changes.contract.ts'
import { seatHistoryContract } from '../../contracts/seat-history.contract.ts'
import { seatRepositoryContract } from '../../contracts/seat-repository.contract.ts'
import { webhookRepositoryContract } from '../../contracts/webhook-repository.contract.ts'

const open = async () => {
  const repository = new InMemorySeatRepository()
  return { repository, events: new InMemoryEventRepository(repository) }
}

seatRepositoryContract('InMemorySeatRepository', open)
holdRepositoryContract('InMemorySeatRepository', open)
bookingRepositoryContract('InMemorySeatRepository', open)
bookedSeatsContract('InMemorySeatRepository', open)
seatChangesContract('InMemorySeatRepository', open)
clientSeatsContract('InMemorySeatRepository', open)
expiredSeatsContract('InMemorySeatRepository', open)
seatHistoryContract('InMemorySeatRepository', open)
requestRetentionContract('InMemorySeatRepository', open)
historyRetentionContract('InMemorySeatRepository', open)
eventRepositoryContract('InMemoryEventRepository', open)
planReplacementContract('InMemoryEventRepository', open)
eventHistoryContract('InMemoryEventRepository', open)
keyRepositoryContract('InMemoryKeyRepository', async () => ({ keys: new InMemoryKeyRepository() }))
const openWithWebhooks = async () => {
  const { repository, events } = await open()
  return { repository, events, webhooks: new InMemoryWebhookRepository(repository) }
}
webhookRepositoryContract('InMemoryWebhookRepository', openWithWebhooks)
eventDeletionContract('InMemoryEventRepository', async () => ({
  ...(await openWithWebhooks()),
  countRows: async () => ({}),
}))
