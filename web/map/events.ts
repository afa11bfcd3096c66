import type { HoldfastClient } from '../../client/src/index.ts'
import { dateText } from '../dates.ts'
import { saleStateAt } from '../seat-map/live/event-sale.ts'
import type { MapPageTexts } from '../texts/index.ts'

type EventLister = Pick<HoldfastClient, 'listEvents'>
type Query = NonNullable<Parameters<EventLister['listEvents']>[0]>
type ListedEvent = Awaited<ReturnType<EventLister['listEvents']>>['events'][number]

/** The events that are shown by default, in order of preference. */
const DEFAULT_EVENTS = ['demo', 'default']
const PAGE_LIMIT = 200

/** Reads the events page by page: first those that have not begun, by their start, then all others. */
export class EventPages {
  readonly #client: EventLister
  readonly #events = new Map<string, ListedEvent>()
  /** The lists that are still to be read. */
  #queries: readonly Query[]

  constructor(client: EventLister, nowMs = Date.now()) {
    this.#client = client
    this.#queries = [
      { order: 'startsAt', from: new Date(nowMs).toISOString(), limit: PAGE_LIMIT },
      { order: 'createdAt', limit: PAGE_LIMIT },
    ]
  }

  get events(): readonly ListedEvent[] {
    return [...this.#events.values()]
  }

  get hasMore(): boolean {
    return this.#queries.length > 0
  }

  /**
   * Reads another page. At the end of a list, also the first page of the next one.
   * @returns whether it was read; the page works without the list
   */
  async readMore(): Promise<boolean> {
    const [query, ...rest] = this.#queries
    if (!query) return true
    try {
      const { events, nextCursor } = await this.#client.listEvents(query)
      for (const event of events) this.#events.set(event.eventId, event)
      this.#queries = nextCursor === undefined ? rest : [{ ...query, cursor: nextCursor }, ...rest]
      return nextCursor === undefined ? await this.readMore() : true
    } catch {
      // The seat map uses the same service, shows the error, and offers a retry.
      return false
    }
  }
}

/** The id of the event to show. A requested event is shown even if it is not in the list. */
export function chosenEvent(
  events: readonly { readonly eventId: string }[],
  requested: string | null,
): string {
  if (requested !== null) return requested
  const ids = events.map(({ eventId }) => eventId)
  return DEFAULT_EVENTS.find((id) => ids.includes(id)) ?? ids[0] ?? 'default'
}

export interface EventOption {
  readonly eventId: string
  readonly text: string
}

export interface EventGroup {
  readonly name: 'upcoming' | 'undated' | 'past'
  readonly options: readonly EventOption[]
}

/** The events to choose from: the next one first, and the last of the past events first. */
export function eventGroups(
  events: readonly ListedEvent[],
  texts: MapPageTexts,
  nowMs = Date.now(),
): EventGroup[] {
  const startOf = ({ startsAt }: ListedEvent) => Date.parse(startsAt ?? '')
  const byStart = events.toSorted((a, b) => startOf(a) - startOf(b))
  const groups = {
    upcoming: byStart.filter((event) => startOf(event) >= nowMs),
    undated: events.filter(({ startsAt }) => startsAt === undefined),
    past: byStart.filter((event) => startOf(event) < nowMs).toReversed(),
  } as const
  const all = events.map((event) => optionText(event, texts, nowMs))
  const isTwice = (text: string) => all.indexOf(text) !== all.lastIndexOf(text)
  return Object.entries(groups).map(([name, members]) => ({
    name: name as EventGroup['name'],
    options: members.map((event) => {
      const text = optionText(event, texts, nowMs)
      return { eventId: event.eventId, text: isTwice(text) ? `${text} · ${event.eventId}` : text }
    }),
  }))
}

/** The options that have every word of the query, in groups that have any. */
export function found(groups: readonly EventGroup[], query: string): EventGroup[] {
  const words = query.toLowerCase().split(/\s+/)
  const fits = ({ eventId, text }: EventOption) =>
    words.every((word) => `${text} ${eventId}`.toLowerCase().includes(word))
  return groups
    .map(({ name, options }) => ({ name, options: options.filter(fits) }))
    .filter(({ options }) => options.length > 0)
}

/** The name of an event, when it starts at the venue, and whether it is on sale or has begun. */
export function optionText(event: ListedEvent, texts: MapPageTexts, nowMs = Date.now()): string {
  const { name, startsAt, timeZone, status } = event
  const { locale } = texts
  const when = startsAt === undefined ? '' : dateText(startsAt, timeZone, { isShort: true, locale })
  const hasBegun = startsAt !== undefined && Date.parse(startsAt) < nowMs && status === 'on-sale'
  const state = hasBegun ? texts.begun : texts.state[saleStateAt(event, nowMs)]
  return texts.option(name, when, state)
}
