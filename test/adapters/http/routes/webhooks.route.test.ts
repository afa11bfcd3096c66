import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'

import { CHANGE_TYPES } from '../../../../src/domain/history.ts'
import { ADMIN, KEYS, SELLER } from '../../../builders/keys.ts'
import { newDelivery } from '../../../builders/webhook.ts'
import { ApiClient } from '../../../drivers/api-client.ts'
import { RunningApp } from '../../../drivers/running-app.ts'

const WEBHOOKS = '/api/webhooks'
const URL = 'https://shop.example/webhooks?from=holdfast'
const SECRET = /^whsec_[A-Za-z0-9+/]{43}=$/

let app: RunningApp
let admin: ApiClient
beforeEach(async () => {
  app = await RunningApp.start({ keys: KEYS })
  admin = new ApiClient(app, ADMIN)
})
afterEach(() => app.stop())

const create = (over: object = {}) => admin.post(WEBHOOKS, { url: URL, name: 'Shop', ...over })

/** A webhook without its secret. */
const described = (webhookId: string, over: object = {}) => ({
  webhookId,
  name: 'Shop',
  url: URL,
  types: CHANGE_TYPES,
  status: 'active',
  createdAt: app.office.clock.now().toISOString(),
  ...over,
})

describe('registering a webhook', () => {
  test('returns it with its secret, which is not returned again', async () => {
    const { status, headers, body } = await create()

    const { webhookId, secret } = body
    expect([status, body]).toEqual([201, { ...described(webhookId), secret }])
    expect(secret).toMatch(SECRET)
    expect(headers.get('location')).toBe(`${WEBHOOKS}/${webhookId}`)
    expect((await admin.get(`${WEBHOOKS}/${webhookId}`)).body).toEqual(described(webhookId))
    expect((await admin.get(WEBHOOKS)).body).toEqual({ webhooks: [described(webhookId)] })
  })

  test('gives each webhook an id and a secret of its own', async () => {
    const [one, other] = [await create(), await create()]

    expect(one.body.webhookId).not.toBe(other.body.webhookId)
    expect(one.body.secret).not.toBe(other.body.secret)
  })

  test('takes a selection of types', async () => {
    const types = ['booking.created', 'booking.cancelled']
    expect((await create({ types })).body).toMatchObject({ types })
  })

  test.each([
    ['no type', { types: [] }],
    ['an unknown type', { types: ['seat.sold'] }],
    ['a type twice', { types: ['hold.placed', 'hold.placed'] }],
    ['no URL', { url: undefined }],
    ['no name', { name: undefined }],
    ['an unknown field', { secret: 'whsec_own' }],
  ])('is refused with %s', async (_, over) => {
    const { status, body } = await create(over)
    expect([status, body.code]).toEqual([400, 'invalid-request'])
  })

  test.each([
    ['the key of a seller', SELLER, 403],
    ['no key', undefined, 401],
  ])('is refused with %s', async (_, key, status) => {
    const client = new ApiClient(app, key)
    expect((await client.post(WEBHOOKS, { url: URL, name: 'Shop' })).status).toBe(status)
  })
})

test('a disabled webhook is shown as disabled', async () => {
  const { webhookId } = (await create()).body
  const disabledAt = app.office.clock.now()
  await app.webhooks.webhooks.disableWebhook(webhookId, disabledAt)

  expect((await admin.get(`${WEBHOOKS}/${webhookId}`)).body).toEqual(
    described(webhookId, { status: 'disabled', disabledAt: disabledAt.toISOString() }),
  )
})

test('a webhook is deleted once', async () => {
  const path = `${WEBHOOKS}/${(await create()).body.webhookId}`

  expect((await admin.delete(path)).status).toBe(204)
  expect((await admin.delete(path)).body.code).toBe('webhook-not-found')
  expect((await admin.get(path)).body.code).toBe('webhook-not-found')
})

test('rotating a secret returns the new one, and until when the old one is valid', async () => {
  const { webhookId, secret } = (await create()).body
  const rotated = await admin.post(`${WEBHOOKS}/${webhookId}/rotate`)

  const previousSecretValidUntil = new Date(app.office.clock.now().getTime() + 86_400_000)
  expect(rotated.body).toEqual({
    secret: expect.stringMatching(SECRET),
    previousSecretValidUntil: previousSecretValidUntil.toISOString(),
  })
  expect(rotated.body.secret).not.toBe(secret)
  expect((await admin.post(`${WEBHOOKS}/no-such/rotate`)).body.code).toBe('webhook-not-found')
})

describe('the log of deliveries', () => {
  const DELIVERIES = `${WEBHOOKS}/w-1/deliveries`
  beforeEach(() => app.webhooks.addWebhook())

  test('is listed in pages, newest first', async () => {
    for (const revision of [1, 2, 3]) {
      const at = new Date(Date.UTC(2026, 5, 1, 10, 0, revision))
      const delivery = newDelivery({ id: `d-${revision}`, revision, at })
      await app.webhooks.webhooks.addDelivery(delivery)
    }
    const first = (await admin.get(`${DELIVERIES}?limit=2`)).body
    const second = (await admin.get(`${DELIVERIES}?limit=2&cursor=${first.nextCursor}`)).body

    const farFuture = Buffer.from('[9e15,"d-1"]').toString('base64url')
    const refused = await admin.get(`${DELIVERIES}?cursor=${farFuture}`)
    expect(refused.body.code).toBe('invalid-request')

    const [newest] = first.deliveries
    expect(newest).toEqual({
      deliveryId: 'd-3',
      eventId: 'gala',
      revision: 3,
      type: 'booking.created',
      attempt: 1,
      at: '2026-06-01T10:00:03.000Z',
      outcome: 'delivered',
      responseStatus: 204,
    })
    expect(first.deliveries.map(({ revision }) => revision)).toEqual([3, 2])
    expect(second.deliveries.map(({ revision }) => revision)).toEqual([1])
    expect(second.nextCursor).toBeUndefined()
    expect((await admin.get(`${WEBHOOKS}/no-such/deliveries`)).body.code).toBe('webhook-not-found')
  })

  test('has what a redelivery returns', async () => {
    await new ApiClient(app).post('/api/book/1')
    await app.webhooks.run(app.webhooks.instance())
    const [delivered] = (await admin.get(DELIVERIES)).body.deliveries
    app.office.clock.advance(1)
    app.webhooks.sender.answer = () => ({ outcome: 'failed', error: 'no response in 15000 ms' })
    const again = await admin.post(`${DELIVERIES}/${delivered?.deliveryId}/redeliver`)

    expect(again.status).toBe(200)
    expect(again.body).toMatchObject({
      eventId: 'default',
      revision: 1,
      attempt: 0,
      outcome: 'failed',
      error: 'no response in 15000 ms',
    })
    expect(app.webhooks.sender.revisions('default')).toEqual([1, 1])
    expect((await admin.get(DELIVERIES)).body.deliveries).toEqual([again.body, delivered])
  })
})
