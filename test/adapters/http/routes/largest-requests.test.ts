import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'

import { eventWithSeats } from '../../../builders/event-with-seats.ts'
import { ADMIN, KEYS, SELLER } from '../../../builders/keys.ts'
import { ApiClient } from '../../../drivers/api-client.ts'
import { RunningApp } from '../../../drivers/running-app.ts'

const OPERA = '/api/events/opera'
/** Distinct ids of the maximum length. */
const SEATS = Array.from({ length: 1_000 }, (_, index) => String(index).padStart(128, 'ж'))

let app: RunningApp
let anyone: ApiClient
beforeAll(async () => {
  app = await RunningApp.start({ keys: KEYS, holdLimits: { seatsMax: 100 } })
  anyone = new ApiClient(app)
  await app.office.events.addEvent(eventWithSeats('opera', SEATS))
})
afterAll(() => app.stop())

/** Indented, and with every character of a text escaped. */
function escaped(body: object): string {
  const escape = (text: string) =>
    Array.from(text, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
  return JSON.stringify(body, null, 4).replaceAll(/[ж\d]{3,}/g, (text) => escape(text).join(''))
}

const send = async (client: ApiClient, method: string, path: string, body: object) =>
  client.send(method, path, escaped(body))

describe('a request with as many seats as possible, with the longest ids, is accepted', () => {
  test('to block and unblock seats', async () => {
    const admin = anyone.with(ADMIN)

    expect((await send(admin, 'POST', `${OPERA}/blocks`, { seatIds: SEATS })).status).toBe(200)
    expect((await send(admin, 'DELETE', `${OPERA}/blocks`, { seatIds: SEATS })).status).toBe(204)
  })

  test('to book seats, to move them and to cancel them', async () => {
    const seller = anyone.with(SELLER)
    const [seatIds, others] = [SEATS.slice(0, 100), SEATS.slice(100, 200)]
    const request = { seatIds, reference: 'ж'.repeat(128) }
    const booked = await send(seller, 'POST', `${OPERA}/bookings`, request)
    expect(booked.status).toBe(201)

    const path = `/api/bookings/${booked.body.bookingId}`
    const moves = seatIds.map((from, index) => ({ from, to: others[index] }))
    expect((await send(seller, 'POST', `${path}/move`, { moves })).status).toBe(200)
    expect((await send(seller, 'POST', `${path}/cancel`, { seatIds: others })).status).toBe(200)
  })

  test('to hold seats and to release them', async () => {
    const seatIds = SEATS.slice(200, 300)
    const { status, body } = await send(anyone, 'POST', `${OPERA}/holds`, { seatIds })
    expect(status).toBe(201)

    const holder = anyone.with(body.token)
    const release = `/api/holds/${body.holdId}/release`
    expect((await send(holder, 'POST', release, { seatIds })).status).toBe(200)
  })

  test('to hold places of standing areas', async () => {
    const areas = SEATS.slice(0, 100).map((areaId) => ({ areaId, quantity: 1 }))
    const answer = await send(anyone, 'POST', `${OPERA}/holds`, { areas })

    expect(answer).toMatchObject({ status: 404, body: { code: 'area-not-found' } })
  })
})
