import { until } from '../../../tools/until.ts'
import type { AccessKey } from '../access-keys.ts'
import type { Address } from '../sender.ts'
import type { StoredState } from './stored-state.ts'

/** Access keys that are not stored or not admitted although they are valid, or the other way round. */
export async function wrongKeys(
  state: StoredState,
  instances: readonly Address[],
  keys: readonly AccessKey[],
): Promise<string[]> {
  // A deletion without an answer may have been carried out.
  const known = keys.filter(({ isDeleted, isDeleting }) => isDeleted === isDeleting)
  const names = await state.readKeyNames()
  const ofStore = known
    .filter(({ name, isDeleted }) => names.has(name) === isDeleted)
    .map(({ name, isDeleted }) => `${isDeleted ? 'deleted' : 'valid'} key ${name}: wrongly listed`)
  const ofInstances = await Promise.all(
    instances.flatMap((instance) => known.map((key) => wronglyAnswered(instance, key))),
  )
  return [...ofStore, ...ofInstances.flat()]
}

async function wronglyAnswered(
  { name: instance, url }: Address,
  { name, secret, isDeleted }: AccessKey,
): Promise<string[]> {
  const headers = { Authorization: `Bearer ${secret}` }
  const status = await until(async () => {
    const response = await fetch(`${url}/api/events/default/bookings?limit=1`, { headers })
    await response.text()
    return response.status !== 503 && response.status
  })
  if (status === (isDeleted ? 403 : 200)) return []
  return [`${isDeleted ? 'deleted' : 'valid'} key ${name}: ${instance} answered ${status}`]
}
