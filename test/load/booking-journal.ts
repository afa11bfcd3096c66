import { appendFileSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const FOLDER = tmpdir()

/** Notes that a seat was booked: in a file, since each of Artillery's threads knows only its own buyers. */
export function recordBooking(runId: string, seatId: string): void {
  appendFileSync(journalOf(runId), `${seatId}\n`)
}

/** Returns the seats that were booked, each as often as it was, and forgets them. */
export function takeBookings(runId: string): string[] {
  const journal = journalOf(runId)
  // Opened for appending, so that a run without bookings has an empty journal rather than none.
  const lines = readFileSync(journal, { encoding: 'utf8', flag: 'a+' }).split('\n')
  rmSync(journal)
  return lines.slice(0, -1)
}

function journalOf(runId: string): string {
  return join(FOLDER, `holdfast-bookings-${runId}`)
}
