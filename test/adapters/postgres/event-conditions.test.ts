import { readdirSync, readFileSync } from 'node:fs'

import { describe, expect, test } from '@jest/globals'

import { PostgresEventRepository } from '../../../src/adapters/postgres/postgres-event-repository.ts'
import { PostgresKeyRepository } from '../../../src/adapters/postgres/postgres-key-repository.ts'
import { PostgresSeatRepository } from '../../../src/adapters/postgres/postgres-seat-repository.ts'
import { PostgresWebhookRepository } from '../../../src/adapters/postgres/postgres-webhook-repository.ts'
import { saveStatement } from '../../../src/adapters/postgres/save-statement.ts'
import type { SqlDatabase, SqlRow, SqlStatement } from '../../../src/adapters/postgres/sql.ts'
import { readStoreTime } from '../../../src/adapters/postgres/store-time.ts'
import { DEFAULT_EVENT_ID, defaultEvent } from '../../../src/domain/default-event.ts'
import { bookedSeat, seatChange } from '../../builders/seat-change.ts'
import { newDelivery, newWebhook } from '../../builders/webhook.ts'
import { unconstrainedTables } from '../../drivers/unconstrained-tables.ts'

const ADAPTER = 'src/adapters/postgres'
const TABLES = new Set([
  'access_keys',
  'bookings',
  'events',
  'history',
  'holds',
  'requests',
  'revisions',
  'seats',
  'webhook_cursors',
  'webhook_deliveries',
])
const EVENT = { tables: TABLES, column: 'event_id' }
const BY_PARAMETER = { ...EVENT, byParameter: true }

/** Statements with a table that is not constrained to an event, and the reason. */
const ACROSS_EVENTS: Readonly<Record<string, { readonly tables: string[]; readonly why: string }>> =
  {
    'list-events': { tables: ['events'], why: 'lists all events' },
    'list-events-by-start': { tables: ['events'], why: 'lists all events' },
    'find-deleted-event': { tables: ['events'], why: 'looks for a deleted event' },
    'find-unfinished-events': { tables: ['events'], why: 'looks for unfinished events' },
    'find-booking': { tables: ['bookings'], why: 'the id leads to the booking and its event' },
    'find-holds': { tables: ['holds'], why: 'the id leads to the hold and its event' },
    'count-holds': { tables: ['holds'], why: 'the limit of a client applies to all events' },
    'expired-seats': { tables: ['seats'], why: 'finds expired holds of all events' },
    'add-key': { tables: ['access_keys'], why: 'keys belong to no event' },
    'list-keys': { tables: ['access_keys'], why: 'keys belong to no event' },
    'delete-key': { tables: ['access_keys'], why: 'keys belong to no event' },
    'claim-all-events': { tables: ['webhook_cursors'], why: 'finds the events that are due' },
    'delete-cursors-of-deleted': {
      tables: ['webhook_cursors'],
      why: 'finds the cursors of all events that are not open',
    },
    'find-delivery': { tables: ['webhook_deliveries'], why: 'the log has all events' },
    'list-deliveries': { tables: ['webhook_deliveries'], why: 'the log has all events' },
    'delete-log': { tables: ['webhook_deliveries'], why: 'the log has all events' },
    'delete-log-of-all-nodes': { tables: ['webhook_deliveries'], why: 'the log has all events' },
    'find-end-of-search': { tables: ['revisions'], why: 'goes through all events' },
    'find-old-history': { tables: ['revisions'], why: 'looks for an event with old history' },
  }

/** The tables of which old rows of all events are deleted. */
const AGING_TABLES = ['bookings', 'holds', 'requests', 'webhook_deliveries']

/** The statements that decide and save. In a distributed database, each runs on the node of its event. */
const ON_ONE_NODE = ['acknowledge', 'find-seats-on-node']

/** The results that lead to further statements. */
const ROWS: Readonly<Record<string, readonly SqlRow[]>> = {
  'add-webhook-to-distributed': [{ added: 1 }],
  'begin-event': [{ begun: 1 }],
  'find-due-events': [{ event_id: DEFAULT_EVENT_ID }],
  'find-new-events': [{ event_id: DEFAULT_EVENT_ID }],
  'find-deleted-event': [{ event_id: DEFAULT_EVENT_ID }],
  'find-unfinished-events': [{ event_id: DEFAULT_EVENT_ID }],
  'find-end-of-search': [{ event_id: DEFAULT_EVENT_ID }],
  'find-old-history': [{ event_id: DEFAULT_EVENT_ID }],
}

/** Records the statements that it is asked to run. */
class RecordingDatabase implements SqlDatabase {
  readonly isDistributed: boolean
  readonly statements = new Map<string, string>()
  readonly #calls: { readonly name: string; readonly values: readonly unknown[] }[] = []

  constructor({ isDistributed = false } = {}) {
    this.isDistributed = isDistributed
  }

  open = () => Promise.resolve()
  check = () => Promise.resolve()
  close = () => Promise.resolve()
  transaction = () => Promise.reject(new Error('not used'))

  run(statement: SqlStatement, values: readonly unknown[] = []) {
    this.statements.set(statement.name, statement.text)
    this.#calls.push({ name: statement.name, values })
    return Promise.resolve(ROWS[statement.name] ?? [])
  }

  runAside(statement: SqlStatement) {
    return this.run(statement)
  }

  /** Those of each call of the statements whose names begin like this. */
  firstParameters(name: string): readonly unknown[] {
    return this.#calls.filter((call) => call.name.startsWith(name)).map(({ values }) => values[0])
  }
}

/** Calls each method of the adapter that runs a statement. Its results do not matter here. */
async function recordStatements(database: RecordingDatabase): Promise<ReadonlyMap<string, string>> {
  const seats = new PostgresSeatRepository(database)
  const events = new PostgresEventRepository(database)
  const keys = new PostgresKeyRepository(database)
  const [now, eventId, countMax] = [new Date(), DEFAULT_EVENT_ID, 1]
  const webhooks = new PostgresWebhookRepository(database)
  const claim = { webhookId: 'webhook', claimId: 'claim', now, claimedUntil: now, countMax }
  const cause = { actor: 'admin', requestId: 'request', at: now }
  const event = defaultEvent({ seatCount: 1, createdAt: now })
  await Promise.allSettled([
    seats.id(),
    seats.find(eventId, ['1']),
    seats.acknowledge({ eventId }),
    seats.findIdempotencyRecord(eventId, 'key'),
    seats.findHold('hold'),
    seats.findHoldByToken(eventId, 'digest'),
    seats.findHoldsByCode({ eventId, code: 'ABCD2345', countMax }),
    seats.activeHolds({ eventId, at: now, countMax }),
    seats.countHolds('client', now),
    seats.countClientSeats({ eventId, clientId: 'client', now }),
    seats.lastReleaseTime({
      ...{ eventId, clientId: 'client', since: now, now },
      ...{ seatIds: ['1'], areaIds: ['pit'] },
    }),
    seats.findBooking('booking'),
    seats.bookedSeats(eventId),
    seats.seatsSince(eventId, { revision: 1, tag: 'tag' }),
    seats.history({ eventId, limit: 1 }),
    seats.history({ eventId, seatId: '1', limit: 1 }),
    seats.expiredSeats({ before: now, countMax }),
    seats.deleteHistory({ before: now, countMax }),
    seats.deleteIdempotencyRecordsAndHolds({ before: now, countMax }),
    events.addEvent(event),
    events.growDefaultEvent(event),
    events.findEvent(eventId),
    events.findSummaries([eventId]),
    events.saveEvent({ from: event, to: event, cause }),
    events.replacePlan({ from: event, to: event, added: [], removed: [], cause }),
    events.listEvents({ limit: 1 }),
    events.listEvents({ limit: 1, order: 'startsAt' }),
    events.deleteEvent({ event, seats: { revision: 0, tag: 'tag' } }),
    events.deleteUnfinished({ begunBefore: now }),
    events.deleteRows({ countMax, keysKeptSince: new Date() }),
    keys.addKey({ name: 'till', role: 'seller', digest: 'digest', createdAt: now }),
    keys.listKeys(),
    keys.deleteKey('till'),
    readStoreTime(database),
    webhooks.addWebhook(newWebhook(), 1),
    webhooks.findWebhook('webhook'),
    webhooks.listWebhooks(),
    webhooks.deleteWebhook('webhook'),
    webhooks.rotateSecret('webhook', 'secret', now),
    webhooks.disableWebhook('webhook', now),
    webhooks.claimEvents(claim),
    webhooks.claimEvents({ ...claim, eventIds: [eventId] }),
    webhooks.saveProgress({ ...claim, eventId }, { revision: 1, attempts: 0 }),
    webhooks.addDelivery(newDelivery()),
    webhooks.findDelivery('webhook', 'delivery'),
    webhooks.listDeliveries({ webhookId: 'webhook', limit: 1 }),
    webhooks.deleteDeliveries({ before: now, countMax }),
    webhooks.oldestPendingChange(),
  ])
  return database.statements
}

function saveStatements({ onOneNode }: { readonly onOneNode: boolean }): SqlStatement[] {
  const either = [false, true]
  return either.flatMap((holds) =>
    either.flatMap((bookings) =>
      either.flatMap((bookingChanges) =>
        either.map((requests) =>
          saveStatement({ holds, bookings, bookingChanges, requests, onOneNode }),
        ),
      ),
    ),
  )
}

/** The statements for a plain server, and the ones that differ for a distributed database. */
async function allStatements(): Promise<ReadonlyMap<string, string>> {
  const plain = await recordStatements(new RecordingDatabase())
  const distributed = await recordStatements(new RecordingDatabase({ isDistributed: true }))
  return new Map([...plain, ...distributed])
}

/** The names of all statements in the source of the adapter, except for the save statements. */
function namesInSource(): string[] {
  const sources = readdirSync(ADAPTER)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(`${ADAPTER}/${file}`, 'utf8'))
  const names = sources.flatMap((source) =>
    Array.from(source.matchAll(/SqlStatement = \{\s*name: '([a-z-]+)'/g), ([, name = '']) => name),
  )
  return names.sort()
}

describe('the condition on the event', () => {
  test('is in every statement, for each table', async () => {
    const recorded = await allStatements()
    const deletions = AGING_TABLES.flatMap((table) =>
      ['by-ctid', 'by-key'].map((kind) => `delete-oldest-${table}-${kind}`),
    )
    expect([...recorded.keys()].sort()).toEqual([...namesInSource(), ...deletions].sort())

    const found = Array.from(recorded, ([name, text]) => ({
      name,
      tables: unconstrainedTables(text, EVENT),
    }))
    const across = (name: string) =>
      AGING_TABLES.filter((table) => deletions.includes(name) && name.includes(table))
    const expected = found.map(({ name }) => ({
      name,
      tables: ACROSS_EVENTS[name]?.tables ?? across(name),
    }))
    expect(found).toEqual(expected)
  })

  test('is a parameter in statements that run on one node', async () => {
    const recorded = await allStatements()
    const texts = ON_ONE_NODE.map((name) => recorded.get(name))
    expect(texts.map((text) => text && unconstrainedTables(text, BY_PARAMETER))).toEqual([[], []])
  })

  test.each(saveStatements({ onOneNode: false }))('is in $name, for each table', ({ text }) => {
    expect(unconstrainedTables(text, EVENT)).toEqual([])
  })

  test.each(saveStatements({ onOneNode: true }))('is a parameter in $name', ({ text }) => {
    expect(unconstrainedTables(text, BY_PARAMETER)).toEqual([])
  })

  test('is on one event for each batch if the database is distributed', async () => {
    const database = new RecordingDatabase({ isDistributed: true })
    const seats = new PostgresSeatRepository(database)
    const eventIds = ['gala', 'matinee']
    await Promise.all(eventIds.map((eventId) => seats.find(eventId, ['A-1'])))
    await Promise.all(
      eventIds.map((eventId) =>
        seats.save(seatChange([bookedSeat('A-1', 1, `b-${eventId}`)], { eventId })),
      ),
    )

    expect(database.firstParameters('find-seats-on-node')).toEqual(eventIds)
    expect(database.firstParameters('save-on-node')).toEqual(eventIds)
  })

  test.each([
    ['select', 'select 1 from seats where seat_id = $1'],
    ['select with an alternative', 'select 1 from seats where event_id = $1 or seat_id = $1'],
    ['join', 'select 1 from holds join seats using (hold_id) where holds.event_id = $1'],
    ['subquery', 'select (select 1 from seats limit 1) from holds where event_id = $1'],
    ['CTE', 'with seat as (delete from seats where seat_id = $1) select 1'],
    ['update', 'update seats set version = 1 from holds where holds.event_id = $1'],
    ['insert', 'insert into seats (seat_id) values ($1)'],
  ])('is reported missing in: %s', (_, text) => {
    expect(unconstrainedTables(text, EVENT)).toEqual(['seats'])
  })
})
