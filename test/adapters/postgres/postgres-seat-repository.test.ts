import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import pg from 'pg'

import { migrate } from '../../../src/adapters/postgres/migrate.ts'
import { PostgresEventRepository } from '../../../src/adapters/postgres/postgres-event-repository.ts'
import { PostgresSeatRepository } from '../../../src/adapters/postgres/postgres-seat-repository.ts'
import { PostgresServer } from '../../../src/adapters/postgres/postgres-server.ts'
import { PostgresWebhookRepository } from '../../../src/adapters/postgres/postgres-webhook-repository.ts'
import { SchemaError } from '../../../src/adapters/postgres/schema-error.ts'
import type { SqlDatabase } from '../../../src/adapters/postgres/sql.ts'
import type { SeatChange } from '../../../src/application/ports/seat-repository.port.ts'
import { newSeat } from '../../../src/domain/seat.ts'
import { PostgresServer as ServerProcess } from '../../../tools/servers/postgres-server.ts'
import { until } from '../../../tools/until.ts'
import { eventWithSeats } from '../../builders/event-with-seats.ts'
import {
  blockedSeat,
  bookedSeat,
  heldSeat,
  newBooking,
  newHold,
  seatChange,
} from '../../builders/seat-change.ts'
import { newDelivery, newWebhook } from '../../builders/webhook.ts'
import { PATIENCE_MS } from '../../drivers/patience.ts'
import { postgresContracts } from './postgres-contracts.ts'

const PLANS = `
  select name, custom_plans::int as custom, generic_plans::int as generic
  from pg_prepared_statements where name ~ '^(save|find-seats)' order by name`

/** A change reads each row twice: to lock it and to write it. */
const READS_PER_SEAT_MAX = 2

const claimOf = (eventId: string) => {
  const [now, claimedUntil] = [new Date(), new Date(Date.now() + PATIENCE_MS)]
  return { webhookId: 'w-1', claimId: 'c-1', eventIds: [eventId], now, claimedUntil, countMax: 1 }
}

describe('on a Postgres server', () => {
  let server: ServerProcess
  beforeAll(async () => {
    // Plans must not depend on when statistics are collected.
    server = await ServerProcess.start({ fsync: false, settings: ['autovacuum=off'] })
  })
  afterAll(() => server.stop())

  /** By default, Postgres resolves a deadlock after one second. Here a deadlock exceeds the statement timeout. */
  const connect = (options = '', { connectionsMax = 10 } = {}) =>
    new PostgresServer({
      url: `${server.url}?options=${encodeURIComponent(`-c deadlock_timeout=1h ${options}`)}`,
      connectionsMax,
      connectTimeoutMs: PATIENCE_MS,
      statementTimeoutMs: PATIENCE_MS,
    })

  postgresContracts('over a pool', () => connect())

  test('a database without an identity is a schema error', async () => {
    const url = await server.createDatabase('without_identity')
    const database = new PostgresServer({
      ...{ url, connectionsMax: 1 },
      ...{ connectTimeoutMs: PATIENCE_MS, statementTimeoutMs: PATIENCE_MS },
    })
    await migrate(database)
    await server.query('truncate store', [], url)
    const repository = new PostgresSeatRepository(database)

    await expect(repository.id()).rejects.toThrow(SchemaError)
    await expect(repository.secret()).rejects.toThrow(SchemaError)
    await database.close()
  })

  let events = 0
  async function addEvent(): Promise<string> {
    const database = connect()
    await migrate(database)
    const eventId = `event ${++events}`
    await new PostgresEventRepository(database).addEvent(eventWithSeats(eventId, ['A-1', 'A-2']))
    await database.close()
    return eventId
  }

  /** Makes all changes wait before they have locked a row, so that they continue at the same time. */
  async function saveAtOnce(
    database: SqlDatabase,
    instances: readonly (readonly SeatChange[])[],
  ): Promise<string[]> {
    const holder = new pg.Client({ connectionString: server.url })
    await holder.connect()
    await holder.query('begin; select from seats for update')
    // Each instance has its own batches.
    const saves = instances.flatMap((changes) => {
      const repository = new PostgresSeatRepository(database)
      return changes.map((change) => repository.save(change))
    })
    await changesThatWait(instances.length)
    await holder.query('commit')
    await holder.end()
    return Promise.all(saves).finally(() => database.close())
  }

  /** Resolves when this number of changes wait for a lock in the database. */
  async function changesThatWait(count: number): Promise<void> {
    await until(async () => (await waiting()) === count)
  }

  async function waiting(): Promise<number> {
    const sessions = await server.query(
      `select from pg_stat_activity where wait_event_type = 'Lock'`,
    )
    return sessions.length
  }

  test('a guess made wrong by another instance conflicts, and is not repeated', async () => {
    const database = connect()
    await migrate(database)
    await new PostgresEventRepository(database).addEvent(eventWithSeats('guessed', ['A-1', 'A-2']))
    const change = seatChange([bookedSeat('A-1', 1)], { eventId: 'guessed' })
    await new PostgresSeatRepository(database).save(change)

    const repository = new PostgresSeatRepository(database)
    await repository.find('guessed', ['A-2'])
    expect(repository.guessUntouched('guessed', ['A-1'])).toEqual([newSeat('A-1')])
    expect(await repository.save(change)).toBe('conflict')
    expect(repository.guessUntouched('guessed', ['A-1'])).toBeUndefined()
    await database.close()
  })

  test('seats of an event that is not open yet cannot be changed', async () => {
    const database = connect()
    await migrate(database)
    await new PostgresEventRepository(database).addEvent(eventWithSeats('unopened', ['A-1']))
    await server.query(`update events set is_open = false where event_id = 'unopened'`)

    const repository = new PostgresSeatRepository(database)
    const change = seatChange([bookedSeat('A-1', 1)], { eventId: 'unopened' })
    expect(await repository.save(change)).toBe('conflict')
    expect(await repository.find('unopened', ['A-1'])).toEqual([])
    await database.close()
  })

  test('1,000 seats of a large event are changed without a scan, even without statistics', async () => {
    const database = connect()
    await migrate(database)
    // Otherwise the server would collect statistics on the new event.
    await server.query('alter table seats set (autovacuum_enabled = off)')
    const events = new PostgresEventRepository(database)
    const seatIds = Array.from({ length: 30_000 }, (_, i) => `${i + 1}`)
    await events.addEvent(eventWithSeats('known', seatIds))
    await server.query('analyze')
    await events.addEvent(eventWithSeats('unknown', seatIds))
    await database.close()
    const before = await rowsRead()

    const seats = seatIds.slice(0, 1_000).map((id) => bookedSeat(id, 1))
    const saving = connect()
    const change = seatChange(seats, { eventId: 'unknown' })
    expect(await new PostgresSeatRepository(saving).save(change)).toBe('saved')
    await saving.close()

    // A plan that scans the event once reads 30,000 rows, and one that scans it for each seat 30 million.
    const read = (await rowsRead()) - before
    expect(read).toBeGreaterThanOrEqual(seats.length)
    expect(read).toBeLessThanOrEqual(READS_PER_SEAT_MAX * seats.length)
  })

  test('a statement for one booking is planned in its first executions only', async () => {
    const database = connect('', { connectionsMax: 1 })
    await migrate(database)
    const seatIds = Array.from({ length: 20 }, (_, i) => `${i + 1}`)
    await new PostgresEventRepository(database).addEvent(eventWithSeats('planned', seatIds))
    const repository = new PostgresSeatRepository(database)
    for (const id of seatIds) {
      await repository.find('planned', [id])
      const change = seatChange([bookedSeat(id, 1, `b-planned-${id}`)], { eventId: 'planned' })
      expect(await repository.save(change)).toBe('saved')
    }

    // The first five executions of a statement are always planned (PostgreSQL manual, PREPARE).
    const plans = { name: 'plans', text: PLANS }
    expect(await database.run(plans, [])).toEqual([
      { name: 'find-seats', custom: 5, generic: 15 },
      { name: expect.stringContaining('save'), custom: 5, generic: 15 },
    ])
    await database.close()
  })

  test('a booked seat stays on its page of the table, so that no index of the seats is written', async () => {
    const database = connect()
    await migrate(database)
    const seatIds = Array.from({ length: 1_000 }, (_, i) => `${i + 1}`)
    await new PostgresEventRepository(database).addEvent(eventWithSeats('roomy', seatIds))
    const before = await pagesOfSeats('roomy')
    const booked = seatIds.filter((_, i) => i % 2 === 0)

    const seats = booked.map((id) => bookedSeat(id, 1, '01890a5d-ac96-774b-bcce-b302099a8057'))
    const change = seatChange(seats, { eventId: 'roomy' })
    expect(await new PostgresSeatRepository(database).save(change)).toBe('saved')
    await database.close()

    expect(await pagesOfSeats('roomy')).toEqual(before)
  })

  /** The page of each seat's row in the table. */
  async function pagesOfSeats(eventId: string): Promise<unknown[]> {
    return server.query(
      `select seat_id, (ctid::text::point)[0] as page from seats where event_id = $1 order by seat_id`,
      [eventId],
    )
  }

  /** The number of seat rows read so far. The statistics are complete once the connections are closed. */
  async function rowsRead(): Promise<number> {
    await until(async () => {
      const open = await server.query(
        `select from pg_stat_activity where application_name = 'holdfast'`,
      )
      return open.length === 0
    })
    const [seats] = await server.query<{ read: number }>(
      `select (seq_tup_read + idx_tup_fetch)::int as read from pg_stat_user_tables
       where relname = 'seats'`,
    )
    return seats?.read ?? NaN
  }

  test('two changes of the same seats in opposite order do not deadlock', async () => {
    const eventId = await addEvent()
    const pair = [bookedSeat('A-1', 1), bookedSeat('A-2', 1)]
    const outcomes = await saveAtOnce(connect(), [
      [seatChange(pair, { eventId })],
      [seatChange(pair.toReversed(), { eventId })],
    ])

    expect(outcomes.sort()).toEqual(['conflict', 'saved'])
  })

  test('changes of the same events in opposite order do not deadlock', async () => {
    const eventIds = [await addEvent(), await addEvent()]
    const changes = eventIds.map((eventId) =>
      seatChange([bookedSeat('A-1', 1, `b-${eventId}`)], { eventId }),
    )
    const outcomes = await saveAtOnce(connect(), [changes, changes.toReversed()])

    expect(outcomes.sort()).toEqual(['conflict', 'conflict', 'saved', 'saved'])
  })

  test.each([
    ['in the same tick', () => Promise.resolve()],
    ['while the block is being saved', () => changesThatWait(1)],
  ])('a booking %s does not wait for a large block of another event', async (_when, pass) => {
    const seatIds = Array.from({ length: 1_000 }, (_, i) => `${i + 1}`)
    const [large, other] = [`event ${++events}`, await addEvent()]
    const database = connect()
    const repository = new PostgresSeatRepository(database)
    await new PostgresEventRepository(database).addEvent(eventWithSeats(large, seatIds))
    const holder = await lockSeat(large, '1000')

    const seats = seatIds.map((id) => blockedSeat(id, 1))
    const block = repository.save(seatChange(seats, { eventId: large }))
    await pass()
    const booked = [bookedSeat('A-1', 1)]
    expect(await repository.save(seatChange(booked, { eventId: other }))).toBe('saved')

    expect(await Promise.race([block, Promise.resolve('waiting')])).toBe('waiting')
    await holder.end()
    expect(await block).toBe('saved')
    await database.close()
  })

  test('batches of the same event are saved one after the other', async () => {
    const eventId = await addEvent()
    const database = connect()
    const repository = new PostgresSeatRepository(database)
    const holder = await lockSeat(eventId, 'A-1')
    const saved: string[] = []
    const save = async (seatId: string) => {
      await repository.save(seatChange([bookedSeat(seatId, 1, `b-${seatId}`)], { eventId }))
      saved.push(seatId)
    }
    const first = save('A-1')
    await changesThatWait(1)
    const second = save('A-2')
    // A later change of another event is saved, so the second change was not merely slow.
    const otherId = await addEvent()
    await repository.save(seatChange([bookedSeat('A-1', 1)], { eventId: otherId }))

    expect(saved).toEqual([])
    await holder.end()
    await Promise.all([first, second])
    expect(saved).toEqual(['A-1', 'A-2'])
    await database.close()
  })

  /** Keeps a seat locked until the connection ends. */
  async function lockSeat(eventId: string, seatId: string): Promise<pg.Client> {
    const holder = new pg.Client({ connectionString: server.url })
    await holder.connect()
    await holder.query('begin')
    const lock = 'select from seats where event_id = $1 and seat_id = $2 for update'
    await holder.query(lock, [eventId, seatId])
    return holder
  }

  describe('while an event is being deleted', () => {
    let database: SqlDatabase
    let eventId: string
    let events: PostgresEventRepository
    let repository: PostgresSeatRepository
    let webhooks: PostgresWebhookRepository
    beforeEach(async () => {
      eventId = await addEvent()
      database = connect()
      events = new PostgresEventRepository(database)
      repository = new PostgresSeatRepository(database)
      webhooks = new PostgresWebhookRepository(database)
      await repository.save(seatChange([bookedSeat('A-1', 1, eventId)], { eventId }))
    })
    afterEach(() => database.close())

    const deleteEvent = async () => {
      const [event] = await events.findSummaries([eventId])
      const seats = await repository.seatsSince(eventId)
      if (!event || !seats) throw new Error('There is no such event')
      return events.deleteEvent({ event, seats })
    }
    const purge = async () => {
      while ((await events.deleteRows({ countMax: 10, keysKeptSince: new Date() })) > 0);
    }
    const book = () =>
      repository.save(seatChange([bookedSeat('A-2', 1, `other ${eventId}`)], { eventId }))
    const lock = async (statement: string, values: readonly string[]): Promise<pg.Client> => {
      const holder = new pg.Client({ connectionString: server.url })
      await holder.connect()
      await holder.query('begin')
      await holder.query(statement, [...values])
      return holder
    }

    test.each([
      ['deletion', [deleteEvent, book], ['deleted', 'conflict']],
      ['booking', [book, deleteEvent], ['saved', 'conflict']],
    ])(
      'of a deletion and a booking in progress, only the one that is first is saved: the %s',
      async (_which, work, expected) => {
        // Both have taken their snapshots when they wait for the revision.
        const holder = await lock('select from revisions where event_id = $1 for update', [eventId])
        const outcomes: Promise<string>[] = []
        for (const run of work) {
          outcomes.push(run())
          await changesThatWait(outcomes.length)
        }
        await holder.end()

        expect(await Promise.all(outcomes)).toEqual(expected)
        expect(await repository.find(eventId, ['A-2'])).toHaveLength(
          expected[0] === 'saved' ? 1 : 0,
        )
      },
    )

    test.each([
      ['cursor', () => webhooks.claimEvents(claimOf(eventId))],
      ['delivery', () => webhooks.addDelivery(newDelivery({ eventId }))],
    ])('a %s that is being added is deleted, too', async (_what, add) => {
      await webhooks.addWebhook(newWebhook(), 100)
      await server.query('delete from webhook_cursors where event_id = $1', [eventId])
      const holder = await lock('select from webhooks where webhook_id = $1 for update', ['w-1'])
      // Waits for the webhook.
      const adding = add()
      await changesThatWait(1)
      let isDeleted = false
      const deleting = deleteEvent()
        .then(purge)
        .finally(() => (isDeleted = true))
      await until(async () => isDeleted || (await waiting()) === 2)
      await holder.end()
      await adding
      await deleting

      const rows = (table: string) =>
        server.query(`select from ${table} where event_id = $1`, [eventId])
      expect(await rows('webhook_cursors')).toEqual([])
      expect(await rows('webhook_deliveries')).toEqual([])
      expect(await rows('events')).toEqual([])
      await webhooks.deleteWebhook('w-1')
    })
  })

  test('an acknowledgement waits for the synchronous standby, and a read does not', async () => {
    const eventId = await addEvent()
    const database = connect()
    const repository = new PostgresSeatRepository(database)
    const [seat, hold] = [heldSeat('A-1', 1), newHold({ eventId })]
    await repository.save(seatChange([seat], { eventId, hold: { to: hold } }))
    const booking = newBooking({ eventId, seatIds: ['A-2'] })
    await repository.save(seatChange([bookedSeat('A-2', 1)], { eventId, booking: { to: booking } }))

    await server.loseStandby()
    let answers = 0
    const acknowledgements = [{ seats: [seat] }, { hold }, { booking }].map((state) =>
      repository.acknowledge({ eventId, ...state }).finally(() => answers++),
    )
    await until(async () => (await server.waitingForStandby()) === acknowledgements.length)
    expect(await repository.find(eventId, ['A-1'])).toEqual([seat])
    expect(answers).toBe(0)
    await server.findStandby()

    expect(await Promise.all(acknowledgements)).toEqual(Array(3).fill('acknowledged'))
    await database.close()
  })

  test('with serializable isolation, one of several concurrent writers succeeds', async () => {
    const eventId = await addEvent()
    const strict = connect('-c default_transaction_isolation=serializable')
    const outcomes = await saveAtOnce(
      strict,
      Array.from({ length: 5 }, (_, i) => [
        seatChange([bookedSeat('A-1', 1, `b-${i}`)], { eventId }),
      ]),
    )

    expect(outcomes.sort()).toEqual([...Array<string>(4).fill('conflict'), 'saved'])
  })
})
