import { sellSeats } from './booking-requests.ts'
import type { SendRequest } from './buyer-context.ts'

export const createKey: SendRequest = async ({ sender, keys }) => {
  const key = keys.isFull ? undefined : await keys.create(sender)
  if (key) keys.share(key)
}

export const deleteKey: SendRequest = async ({ sender, random, keys }) => {
  const key = keys.someToDelete(random)
  if (key) await keys.delete(key, sender)
}

/** The key may be deleted, or be deleted meanwhile. */
export const bookWithKey: SendRequest = async (context) => {
  const accessKey = context.keys.some(context.random)
  if (!accessKey) return
  const bearer = accessKey.secret
  await sellSeats(context, { kind: 'book with an access key', bearer, accessKey })
}
