import { setTimeout as pause } from 'node:timers/promises'

import type { AccessKeys } from '../access-keys.ts'
import type { Halls, StreamCheck } from '../halls.ts'
import type { Journal } from '../journal.ts'
import type { SeenLocks } from '../seen-locks.ts'
import type { Sender } from '../sender.ts'
import type { System } from '../system.ts'
import type { Struck } from '../torture.ts'
import type { Webhooks } from '../webhooks.ts'
import { stuckSeats } from './availability.ts'
import { HistoryIndex } from './history-index.ts'
import { wrongKeys } from './key-checks.ts'
import { SeatHistories } from './seat-histories.ts'
import { otherPages, outsideThePlan, wrongDifferences, wrongSeatMaps } from './served-state.ts'
import { type StoredEvent, StoredState } from './stored-state.ts'
import {
  acknowledged,
  deniedRepetitions,
  endedTwice,
  endings,
  leftBehind,
  lostBookings,
  missingIn,
  otherResults,
  soldTwice,
  splitChanges,
  storedRequests,
  untraceable,
  wronglyDenied,
} from './whole-run.ts'
import { fieldsOf, wrongFields } from './written-fields.ts'

/** Longer than any hold of the run. */
const HOLD_TTL_MAX_MS = 3_500

export interface Check {
  readonly name: string
  /** How many things were checked. */
  readonly count: number
  readonly violations: readonly string[]
}

interface Evidence {
  readonly journal: Journal
  readonly halls: Halls
  readonly sender: Sender
  readonly struck: readonly Struck[]
  readonly webhooks: Webhooks
  readonly streams: StreamCheck
  readonly keys: AccessKeys
  /** Seen after each fault and at the end of the load. */
  readonly locks: SeenLocks
  /** What the faults have observed that no correct service can cause. */
  readonly faultViolations: readonly string[]
}

/** Compares everything that is stored with everything that was answered. The store was restarted before. */
export async function checkAll(system: System, evidence: Evidence): Promise<Check[]> {
  const { journal, halls, sender, struck, webhooks, streams, keys, locks } = evidence
  const requestCount = journal.sent.length
  const [instance] = system.instances
  const state = new StoredState(instance?.url ?? '')
  const read = (ids: Iterable<string>) =>
    Promise.all(Array.from(ids, async (id) => [id, await state.readEvent(id)] as const))
  const kept = await read(new Set(halls.all.map(({ eventId }) => eventId)))
  const deleted = await read(halls.deleted)
  const events = kept.flatMap(([, event]) => event ?? [])

  const lost = kept.flatMap(([id, event]) => (event ? [] : `event ${id} is lost`))
  const stillThere = deleted.flatMap(([id, event]) => (event ? `event ${id} is still there` : []))
  const counting = struck.filter(({ hit }) => hit !== undefined)
  const idle = counting.filter(({ hit = 0 }) => !(hit > 0)).map(({ name }) => name)
  const keyViolations = await wrongKeys(state, system.instances, keys.all)
  const served = [
    check('history pages are complete', events.length, await otherPages(state, events)),
    check('reconciliations are right', events.length, await wrongDifferences(state, events)),
    check('access keys are as acknowledged', keys.all.length, keyViolations),
  ]
  const afterwards = [
    await checkFreeSeats(sender, halls, events),
    await checkSeatMaps(state, events),
    check('webhooks get every change, in order', events.length, await webhooks.violations(events)),
    await checkTables(system, events.length),
  ]
  return [
    check(
      'no answer is an internal error or contradicts another',
      requestCount,
      journal.violations,
    ),
    check('events are stored', kept.length, lost),
    check('deleted events are gone', deleted.length, stillThere),
    ...checkChanges(journal, events),
    ...served,
    ...afterwards,
    ...(locks.exist ? [check('no lock is without an expiry', locks.count, locks.endless)] : []),
    check('streams show what is stored', streams.count, streams.violations),
    check('faults observe nothing wrong', struck.length, evidence.faultViolations),
    check('faults that count what they hit have hit something', counting.length, idle),
  ]
}

/** Compares the history and the bookings with the answers. */
function checkChanges({ sent, sales }: Journal, events: readonly StoredEvent[]): Check[] {
  const history = new HistoryIndex(events)
  const seats = new SeatHistories(sent, history, events)
  const changeCount = [...history.requestIds].length
  const granted = acknowledged(sent)
  const denied = deniedRepetitions(sent)
  const stored = storedRequests(sent, history)
  const confirmations = sent.filter(({ kind }) => kind === 'confirm')
  const ended = endings(sent)
  const repeated = sent.filter(({ repeats }) => repeats)
  const fields = fieldsOf(events)
  return [
    check('no seat is sold twice', seats.seatCount, soldTwice(events)),
    check('booked and blocked seats are in the plan', seats.seatCount, outsideThePlan(events)),
    check('acknowledged bookings are stored', sales.length, lostBookings(sales, events)),
    check('acknowledged seats are in the history', granted.length, missingIn(history, granted)),
    check('each hold has one end', ended.size, endedTwice(ended)),
    check('changes trace to requests', changeCount, untraceable(sent, history)),
    check('repetitions have the same result', repeated.length, otherResults(sent, history)),
    check(
      'nothing that is stored is denied later',
      denied.length,
      wronglyDenied(denied, sent, history),
    ),
    check(
      'several seats change together or not at all',
      stored.length,
      splitChanges(stored, history),
    ),
    check(
      'names, statuses and references are as acknowledged',
      fields.length,
      wrongFields(fields, sent, history),
    ),
    check('a hold is confirmed with all of its seats', confirmations.length, leftBehind(events)),
    check('each seat has a possible order of changes', seats.seatCount, seats.violations()),
  ]
}

/** After the longest hold, nothing but a booking or a block may keep a seat from being held. */
async function checkFreeSeats(
  sender: Sender,
  halls: Halls,
  events: readonly StoredEvent[],
): Promise<Check> {
  await pause(HOLD_TTL_MAX_MS)
  const onSale = events.filter(({ status }) => status === 'on-sale')
  const stuck = onSale.map((event) =>
    stuckSeats(sender, { event, seatIds: halls.seatsToHold(event) }),
  )
  return check('free seats can be held', onSale.length, (await Promise.all(stuck)).flat())
}

/**
 * Looks a second time if anything is wrong: the check before has held seats, and if their release had no answer, they are
 * held until they expire.
 */
async function checkSeatMaps(state: StoredState, events: readonly StoredEvent[]): Promise<Check> {
  let violations = await wrongSeatMaps(state, events)
  if (violations.length > 0) {
    await pause(HOLD_TTL_MAX_MS)
    violations = await wrongSeatMaps(state, events)
  }
  return check('seat maps are right', events.length, violations)
}

async function checkTables(system: System, eventCount: number): Promise<Check> {
  const misfits = await system.misfits()
  const violations = misfits.map((misfit) => JSON.stringify(misfit))
  return check('the tables of the store agree', eventCount, violations)
}

function check(name: string, count: number, violations: readonly string[]): Check {
  return { name, count, violations }
}
