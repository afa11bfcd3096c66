import { InProcessSeatFeed } from '../../../src/adapters/memory/in-process-seat-feed.ts'
import { seatFeedContract } from '../../contracts/seat-feed.contract.ts'

seatFeedContract('InProcessSeatFeed', async () => {
  const feed = new InProcessSeatFeed()
  return { feed, other: feed }
})
