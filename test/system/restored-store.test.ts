import { afterEach, beforeEach, expect, test } from '@jest/globals'

import { PostgresServer } from '../../tools/servers/postgres-server.ts'
import { ServiceProcess } from '../../tools/servers/service-process.ts'
import { until } from '../../tools/until.ts'
import { ADMIN_KEY } from '../drivers/retrying-client.ts'
import { StreamReader } from '../drivers/stream-reader.ts'

const TABLES = ['events', 'revisions', 'seats', 'holds', 'bookings', 'history', 'requests']

let postgres: PostgresServer
let service: ServiceProcess
beforeEach(async () => {
  postgres = await PostgresServer.start()
  service = await ServiceProcess.start({
    STORE: 'postgres',
    DATABASE_URL: postgres.url,
    ADMIN_KEY,
    PUBLIC_BOOKING: 'true',
    SEATS_PER_CLIENT: '0',
    DEMO_EVENT: 'false',
  })
})
afterEach(async () => {
  await service.stop()
  await postgres.stop()
})

/** Copies every table, as a backup does. */
async function backUp(name: string): Promise<void> {
  const copies = TABLES.map((table) => `create table ${name}.${table} as table public.${table};`)
  await postgres.query([`create schema ${name};`, ...copies].join('\n'))
}

/** Restores a backup at one moment, under the running service. */
async function restore(name: string): Promise<void> {
  const copies = TABLES.map((table) => `insert into ${table} table ${name}.${table};`)
  await postgres.query(['begin;', `truncate ${TABLES.join()};`, ...copies, 'commit;'].join('\n'))
}

async function book(...seatIds: number[]): Promise<void> {
  for (const seatId of seatIds) expect((await service.book(seatId)).status).toBe(200)
}

async function ask(path: string, headers: Record<string, string> = {}) {
  const response = await fetch(`${service.url}/api/events/default/${path}`, {
    headers: { Authorization: `Bearer ${ADMIN_KEY}`, ...headers },
  })
  const text = await response.text()
  const body = JSON.parse(text || '{}') as {
    revision?: number
    seats?: { seatId: string }[]
    code?: string
    nextCursor?: string
  }
  return { status: response.status, etag: response.headers.get('ETag') ?? '', body }
}

const seatsOf = ({ body }: Awaited<ReturnType<typeof ask>>) =>
  (body.seats ?? []).map(({ seatId }) => Number(seatId)).toSorted((a, b) => a - b)

test('a restored store at the revision that was read before is not taken for the state of before', async () => {
  await book(1, 2)
  await backUp('early')
  await book(3, 4)
  await backUp('one_future')
  await restore('early')
  await book(5, 6)
  const stream = await StreamReader.follow(service.url, 'default')
  await until(() => stream.taken['6'] === 'booked')
  const before = await ask('seats')
  const page = await ask('history?limit=3')
  expect([before.body.revision, seatsOf(before)]).toEqual([4, [1, 2, 5, 6]])

  await restore('one_future')
  const after = await ask('seats', { 'If-None-Match': before.etag })
  expect([after.status, after.body.revision, seatsOf(after)]).toEqual([200, 4, [1, 2, 3, 4]])
  const next = await ask(`history?limit=3&cursor=${page.body.nextCursor}`)
  expect([next.status, next.body.code]).toEqual([410, 'cursor-gone'])
  const booked = (...seats: number[]) => Object.fromEntries(seats.map((id) => [id, 'booked']))
  await until(() => stream.taken['4'] === 'booked')
  expect(stream.taken).toEqual(booked(1, 2, 3, 4))

  await book(7)
  expect(seatsOf(await ask('seats', { 'If-None-Match': after.etag }))).toEqual([1, 2, 3, 4, 7])
  await until(() => stream.taken['7'] === 'booked')
  expect(stream.taken).toEqual(booked(1, 2, 3, 4, 7))
  stream.drop()
})
