import { FreeSeats } from '../../domain/best-seats/free-seats.ts'
import type { Hall } from '../../domain/best-seats/hall.ts'
import type { AvailabilityView } from '../event-seats/event-seats.ts'
import type { SeatGroup } from '../event-seats/taken-seats.ts'

interface Known {
  readonly free: FreeSeats
  readonly groups: readonly SeatGroup[]
}

/** Keeps the available seats of each hall, and updates them incrementally from one availability view to the next. */
export class FreeSeatsByView {
  readonly #known = new WeakMap<Hall, Known>()

  of(hall: Hall, { unavailable: groups }: Pick<AvailabilityView, 'unavailable'>): FreeSeats {
    const { free, groups: former } = this.#known.get(hall) ?? {
      free: new FreeSeats(hall),
      groups: [],
    }
    const taken = new Set(idsIn(groups, former))
    for (const seatId of idsIn(former, groups)) if (!taken.has(seatId)) free.free(seatId)
    for (const seatId of taken) free.take(seatId)
    this.#known.set(hall, { free, groups })
    return free
  }
}

/** Returns the seats of the groups that differ from the other view. */
function idsIn(groups: readonly SeatGroup[], other: readonly SeatGroup[]): string[] {
  return groups.flatMap((group, index) => (group === other[index] ? [] : group.map(({ id }) => id)))
}
