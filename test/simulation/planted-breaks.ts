import type { SeatChange } from '../../src/application/ports/seat-repository.port.ts'
import type { Seat } from '../../src/domain/seat.ts'
import type { SimulatedStore } from './simulated-store.ts'

type Save = (
  store: SimulatedStore,
  change: SeatChange,
  pause: () => Promise<void>,
) => Promise<'saved' | 'conflict'>

/** A mistake in a port that the simulator must find. */
export interface PlantedBreak {
  readonly save?: Save
  /** Changes what a read of seats returns. */
  readonly asRead?: (seats: readonly Seat[]) => readonly Seat[]
  /** Releases locks without a check of their owner. */
  readonly releasesAnyOwner?: boolean
  /** Keeps locks until they are released. */
  readonly neverExpires?: boolean
  /** The clocks of instances may be ahead of that of the store. */
  readonly trustsClocks?: boolean
  /** Confirms any state as stored. */
  readonly acknowledgesAnything?: boolean
}

/** Bases the change on the stored seats of which `isSame` holds, whatever was read. */
async function rebased(
  store: SimulatedStore,
  change: SeatChange,
  isSame: (stored: Seat, read: Seat) => boolean,
): Promise<SeatChange> {
  const stored = await store.primary.find(
    change.eventId,
    change.seats.map(({ to }) => to.id),
  )
  const seats = change.seats.map((transition) => {
    const from = stored.find(({ id }) => id === transition.to.id)
    if (!from || !isSame(from, transition.from)) return transition
    return { from, to: { ...transition.to, version: from.version + 1 } }
  })
  return { ...change, seats }
}

const ignoreVersions: Save = async (store, change) =>
  store.save(await rebased(store, change, () => true))

const saveOneByOne: Save = async (store, change, pause) => {
  const { eventId, action, cause } = change
  const last = change.seats.at(-1)
  for (const seat of change.seats.slice(0, -1)) {
    const saved = await store.save({ eventId, seats: [seat], action, cause })
    if (saved === 'conflict') return saved
    await pause()
  }
  return store.save({ ...change, seats: last ? [last] : [] })
}

const saveRecordApart: Save = async (store, change, pause) => {
  const { idempotencyRecord, ...rest } = change
  const saved = await store.save(rest)
  if (saved === 'conflict' || !idempotencyRecord) return saved
  await pause()
  store.addRecord(idempotencyRecord)
  return saved
}

/** A deadline that cannot be read counts as expired, and the store compares only versions. */
const failOpen: PlantedBreak = {
  asRead: (seats) =>
    seats.map((seat) => (seat.status === 'held' ? { ...seat, heldUntil: new Date(0) } : seat)),
  save: async (store, change) =>
    store.save(await rebased(store, change, (stored, read) => stored.version === read.version)),
}

export const PLANTED_BREAKS = {
  none: {},
  'versions ignored': { save: ignoreVersions },
  'seats saved one by one': { save: saveOneByOne },
  'idempotency record saved apart': { save: saveRecordApart },
  'expiry check that fails open': failOpen,
  'locks released without a token check': { releasesAnyOwner: true },
  'locks that never expire': { neverExpires: true },
  'clocks trusted': { trustsClocks: true },
  'nothing acknowledged': { acknowledgesAnything: true },
} as const satisfies Record<string, PlantedBreak>

export type PlantedBreakName = keyof typeof PLANTED_BREAKS
