import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'

import { SqliteEventRepository } from '../../../src/adapters/sqlite/sqlite-event-repository.ts'
import { SqliteSeatRepository } from '../../../src/adapters/sqlite/sqlite-seat-repository.ts'
import { StoreThread, type StoreThreadOptions } from '../../../src/adapters/sqlite/store-thread.ts'
import { newSeat } from '../../../src/domain/seat.ts'
import { until } from '../../../tools/until.ts'
import { eventWithSeats } from '../../builders/event-with-seats.ts'
import { bookedSeat, seatChange } from '../../builders/seat-change.ts'

let path: string
let thread: StoreThread
const states: string[] = []
beforeEach(() => {
  path = mkdtempSync(join(tmpdir(), 'holdfast-data-'))
  states.length = 0
})
afterEach(async () => {
  await thread.close()
  rmSync(path, { recursive: true })
})

async function open(options: Partial<StoreThreadOptions> = {}): Promise<SqliteSeatRepository> {
  thread = new StoreThread({ path, onChange: (state) => states.push(state), ...options })
  await thread.open()
  const events = new SqliteEventRepository(thread)
  await events.addEvent(eventWithSeats('gala', ['A-1', 'A-2', 'A-3']))
  return new SqliteSeatRepository(thread)
}

/** Changes the database from outside the store, as another process could. */
function sql(script: string): void {
  const database = new DatabaseSync(join(path, 'holdfast.db'))
  database.exec(script)
  database.close()
}

/** A thread that only responds to the request to open the store. */
const SILENT = workerOf(`
  parentPort.on('message', (request) => {
    const identity = { id: 'i', secret: 's' }
    if (request === 'open') parentPort.postMessage([{ kind: 'value', value: identity }])
    if (request === 'close') process.exit()
  })`)

/** A thread that works until holds are counted, and then ends. */
const MORTAL = workerOf(`
  parentPort.on('message', ([call]) => {
    if (call.includes('countHolds')) process.exit()
  })
  await import('${new URL('../../../src/adapters/sqlite/store.worker.ts', import.meta.url).href}')`)

function workerOf(code: string): URL {
  const module = `import { parentPort } from 'node:worker_threads'; ${code}`
  return new URL(`data:text/javascript,${encodeURIComponent(module)}`)
}

test('an invalid change does not affect the others of its batch', async () => {
  const repository = await open()
  sql(`
    insert into history (event_no, revision, ordinal, seat_id, version, action, booking_id, actor, request_id, at)
    select event_no, 99, 0, 'A-2', 1, 'booked', 'b-0', 'public', 'r-0', 0 from events`)

  const saves = ['A-1', 'A-2', 'A-3'].map((id) =>
    repository.save(seatChange([bookedSeat(id, 1, `b-${id}`)])),
  )

  const outcomes = await Promise.allSettled(saves)
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(await repository.find('gala', ['A-1', 'A-2', 'A-3'])).toEqual([
    bookedSeat('A-1', 1, 'b-A-1'),
    newSeat('A-2'),
    bookedSeat('A-3', 1, 'b-A-3'),
  ])
  expect(await repository.findBooking('b-A-2')).toBeUndefined()
  expect(states).toEqual([])
})

describe('a seat with contradictory columns', () => {
  test.each([
    ['held and booked', `hold_id = 'h', held_until = 1, booking_id = 'b'`],
    ['held without a deadline', `hold_id = 'h'`],
    ['a deadline without a hold', 'held_until = 1'],
    ['booked and blocked', `booking_id = 'b', blocked = 1`],
    ['blocked with an unknown value', 'blocked = 2'],
    ['held until a time beyond the range of Date', `hold_id = 'h', held_until = ${8.64e15 + 1}`],
  ])('%s: reading it is an error', async (_what, columns) => {
    const repository = await open()
    sql(`
      pragma ignore_check_constraints = true;
      update seats set version = 1, ${columns} where seat_id = 'A-1'`)

    await expect(repository.find('gala', ['A-1'])).rejects.toThrow('cannot be read')
    await expect(repository.seatsSince('gala')).rejects.toThrow('cannot be read')
    expect(await repository.find('gala', ['A-2'])).toEqual([newSeat('A-2')])
  })
})

describe('an unavailable store', () => {
  const unavailable = { name: 'StoreUnavailableError' }

  test('is available again when another process has finished writing', async () => {
    const repository = await open()
    const other = new DatabaseSync(join(path, 'holdfast.db'))
    other.exec('begin immediate')
    await expect(repository.check()).rejects.toMatchObject(unavailable)
    other.close()

    expect(states).toEqual(['unavailable'])
    await repository.check()
    expect(states).toEqual(['unavailable', 'available'])
  })

  test('refuses calls while its thread does not respond', async () => {
    thread = new StoreThread({
      ...{ path, worker: SILENT, callTimeoutMs: 1 },
      onChange: (state) => states.push(state),
    })
    await thread.open()
    const repository = new SqliteSeatRepository(thread)

    await expect(repository.check()).rejects.toMatchObject(unavailable)
    expect(states).toEqual(['unavailable'])
    await expect(repository.findHold('h-1')).rejects.toThrow('does not respond')
  })

  test('is opened again by a later call after its thread has ended', async () => {
    const repository = await open({ worker: MORTAL })
    await repository.save(seatChange([bookedSeat('A-1', 1)]))
    const counting = [1, 2].map(() => repository.countHolds('client', new Date()))

    expect(await Promise.allSettled(counting)).toMatchObject(
      [1, 2].map(() => ({ status: 'rejected', reason: unavailable })),
    )
    await expect(repository.check()).rejects.toThrow('has ended')
    expect(states).toEqual(['unavailable'])
    await until(() =>
      repository.check().then(
        () => true,
        () => false,
      ),
    )
    expect(await repository.find('gala', ['A-1'])).toEqual([bookedSeat('A-1', 1)])
    expect(states).toEqual(['unavailable', 'available'])
  })

  test('refuses calls immediately when too many are waiting', async () => {
    thread = new StoreThread({ path, worker: SILENT })
    await thread.open()
    const waiting = Array.from({ length: 1_000 }, () => thread.write('housekeeping', 'check'))

    await expect(thread.write('housekeeping', 'check')).rejects.toThrow(
      'The embedded store is overloaded',
    )
    await thread.close()
    const outcomes = await Promise.allSettled(waiting)
    expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(1_000)
  })

  test('refuses calls after it was closed', async () => {
    const repository = await open()
    await thread.close()

    await expect(repository.find('gala', ['A-1'])).rejects.toMatchObject(unavailable)
  })
})
