import type { HoldfastClient } from '../../client/src/index.ts'

type Lister = Pick<HoldfastClient, 'listEvents'>
type Listed = Awaited<ReturnType<Lister['listEvents']>>['events']

/** The events that a visitor may choose from: none when they cannot be had, since one hall can be shown without them. */
export async function eventsToChoose(client: Lister): Promise<Listed> {
  try {
    return (await client.listEvents({ limit: 200 })).events
  } catch {
    // The map, which asks the same service, says what is wrong, and offers to try again.
    return []
  }
}
