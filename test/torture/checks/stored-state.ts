import { until } from '../../../tools/until.ts'
import { ADMIN_KEY } from '../../drivers/retrying-client.ts'
import type { AnswerBody } from '../journal.ts'

/** One entry of the history, as it is served. */
export interface StoredEntry {
  readonly revision: number
  readonly seatId?: string
  readonly version?: number
  readonly action: string
  readonly holdId?: string
  readonly bookingId?: string
  readonly actor: string
  readonly requestId: string
}

export interface StoredBooking {
  readonly bookingId: string
  readonly seatIds: readonly string[]
  readonly status: string
  readonly reference?: string
}

/** An event as the service serves it after the restart of its store. */
export interface StoredEvent {
  readonly eventId: string
  readonly name?: string | undefined
  readonly status: string
  /** The seats of the plan and the places of its standing areas. */
  readonly seatIds: readonly string[]
  readonly history: readonly StoredEntry[]
  readonly bookings: readonly StoredBooking[]
}

/** The answer to a reconciliation. */
export type Differences = Required<Pick<AnswerBody, 'missing' | 'unexpected' | 'otherReference'>>

interface Page<Item> {
  readonly [list: string]: readonly Item[] | string | undefined
  readonly nextCursor?: string
}

/** The seats that are not available, and the standing areas. */
export interface SeatMap {
  readonly seats: readonly { readonly seatId: string; readonly status: string }[]
  readonly areas?: readonly {
    readonly areaId: string
    readonly capacity: number
    readonly available: number
  }[]
}

interface ServedEvent {
  readonly name?: string
  readonly status: string
  readonly plan: {
    readonly zones: readonly {
      readonly rows: readonly { readonly seats: readonly { readonly seat_guid: string }[] }[]
      readonly areas?: readonly { readonly area_guid?: string; readonly capacity?: number }[]
    }[]
  }
}

/** Reads everything that is stored, through the API of a service. */
export class StoredState {
  readonly #url: string

  constructor(url: string) {
    this.#url = url
  }

  /** @returns undefined if there is no such event */
  async readEvent(eventId: string): Promise<StoredEvent | undefined> {
    const path = `/api/events/${eventId}`
    const event = await this.#ask<ServedEvent>(path)
    if (!event) return undefined
    const [history, bookings] = await Promise.all([
      this.#list<StoredEntry>(`${path}/history`, 'entries'),
      this.#list<StoredBooking>(`${path}/bookings`, 'bookings'),
    ])
    const { name, status } = event
    return { eventId, name, status, seatIds: seatsOf(event), history, bookings }
  }

  /** Reads the history of an event in pages of this size. */
  readHistory(eventId: string, limit: number): Promise<StoredEntry[]> {
    return this.#list(`/api/events/${eventId}/history`, 'entries', limit)
  }

  async readSeatMap(eventId: string): Promise<SeatMap> {
    return (await this.#ask<SeatMap>(`/api/events/${eventId}/seats`)) ?? { seats: [] }
  }

  /** @returns how these bookings differ from those of the event */
  async reconcile(eventId: string, bookings: readonly object[]): Promise<Differences> {
    const path = `/api/events/${eventId}/reconcile`
    const differences = await this.#ask<Differences>(path, { method: 'POST', body: { bookings } })
    return differences ?? { missing: [], unexpected: [], otherReference: [] }
  }

  /** @returns the names of all access keys in the store */
  async readKeyNames(): Promise<Set<string>> {
    const listed = await this.#ask<{ keys: readonly { name: string }[] }>('/api/keys')
    return new Set(listed?.keys.map(({ name }) => name))
  }

  async #list<Item>(path: string, name: string, limit = 1_000): Promise<Item[]> {
    const items: Item[] = []
    let cursor = ''
    for (;;) {
      const page = await this.#ask<Page<Item>>(`${path}?limit=${limit}${cursor}`)
      items.push(...((page?.[name] ?? []) as readonly Item[]))
      if (page?.nextCursor === undefined) return items
      cursor = `&cursor=${encodeURIComponent(page.nextCursor)}`
    }
  }

  async #ask<Body>(
    path: string,
    { method, body }: { readonly method: string; readonly body?: object } = { method: 'GET' },
  ): Promise<Body | undefined> {
    const headers = {
      Authorization: `Bearer ${ADMIN_KEY}`,
      ...(body && { 'Content-Type': 'application/json' }),
    }
    const text = body && JSON.stringify(body)
    const response = await until(async () => {
      const answer = await fetch(this.#url + path, { method, headers, ...(text && { body: text }) })
      return answer.status !== 503 && answer
    })
    if (response.status === 404) return undefined
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    return (await response.json()) as Body
  }
}

/** The seats that are booked, by the bookings, or blocked, by the history. */
export function takenSeats({ bookings, history }: StoredEvent): Map<string, 'blocked' | 'booked'> {
  const taken = new Map<string, 'blocked' | 'booked'>()
  for (const { seatId = '', action } of history) {
    if (action === 'blocked') taken.set(seatId, 'blocked')
    if (action === 'unblocked') taken.delete(seatId)
  }
  const current = bookings.filter(({ status }) => status !== 'cancelled')
  for (const seatId of current.flatMap(({ seatIds }) => seatIds)) taken.set(seatId, 'booked')
  return taken
}

function seatsOf({ plan }: ServedEvent): string[] {
  return plan.zones.flatMap(({ rows, areas = [] }) => [
    ...rows.flatMap(({ seats }) => seats.map(({ seat_guid }) => seat_guid)),
    ...areas.flatMap(({ area_guid, capacity = 0 }) =>
      area_guid === undefined
        ? []
        : Array.from({ length: capacity }, (_, n) => `${area_guid}:${n + 1}`),
    ),
  ])
}
