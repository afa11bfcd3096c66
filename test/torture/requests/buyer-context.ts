import { ADMIN_KEY } from '../../drivers/retrying-client.ts'
import type { AccessKeys } from '../access-keys.ts'
import type { Hall } from '../hall.ts'
import type { Sent } from '../journal.ts'
import type { Random } from '../random.ts'
import type { Message, Sender } from '../sender.ts'

export { ADMIN_KEY }

/** What a request is made from. */
export interface BuyerContext {
  readonly sender: Sender
  readonly random: Random
  readonly hall: Hall
  readonly keys: AccessKeys
}

/** Sends one request of its kind. Does nothing if there is no hold or booking to send it for. */
export type SendRequest = (context: BuyerContext) => Promise<void>

export const eventPath = ({ eventId }: Hall) => `/api/events/${eventId}`

/** Sends a request that changes seats of the hall, and counts the changes of the seats. */
export async function change(
  { sender, hall }: BuyerContext,
  message: Message,
  seatIds: readonly string[] = [],
): Promise<Sent> {
  const sent = await sender.send({ eventId: hall.eventId, ...message })
  if (sent.outcome !== 'refused') hall.countChanges(sent.body.seatIds ?? seatIds)
  return sent
}
