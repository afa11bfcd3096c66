import type { SeatRepositoryPort } from '../../src/application/ports/seat-repository.port.ts'
import type { Seat, SeatId } from '../../src/domain/seat.ts'
import { availableSeat, blockedSeat, seatChange } from './seat-change.ts'

export interface BusyWriterOptions {
  /** Seats of the gala, which other writers may change as well. */
  readonly seatIds: readonly SeatId[]
  /** After how many changes the writer is done. */
  readonly changes: number
  /** Different for each writer. */
  readonly number: number
}

/** Blocks or unblocks two seats at a time, another pair each time, until so many changes are saved. */
export async function writeBusily(
  repository: Pick<SeatRepositoryPort, 'find' | 'save'>,
  { seatIds, changes, number }: BusyWriterOptions,
): Promise<void> {
  const { length } = seatIds
  let saved = 0
  for (let attempt = 0; saved < changes; attempt++) {
    const first = number + attempt * 7
    const second = first + 1 + (attempt % (length - 1))
    const pair = [first, second].map((index) => seatIds[index % length] ?? '')
    const next = (await repository.find('gala', pair)).map(switched)
    if ((await repository.save(seatChange(next))) === 'saved') saved++
  }
}

function switched({ id, version, status }: Seat): Seat {
  return status === 'blocked' ? availableSeat(id, version + 1) : blockedSeat(id, version + 1)
}
