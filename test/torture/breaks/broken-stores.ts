import type { KeyRepositoryPort } from '../../../src/application/ports/key-repository.port.ts'
import type { Seat } from '../../../src/domain/seat.ts'
import type { SeatStore } from '../../../src/wiring/tokens.ts'

/** The same store with other methods. */
function withOther<Store extends object>(store: Store, methods: Partial<Store>): Store {
  return new Proxy(store, {
    get: (target, name) => {
      const member: unknown = Reflect.get(name in methods ? methods : target, name)
      return typeof member === 'function' ? (member.bind(target) as unknown) : member
    },
  })
}

/** Saves seats whatever is stored, so that the lock alone protects them. */
export function withoutVersionCheck(store: SeatStore): SeatStore {
  const save: SeatStore['save'] = async (change) => {
    const { eventId, seats } = change
    const ids = seats.map(({ to }) => to.id)
    const stored = new Map((await store.find(eventId, ids)).map((seat) => [seat.id, seat]))
    const overwriting = seats.map(({ from, to }) => {
      const current: Seat = stored.get(to.id) ?? from
      return { from: current, to: { ...to, version: current.version + 1 } }
    })
    return store.save({ ...change, seats: overwriting })
  }
  return withOther(store, { save })
}

/** Mistakes that would be noticed at once are made in one of so many cases. */
const EVERY = 20

/** Says that every change is saved, and loses some. */
export function withLostChanges(store: SeatStore): SeatStore {
  let count = 0
  const save: SeatStore['save'] = async (change) =>
    ++count % EVERY === 0 ? 'saved' : store.save(change)
  return withOther(store, { save })
}

/** Saves the seats of one change one after the other, each in its own transaction. */
export function withoutAtomicSave(store: SeatStore): SeatStore {
  const save: SeatStore['save'] = async (change) => {
    const [first, ...others] = change.seats
    if (!first || others.length === 0) return store.save(change)
    if ((await store.save({ ...change, seats: [first] })) === 'conflict') return 'conflict'
    const nothingElse = { hold: undefined, booking: undefined, idempotencyRecord: undefined }
    return store.save({ ...change, ...nothingElse, seats: others })
  }
  return withOther(store, { save })
}

export function withoutIdempotencyKeys(store: SeatStore): SeatStore {
  return withOther(store, { findIdempotencyRecord: async () => undefined })
}

/** Books the seats of a hold without the last one. */
export function withoutLastConfirmedSeat(store: SeatStore): SeatStore {
  const save: SeatStore['save'] = (change) => {
    const isPart = change.action === 'confirmed' && change.seats.length > 1
    return store.save(isPart ? { ...change, seats: change.seats.slice(0, -1) } : change)
  }
  return withOther(store, { save })
}

/** Keeps the reference that a booking had. */
export function withoutNewReferences(store: SeatStore): SeatStore {
  const save: SeatStore['save'] = (change) => {
    const { booking } = change
    if (change.action !== 'reference-changed' || !booking?.from) return store.save(change)
    const { reference } = booking.from
    return store.save({ ...change, booking: { ...booking, to: { ...booking.to, reference } } })
  }
  return withOther(store, { save })
}

/** Keeps held seats held for longer than their hold lasts. */
export function withLaterDeadlines(store: SeatStore): SeatStore {
  const save: SeatStore['save'] = (change) => {
    const seats = change.seats.map(({ from, to }) => ({ from, to: later(to) }))
    return store.save({ ...change, seats })
  }
  return withOther(store, { save })
}

const HOUR_MS = 3_600_000

function later(seat: Seat): Seat {
  if (seat.status !== 'held') return seat
  return { ...seat, heldUntil: new Date(seat.heldUntil.getTime() + HOUR_MS) }
}

/** Says of some holds that they were released. */
export function withReleasedHolds(store: SeatStore): SeatStore {
  let count = 0
  const findHold: SeatStore['findHold'] = async (holdId) => {
    const hold = await store.findHold(holdId)
    if (!hold || hold.end || ++count % EVERY > 0) return hold
    return { ...hold, end: { kind: 'released' } }
  }
  return withOther(store, { findHold })
}

/** Reads some changes for the seat map without their last seat. */
export function withIncompleteUpdates(store: SeatStore): SeatStore {
  let count = 0
  const seatsSince: SeatStore['seatsSince'] = async (...args) => {
    const update = await store.seatsSince(...args)
    if (!update || update.isComplete || ++count % EVERY > 0) return update
    return { ...update, seats: update.seats.slice(0, -1) }
  }
  return withOther(store, { seatsSince })
}

/** So many entries are read at a time for webhooks, and fewer than this for a small page of the history. */
const FOR_WEBHOOKS = 500
const SMALL_PAGE = 100

/** Tells webhooks of the first seat of each change only. */
export function withPartialMessages(store: SeatStore): SeatStore {
  const history: SeatStore['history'] = async (query) => {
    const entries = await store.history(query)
    return query.limit === FOR_WEBHOOKS ? entries.filter(({ ordinal }) => ordinal === 0) : entries
  }
  return withOther(store, { history })
}

/** Leaves out an entry of each small page of the history. */
export function withIncompletePages(store: SeatStore): SeatStore {
  const history: SeatStore['history'] = async (query) => {
    const entries = await store.history(query)
    return query.limit < SMALL_PAGE && entries.length > 2 ? entries.toSpliced(1, 1) : entries
  }
  return withOther(store, { history })
}

/** Says that access keys are deleted, and keeps them. */
export function withoutDeletions(keys: KeyRepositoryPort): KeyRepositoryPort {
  return withOther(keys, { deleteKey: async () => 'deleted' })
}
