import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals'

import { pretixPlan } from '../../tools/pretix-plan.ts'
import { PostgresServer } from '../../tools/servers/postgres-server.ts'
import { ServiceProcess, type ServiceSettings } from '../../tools/servers/service-process.ts'
import { until } from '../../tools/until.ts'
import { ADMIN, SELLER } from '../builders/keys.ts'
import { type ApiAnswer, ApiClient } from '../drivers/api-client.ts'

const HOLDS = '/api/events/default/holds'
const BOOKINGS = '/api/events/default/bookings'
const BLOCKS = '/api/events/default/blocks'

let postgres: PostgresServer
let service: ServiceProcess
beforeAll(async () => {
  postgres = await PostgresServer.start()
})
afterAll(() => postgres.stop())

let databases = 0
let databaseUrl: string
beforeEach(async () => {
  databaseUrl = await postgres.createDatabase(`standby_${++databases}`)
})
afterEach(async () => {
  await service.stop()
  await postgres.findStandby()
})

async function start(env: ServiceSettings = {}): Promise<ApiClient> {
  const keys = { ADMIN_KEY: ADMIN, SELLER_KEY: SELLER, PUBLIC_BOOKING: 'true', DEMO_EVENT: 'false' }
  // With the limit, requests of one client would wait for each other instead of the standby.
  const limits = { SEATS_PER_CLIENT: '0' }
  service = await ServiceProcess.start({
    STORE: '',
    DATABASE_URL: databaseUrl,
    ...keys,
    ...limits,
    ...env,
  })
  return new ApiClient({ fetch: (path, init) => fetch(`${service.url}${path}`, init) })
}

type Send = () => Promise<ApiAnswer>

/** Every request whose repetition is answered from what is stored, sent once. */
async function sendAll(buyer: ApiClient): Promise<Readonly<Record<string, Send>>> {
  const [seller, admin] = [buyer.with(SELLER), buyer.with(ADMIN)]
  const key = { 'Idempotency-Key': 'k-1' }
  const hold = async (seatId: string) => (await buyer.post(HOLDS, { seatIds: [seatId] })).body
  const [confirmed, released, extended] = [await hold('1'), await hold('2'), await hold('3')]
  const { bookingId } = (await seller.post(BOOKINGS, { seatIds: ['4'] })).body
  await admin.post(BLOCKS, { seatIds: ['5'] })

  const requests = {
    'book one': () => buyer.post('/api/book/6', undefined, key),
    book: () => seller.post(BOOKINGS, { seatIds: ['7'] }, key),
    cancel: () => seller.delete(`/api/bookings/${bookingId}`),
    hold: () => buyer.post(HOLDS, { seatIds: ['8'] }, key),
    extend: () =>
      buyer.with(extended.token).post(`/api/holds/${extended.holdId}/extend`, undefined, key),
    confirm: () => buyer.with(confirmed.token).post(`/api/holds/${confirmed.holdId}/confirm`),
    release: () => buyer.with(released.token).delete(`/api/holds/${released.holdId}`),
    block: () => admin.post(BLOCKS, { seatIds: ['9'] }),
    unblock: () => admin.delete(BLOCKS, { seatIds: ['5'] }),
    'create an event': () =>
      admin.post('/api/events', { eventId: 'gala', plan: pretixPlan() }, key),
  }
  for (const send of Object.values(requests)) expect((await send()).status).toBeLessThan(300)
  return requests
}

test('every answer about a stored change waits for the synchronous standby', async () => {
  const requests = await sendAll(await start({ DATABASE_CONNECTIONS_MAX: '20' }))
  await postgres.loseStandby()

  const answered: string[] = []
  const answers = Object.entries(requests).map(async ([name, send]) => {
    const { status } = await send()
    answered.push(name)
    return status
  })
  await until(async () => (await postgres.waitingForStandby()) === answers.length)
  expect(answered).toEqual([])
  await postgres.findStandby()

  for (const status of await Promise.all(answers)) expect(status).toBeLessThan(300)
})

test('without a synchronous standby the answer is 503', async () => {
  const requests = await sendAll(await start({ DATABASE_CONNECTIONS_MAX: '20' }))
  await service.stop()
  // Only now is anything given up.
  await start({ DATABASE_CONNECTIONS_MAX: '20', DATABASE_STATEMENT_TIMEOUT_MS: '1000' })
  await postgres.loseStandby()

  const answers = await Promise.all(Object.values(requests).map((send) => send()))
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 503))
})
