import { createHash } from 'node:crypto'

import { afterEach, expect, test } from '@jest/globals'

import { until } from '../../../../tools/until.ts'
import { ADMIN, KEYS, SELLER } from '../../../builders/keys.ts'
import { type ApiAnswer, ApiClient } from '../../../drivers/api-client.ts'
import { RunningApp } from '../../../drivers/running-app.ts'

const HOLDS = '/api/events/default/holds'
const SECRET_KEY = 'a-key-that-nobody-guesses'

let app: RunningApp
afterEach(() => app.stop())

const digest = (text: string) => createHash('sha256').update(text).digest('base64url')
const key = (number: number) => ({ 'Idempotency-Key': `${SECRET_KEY}-${number}` })

/** Writes down whatever anyone is told. */
class OverheardClient extends ApiClient {
  readonly #heard: string[]

  constructor(heard: string[], bearer?: string) {
    super(app, bearer)
    this.#heard = heard
  }

  override with(bearer: string): OverheardClient {
    return new OverheardClient(this.#heard, bearer)
  }

  override async send(...request: Parameters<ApiClient['send']>): Promise<ApiAnswer> {
    const answer = await super.send(...request)
    this.#heard.push(JSON.stringify([answer.body, Object.fromEntries(answer.headers)]))
    return answer
  }
}

test('the token of a hold is sent once to its holder and never stored or logged', async () => {
  app = await RunningApp.start({ keys: KEYS })
  const hold = (await new ApiClient(app).post(HOLDS, { seatIds: ['1'] }, key(1))).body
  const path = `/api/holds/${hold.holdId}`

  const heard: string[] = []
  const anyone = new OverheardClient(heard)
  const holder = anyone.with(hold.token)
  const seller = anyone.with(SELLER)
  await holder.post(HOLDS, { seatIds: ['2'] }, key(2))
  await holder.post(`${path}/extend`, { ttlMs: 900_000 }, key(3))
  await holder.post(`${path}/extend`, { token: 7 })
  await anyone.with(`${hold.token}x`).delete(path)
  await anyone.with(`${ADMIN}x`).get('/api/events/default/history')
  app.seats.saveError = new Error('broken')
  await holder.post(`${path}/confirm`, {}, key(4))
  app.seats.saveError = undefined
  const { bookingId } = (await holder.post(`${path}/confirm`, {}, key(4))).body
  await seller.get(`/api/bookings/${bookingId}`)
  await seller.delete(`/api/bookings/${bookingId}`)
  await anyone.get('/api/events/default/seats')
  const history = await anyone.with(ADMIN).get('/api/events/default/history')
  await until(() => app.log.length > heard.length)

  const actions = new Set(history.body.entries.map(({ action }) => action))
  expect([...actions]).toEqual(['held', 'extended', 'confirmed', 'cancelled'])
  const kept = JSON.stringify(app.seats.changes)
  const told = JSON.stringify([heard, app.log])
  const everything = [kept, told, await app.metrics.render()].join()
  for (const secret of [hold.token, SECRET_KEY, ADMIN, SELLER]) {
    expect(everything).not.toContain(secret)
  }
  // The store has the digest of the token, and nobody else has.
  expect(kept).toContain(digest(hold.token))
  expect(told).not.toContain(digest(hold.token))
})

test('the references and codes that a request looks for are not logged, nor a key in a URL', async () => {
  app = await RunningApp.start({ keys: KEYS })
  const seller = new ApiClient(app, SELLER)
  await seller.get('/api/bookings?reference=order-of-a-buyer')
  await seller.get('/api/events/default/holds?code=CODE2345')
  await new ApiClient(app).get(`/api/bookings?reference=x&key=${SECRET_KEY}`)
  await new ApiClient(app).get(`/api/events?${SECRET_KEY}`)
  await until(() => app.log.filter(({ msg }) => msg === 'request').length === 4)

  expect(app.log.map(({ url }) => url)).toContain('/api/bookings')
  const log = JSON.stringify(app.log)
  for (const secret of ['order-of-a-buyer', 'CODE2345', SECRET_KEY]) {
    expect(log).not.toContain(secret)
  }
})
