import type { SeatRepositoryPort } from '../../src/application/ports/seat-repository.port.ts'
import type { Seat, SeatId } from '../../src/domain/seat.ts'
import { availableSeat, blockedSeat, seatChange } from '../builders/seat-change.ts'

interface BusyWritersOptions {
  /** The seats of the gala to write to. */
  readonly seatIds: readonly SeatId[]
  readonly writers: number
  /** How many each of them saves. */
  readonly changes: number
}

/** Reads repeatedly while writers change seats, and once more when they are done. */
export async function readWhileBusy(
  repository: Pick<SeatRepositoryPort, 'find' | 'save'>,
  { seatIds, writers, changes }: BusyWritersOptions,
  read: () => Promise<void>,
): Promise<void> {
  let busy = writers
  const writing = Promise.all(
    Array.from({ length: writers }, (_, number) =>
      write(repository, seatIds, changes, number).finally(() => busy--),
    ),
  )
  for (let before = busy; before > 0;) {
    before = busy
    await read()
  }
  await writing
}

/** Blocks or unblocks two seats at a time, another pair each time, until so many changes are saved. */
async function write(
  repository: Pick<SeatRepositoryPort, 'find' | 'save'>,
  seatIds: readonly SeatId[],
  changes: number,
  number: number,
): Promise<void> {
  const { length } = seatIds
  let saved = 0
  for (let attempt = 0; saved < changes; attempt++) {
    const first = number + attempt * 7
    const second = first + 1 + (attempt % (length - 1))
    const pair = [first, second].map((index) => seatIds[index % length] ?? '')
    const from = await repository.find('gala', pair)
    if ((await repository.save(seatChange(from.map(switched), { from }))) === 'saved') saved++
  }
}

function switched({ id, version, status }: Seat): Seat {
  return status === 'blocked' ? availableSeat(id, version + 1) : blockedSeat(id, version + 1)
}
