import { until } from '../../../tools/until.ts'
import type { AccessKey } from '../access-keys.ts'
import type { Sender } from '../sender.ts'
import type { Fault } from './fault.ts'
import { bookSpareSeat, spareSeats } from './spare-seats.ts'

/** The clients of each instance that use the key. */
const SELLERS = 4

const SEATS = 500

/**
 * An access key is deleted while clients of all instances book with it, and replaced by another one. `AccessKey` reports
 * an instance that admits the deleted key after it has refused it.
 */
export const keyDeleted: Fault = {
  name: 'an access key is deleted while requests use it, and replaced',
  run: async ({ instances }, { violations, sender, random, keys }) => {
    const key = await until(() => keys.create(sender))
    const seats = spareSeats(random, SEATS)
    const sell = (client: Sender, accessKey: AccessKey) =>
      bookSpareSeat(client, random.pick(seats) ?? '', { bearer: accessKey.secret, accessKey })
    let inFlight = 0
    let isOver = false
    const isEverywhere = (isKnownBy: (instance: string) => boolean) =>
      instances.every(({ name }) => isKnownBy(name))
    const clients = instances.flatMap((instance) =>
      Array.from({ length: SELLERS }, () => sender.at(instance)),
    )
    const selling = clients.map(async (client) => {
      while (!isOver) {
        inFlight++
        await sell(client, key)
        inFlight--
      }
    })
    await until(() => isEverywhere((name) => key.isAdmittedBy(name)))
    const hit = inFlight
    while (!key.isDeleted) await keys.delete(key, sender)
    await until(() => isEverywhere((name) => key.isRefusedBy(name))).catch(() => {
      violations.push(`the deleted access key ${key.name} is still admitted`)
    })
    isOver = true
    await Promise.all(selling)
    for (const client of clients) await sell(client, key)

    const next = await until(() => keys.create(sender))
    for (const instance of instances) {
      await until(async () => {
        await sell(sender.at(instance), next)
        return next.isAdmittedBy(instance.name)
      })
    }
    keys.share(next)
    return hit
  },
}
