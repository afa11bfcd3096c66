import type { HoldfastClient } from '../../client/src/index.ts'
import { dateText } from '../dates.ts'
import { saleStateAt } from '../seat-map/live/event-sale.ts'
import type { MapPageTexts } from '../texts/index.ts'

type EventLister = Pick<HoldfastClient, 'listEvents'>
type Events = Awaited<ReturnType<EventLister['listEvents']>>['events']

/** The events that are shown by default, in order of preference. */
const DEFAULT_EVENTS = ['demo', 'default']

/**
 * Lists the events to choose from. Empty if the request fails, because the page can show one event without the list.
 */
export async function listedEvents(client: EventLister): Promise<Events> {
  try {
    return (await client.listEvents({ limit: 200 })).events
  } catch {
    // The seat map uses the same service, shows the error, and offers a retry.
    return []
  }
}

/** The id of the event to show. A requested event is shown even if it is not in the list, which has one page only. */
export function chosenEvent(
  events: readonly { readonly eventId: string }[],
  requested: string | null,
): string {
  if (requested !== null) return requested
  const ids = events.map(({ eventId }) => eventId)
  return DEFAULT_EVENTS.find((id) => ids.includes(id)) ?? ids[0] ?? 'default'
}

/** The name of an event, when it starts at the venue, and whether it is on sale. */
export function optionText(event: Events[number], texts: MapPageTexts, nowMs = Date.now()): string {
  const { name, startsAt, timeZone } = event
  const { locale } = texts
  const when = startsAt === undefined ? '' : dateText(startsAt, timeZone, { isShort: true, locale })
  return texts.option(name, when, texts.state[saleStateAt(event, nowMs)])
}
