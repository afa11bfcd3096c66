import { setTimeout as pause } from 'node:timers/promises'

import type { PretixPlan } from '../../tools/pretix-plan.ts'
import type { StoredEvent } from './checks/stored-state.ts'
import { effectOn, removed } from './effects.ts'
import { Hall } from './hall.ts'
import type { Sent } from './journal.ts'
import { changedPlan, hallPlan, seatIdsOf } from './plans.ts'
import type { Random } from './random.ts'
import { ADMIN_KEY } from './requests/buyer-context.ts'
import { BRIEF, type Message, type Sender } from './sender.ts'
import type { StreamFollower } from './stream-follower.ts'

/** The number of seats of the default event, and how many of them clients compete for at a time. */
export const DEFAULT_EVENT_SEATS = 20_000
const SLICE = 40

/** Until it has an answer, an administrator tries again after this time. */
const RETRY_MS = 100

type Request = Omit<Message, 'bearer'>

interface HallsOptions {
  readonly random: Random
  readonly follow: (eventId: string) => StreamFollower
}

/** What a client of streams has seen. */
export interface StreamCheck {
  /** How many streams were compared with what is stored. */
  readonly count: number
  readonly violations: readonly string[]
}

/** Opens the halls that clients use, and changes, closes and deletes events, as an administrator does. */
export class Halls {
  /** All halls so far, without the events that are deleted. */
  readonly all: Hall[] = []
  /** Events that are deleted. */
  readonly deleted = new Set<string>()
  readonly #sender: Sender
  readonly #random: Random
  readonly #follow: HallsOptions['follow']
  #event!: Hall
  /** Follows the stream of the current event. */
  #stream: StreamFollower | undefined
  /** The differences of each stream that was compared. */
  readonly #differences: Promise<readonly string[]>[] = []
  #slice!: Hall
  #count = 0
  #isOpen = true
  #working: Promise<void> = Promise.resolve()

  constructor(sender: Sender, { random, follow }: HallsOptions) {
    this.#sender = sender
    this.#random = random
    this.#follow = follow
  }

  async start(): Promise<void> {
    this.#event = await this.#openEvent()
    this.#slice = this.#openSlice()
    this.#working = this.#work()
  }

  /** Resolves when the administrator has finished. */
  async stop(): Promise<void> {
    this.#isOpen = false
    await this.#working
  }

  /** Resolves when the streams of all events were compared with what is stored. */
  async stopStreams(): Promise<StreamCheck> {
    this.#replaceStream()
    const violations = (await Promise.all(this.#differences)).flat()
    return { count: this.#differences.length, violations }
  }

  /** Compares the former stream, while the last requests of its event are answered and its last holds expire. */
  #replaceStream(next?: StreamFollower): void {
    const former = this.#stream
    if (former) this.#differences.push(former.violations().finally(() => former.stop()))
    this.#stream = next
  }

  /** A hall for the next request. */
  some(random: Random): Hall {
    return random.chance(0.7) ? this.#event : this.#slice
  }

  /** The seats of an event that can be held if they are free. Of the default event, only those of the halls. */
  seatsToHold({ eventId, seatIds }: Pick<StoredEvent, 'eventId' | 'seatIds'>): readonly string[] {
    const halls = this.all.filter((hall) => hall.eventId === eventId)
    return halls.some(({ isEvent }) => isEvent) ? seatIds : halls.flatMap((hall) => hall.seatIds)
  }

  async #work(): Promise<void> {
    while (this.#isOpen) {
      if (this.#slice.isUsedUp) this.#slice = this.#openSlice()
      if (this.#event.isUsedUp) {
        const former = this.#event
        this.#event = await this.#openEvent()
        await this.#endSale(former)
      }
      const next = this.#random.below(4)
      if (next === 0) await this.#replacePlan(this.#event)
      if (next === 1) await this.#rename(this.#event)
      if (next === 2) await this.#openAndDelete()
      await pause(RETRY_MS)
    }
  }

  #openSlice(): Hall {
    const first = this.all.filter(({ isEvent }) => !isEvent).length * SLICE + 1
    const seatIds = Array.from({ length: SLICE }, (_, index) => `${first + index}`)
    const hall = new Hall('default', seatIds, { isEvent: false })
    this.all.push(hall)
    return hall
  }

  async #openEvent(): Promise<Hall> {
    const eventId = `show-${++this.#count}`
    const plan = hallPlan()
    await this.#createEvent(eventId, plan)
    const hall = new Hall(eventId, seatIdsOf(plan), { isEvent: true })
    this.all.push(hall)
    this.#replaceStream(this.#follow(eventId))
    return hall
  }

  async #createEvent(eventId: string, plan: PretixPlan): Promise<void> {
    const body = { eventId, plan }
    const created = { kind: 'create an event', method: 'POST', path: '/api/events', body }
    await this.#insist({ ...created, key: eventId })
  }

  /** Sends a request until it is carried out or surely refused. */
  async #insist(request: Request): Promise<Sent> {
    for (;;) {
      const sent = await this.#sender.send({ ...request, bearer: ADMIN_KEY })
      const isAnswered = sent.status > 0 && sent.status < 500
      if (sent.outcome !== 'unknown' && isAnswered) return sent
      await pause(RETRY_MS)
    }
  }

  /** Sends a change of an event that was read before. */
  async #changeEvent(hall: Hall, request: Request): Promise<Sent | undefined> {
    const path = `/api/events/${hall.eventId}`
    const kind = 'read an event'
    const { outcome, etag } = await this.#sender.send({ kind, method: 'GET', path })
    if (outcome !== 'done' || etag === undefined) return undefined
    const headers = { 'If-Match': etag }
    return this.#sender.send({ eventId: hall.eventId, ...request, headers, bearer: ADMIN_KEY })
  }

  async #patch(
    hall: Hall,
    kind: string,
    field: 'name' | 'status',
    value: string,
  ): Promise<Sent | undefined> {
    const path = `/api/events/${hall.eventId}`
    const writes = { field, value }
    return this.#changeEvent(hall, {
      kind,
      method: 'PATCH',
      path,
      body: { [field]: value },
      writes,
    })
  }

  async #rename(hall: Hall): Promise<void> {
    await this.#patch(hall, 'change an event', 'name', `Show ${this.#random.below(1_000)}`)
  }

  async #endSale(hall: Hall): Promise<void> {
    if (this.#random.chance(0.7)) return
    const status = this.#random.chance(0.5) ? 'closed' : 'cancelled'
    const kind = status === 'closed' ? 'close an event' : 'cancel an event'
    await this.#patch(hall, kind, 'status', status)
  }

  /** Replaces the plan by one without some seats and with new ones. */
  async #replacePlan(hall: Hall): Promise<void> {
    if (hall.isReplaced) return
    hall.isReplaced = true
    const gone = this.#random.some(hall.seatIds, 2)
    hall.seatIds.splice(0, hall.seatIds.length, ...hall.seatIds.filter((id) => !gone.includes(id)))
    const plan = changedPlan(hallPlan(), { removed: gone, addedRow: `new-${this.#count}` })
    const sent = await this.#changeEvent(hall, {
      kind: 'replace a plan',
      method: 'PUT',
      path: `/api/events/${hall.eventId}/plan`,
      body: plan,
      effects: () => gone.map(effectOn(removed)),
    })
    if (sent?.outcome === 'done') hall.seatIds.push(...(sent.body.added ?? []))
  }

  /** Creates an event, sells a seat of it, and deletes it. */
  async #openAndDelete(): Promise<void> {
    const eventId = `${BRIEF}${++this.#count}`
    const path = `/api/events/${eventId}`
    this.deleted.add(eventId)
    await this.#createEvent(eventId, hallPlan())
    const sale = { kind: 'book several seats', method: 'POST', path: `${path}/bookings` }
    await this.#sender.send({ ...sale, eventId, body: { seatIds: ['0-0-0'] }, bearer: ADMIN_KEY })
    const cancelled = { status: 'cancelled' }
    const headers = { 'If-Match': '*' }
    const cancel = { kind: 'cancel an event', method: 'PATCH', path, headers, body: cancelled }
    await this.#insist({ ...cancel, eventId })
    const kind = 'delete an event'
    await this.#insist({ kind, eventId, method: 'DELETE', path: `${path}?force=true` })
  }
}
