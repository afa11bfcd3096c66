import type { VUContext } from 'artillery'

import { takeBookings } from './booking-journal.ts'
import { countedBookings } from './service-metrics.ts'

declare global {
  /** What Artillery puts into its own process, as far as it is used here. */
  interface ArtilleryGlobal {
    log(line: string): void
    suggestedExitCode: number
  }
}

/** How many of the seats that were booked twice are named. */
const EXAMPLES_MAX = 5

/** Compares all bookings of a run with each other and with the service's own count; Artillery's `after` hook. */
export async function checkBookings(context: VUContext): Promise<void> {
  const bookings = takeBookings(context.vars['$testId'] as string)
  const bookingsOf = Map.groupBy(bookings, (seatId) => seatId)

  const soldTwice = [...bookingsOf].filter(([, { length }]) => length > 1)
  const examples = soldTwice
    .slice(0, EXAMPLES_MAX)
    .map(([seatId, { length }]) => `${seatId} ${length} times`)
  verify(
    'no seat was booked twice',
    soldTwice.length === 0,
    `${soldTwice.length} seats were: ${examples.join(', ')}`,
  )

  const seat1 = bookingsOf.get('1')?.length ?? 0
  verify(
    'seat 1 was booked exactly once',
    seat1 === 1,
    `${seat1} times; a service that ran before may have sold it before`,
  )

  const counted = await countedBookings(context.vars['target'] as string).catch(() => 'none')
  verify(
    'the service counts as many bookings as it answered',
    counted === bookings.length,
    `counted ${counted}, answered ${bookings.length}`,
  )
}

/** Says it the way Artillery's own checks do. */
function verify(expectation: string, isMet: boolean, found: string): void {
  artillery.log(isMet ? `ok: ${expectation}` : `fail: ${expectation} (${found})`)
  if (!isMet) artillery.suggestedExitCode = 1
}
