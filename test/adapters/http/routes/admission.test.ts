import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'

import {
  ADMISSION_KEY,
  admissionToken,
  type TokenContent,
} from '../../../builders/admission-token.ts'
import { KEYS, SELLER } from '../../../builders/keys.ts'
import { ApiClient } from '../../../drivers/api-client.ts'
import { RunningApp, type RunningAppOptions } from '../../../drivers/running-app.ts'
import { MINUTE_MS } from '../../../drivers/use-case-fixture.ts'

const HOLDS = '/api/events/default/holds'
const seats = (...seatIds: string[]) => ({ seatIds })

let app: RunningApp
let buyer: ApiClient
beforeEach(() => start())
afterEach(() => app.stop())

async function start(options: RunningAppOptions = {}): Promise<void> {
  app = await RunningApp.start({
    keys: KEYS,
    admissionKey: ADMISSION_KEY,
    holdLimits: { seatsPerClientMax: 2 },
    ...options,
  })
  buyer = new ApiClient(app)
}

const inMs = (ms: number) => Math.floor((app.office.clock.now().getTime() + ms) / 1_000)
const token = (over: TokenContent = {}) =>
  admissionToken({ sub: 'ann', aud: 'default', exp: inMs(MINUTE_MS), ...over })
const admittedBy = (admission: string) => ({ Admission: admission })
const admitted = async (over: TokenContent = {}) => admittedBy(await token(over))
const refusedWith = (detail: string) => ({
  status: 403,
  body: { code: 'admission-required', detail },
})

/** A token that is signed correctly for its header, with another header than that of a shop. */
function unsigned(header: object): string {
  const content = { sub: 'ann', aud: 'default', exp: inMs(MINUTE_MS) }
  const parts = [header, content].map((part) => Buffer.from(JSON.stringify(part)))
  return `${parts.map((part) => part.toString('base64url')).join('.')}.`
}

describe('an admission token', () => {
  test('admits its subject to hold and to book seats of its event', async () => {
    expect(await buyer.post(HOLDS, seats('1'), await admitted())).toMatchObject({ status: 201 })
    expect(await buyer.post('/api/book/2', {}, await admitted())).toMatchObject({ status: 200 })
    const several = await admitted({ sub: 'bob', aud: ['gala', 'default'] })
    expect(await buyer.post(HOLDS, seats('3'), several)).toMatchObject({ status: 201 })
  })

  const INVALID = 'The admission token is not valid.'
  const cases: [what: string, detail: string, make: () => string | undefined | Promise<string>][] =
    [
      ['missing', 'Send an admission token in the header Admission.', () => undefined],
      ['expired', 'The admission token has expired.', () => token({ exp: inMs(-1_000) })],
      [
        'for another event',
        'The admission token is for another event.',
        () => token({ aud: 'gala' }),
      ],
      [
        'without an expiry',
        'The claim exp of the admission token is not valid.',
        () => admissionToken({ sub: 'ann', aud: 'default' }),
      ],
      [
        'without an event',
        'The admission token is for another event.',
        () => admissionToken({ sub: 'ann', exp: inMs(MINUTE_MS) }),
      ],
      [
        'without a subject',
        'The claim sub of the admission token is not valid.',
        () => admissionToken({ aud: 'default', exp: inMs(MINUTE_MS) }),
      ],
      [
        'not valid yet',
        'The claim nbf of the admission token is not valid.',
        () => token({ nbf: inMs(MINUTE_MS) }),
      ],
      [
        'with an empty subject',
        'The subject of the admission token is not valid.',
        () => token({ sub: '' }),
      ],
      [
        'with a subject that cannot be stored',
        'The subject of the admission token is not valid.',
        () => token({ sub: 'a\0b' }),
      ],
      [
        'with another signature',
        INVALID,
        () => admissionToken({ sub: 'ann' }, { key: `${ADMISSION_KEY}!` }),
      ],
      ['with another algorithm', INVALID, () => admissionToken({ sub: 'ann' }, { alg: 'HS512' })],
      ['without a signature', INVALID, () => unsigned({ alg: 'none' })],
      ['with an empty signature', INVALID, () => unsigned({ alg: 'HS256' })],
      ['no token', INVALID, () => 'let me in'],
    ]

  test.each(cases)('that is %s does not admit, and nothing is changed', async (_, detail, make) => {
    const sent = await make()
    const headers = sent === undefined ? {} : admittedBy(sent)

    expect(await buyer.post(HOLDS, seats('1'), headers)).toMatchObject(refusedWith(detail))
    expect(await buyer.post('/api/book/1', {}, headers)).toMatchObject({
      status: 403,
      body: { code: 'admission-required' },
    })
    expect(app.seats.saved).toEqual([])
  })

  test('expires by the clock of the service', async () => {
    const headers = await admitted()
    app.office.clock.advance(MINUTE_MS)

    expect(await buyer.post(HOLDS, seats('1'), headers)).toMatchObject({ status: 403 })
  })

  test('is required to add seats to a hold, not to extend, confirm or release it', async () => {
    const hold = (await buyer.post(HOLDS, seats('1'), await admitted())).body
    const holder = buyer.with(hold.token)
    const path = `/api/holds/${hold.holdId}`

    expect((await holder.post(HOLDS, seats('2'))).status).toBe(403)
    expect((await holder.post(HOLDS, seats('2'), await admitted())).status).toBe(200)
    expect((await holder.post(`${path}/extend`)).status).toBe(200)
    expect((await holder.post(`${path}/release`, seats('2'))).status).toBe(200)
    expect((await holder.post(`${path}/confirm`)).status).toBe(200)
  })

  test('is not required from sellers', async () => {
    const seller = buyer.with(SELLER)

    expect((await seller.post(HOLDS, seats('1'))).status).toBe(201)
    expect((await seller.post('/api/book/2')).status).toBe(200)
  })

  test('is not required, and ignored, without a key', async () => {
    await app.stop()
    await start({ admissionKey: undefined })

    expect((await buyer.post(HOLDS, seats('1'))).status).toBe(201)
    expect((await buyer.post(HOLDS, seats('2'), admittedBy('any'))).status).toBe(201)
  })
})

describe('the subject of admission tokens', () => {
  test('is the client to which the limits apply', async () => {
    await buyer.post(HOLDS, seats('1'), await admitted())
    // Another token of the same subject.
    await buyer.post(HOLDS, seats('2'), await admitted({ exp: inMs(2 * MINUTE_MS) }))

    expect(await buyer.post(HOLDS, seats('3'), await admitted())).toMatchObject({
      status: 409,
      body: { code: 'too-many-seats-for-client' },
    })
    expect(await buyer.post('/api/book/3', {}, await admitted())).toMatchObject({ status: 409 })
    expect((await buyer.post(HOLDS, seats('3'), await admitted({ sub: 'bob' }))).status).toBe(201)
  })

  test('stands for the client of a hold when its holds are released', async () => {
    await buyer.post(HOLDS, seats('1'), await admitted())
    await buyer.post(HOLDS, seats('2'), await admitted({ sub: 'bob' }))
    const body = { clientId: 'subject:ann' }

    const admin = buyer.with(KEYS.admin)
    expect((await admin.post(`${HOLDS}/release`, body)).body).toMatchObject({ holds: 1, seats: 1 })
  })

  test('separates the idempotency keys of clients', async () => {
    const key = { 'Idempotency-Key': 'order-1' }
    const first = await buyer.post(HOLDS, seats('1'), { ...key, ...(await admitted()) })
    const bob = await admitted({ sub: 'bob' })

    expect(await buyer.post(HOLDS, seats('1'), { ...key, ...(await admitted()) })).toEqual(
      expect.objectContaining({ status: 201, body: first.body }),
    )
    expect((await buyer.post(HOLDS, seats('1'), { ...key, ...bob })).status).toBe(409)
  })
})
