import type { Seat } from '../../../src/domain/seat.ts'
import type { SeatStore } from '../../../src/wiring/tokens.ts'

/** The same store with other methods. */
function withOther(store: SeatStore, methods: Partial<SeatStore>): SeatStore {
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

/** Of so many changes, one is not saved. */
const LOST_EVERY = 20

/** Says that every change is saved, and loses some. */
export function withLostChanges(store: SeatStore): SeatStore {
  let count = 0
  const save: SeatStore['save'] = async (change) =>
    ++count % LOST_EVERY === 0 ? 'saved' : store.save(change)
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
