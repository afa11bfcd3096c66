import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, expect, test } from '@jest/globals'

import { ServiceProcess, type ServiceSettings } from '../../tools/servers/service-process.ts'
import { ThreeInstances } from '../drivers/three-instances.ts'

const SEATS_PER_CLIENT = 2
const CLIENTS = 20
const SETTINGS: ServiceSettings = {
  DEFAULT_EVENT_SEATS: '1000',
  SEATS_PER_CLIENT: `${SEATS_PER_CLIENT}`,
  PUBLIC_BOOKING: 'true',
  TRUST_PROXY: '127.0.0.1',
}

const stops: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop()
})

/** Counts the seats that each client was granted, and the requests that were refused for the limit. */
class Rush {
  readonly seatsOf = new Map<string, number>()
  refusals = 0
  readonly #urls: readonly string[]
  #seats = 0

  constructor(urls: readonly string[]) {
    this.#urls = urls
  }

  /** Sends holds, bookings and confirmations of each client to all instances at once. */
  async run(): Promise<void> {
    const clients = Array.from({ length: CLIENTS }, (_, index) => `192.0.2.${index + 1}`)
    await Promise.all(clients.flatMap((client) => this.#urls.map((url) => this.#send(client, url))))
  }

  async #send(client: string, url: string): Promise<void> {
    const best = { bestAvailable: { quantity: 1 } }
    await Promise.all([
      this.#holdAndConfirm(client, url),
      this.#post(client, `${url}/api/book/${++this.#seats}`, {}, 1),
      this.#post(client, `${url}/api/events/default/holds`, best, 1),
    ])
  }

  async #holdAndConfirm(client: string, url: string): Promise<void> {
    const seatIds = [`${++this.#seats}`, `${++this.#seats}`]
    const { holdId, token } = await this.#post(
      client,
      `${url}/api/events/default/holds`,
      { seatIds },
      2,
    )
    if (!token) return
    const confirm = (each: string) =>
      this.#post(client, `${each}/api/holds/${holdId}/confirm`, {}, 0, token)
    await Promise.all(this.#urls.map(confirm))
  }

  async #post(client: string, url: string, body: object, seatCount: number, token?: string) {
    const authorization = token === undefined ? {} : { Authorization: `Bearer ${token}` }
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': client, ...authorization },
      body: JSON.stringify(body),
    })
    const answer = (await response.json()) as { holdId?: string; token?: string; code?: string }
    if (answer.code === 'too-many-seats-for-client') this.refusals++
    if (response.ok) this.seatsOf.set(client, (this.seatsOf.get(client) ?? 0) + seatCount)
    return answer
  }
}

async function expectLimit(urls: readonly string[]): Promise<void> {
  const rush = new Rush(urls)
  await rush.run()

  expect(Math.max(...rush.seatsOf.values())).toBe(SEATS_PER_CLIENT)
  expect(rush.seatsOf.size).toBe(CLIENTS)
  expect(rush.refusals).toBeGreaterThan(0)
}

test('clients that send requests to three instances at once get the limit and not more', async () => {
  const instances = await ThreeInstances.start(SETTINGS)
  stops.push(() => instances.stop())
  await expectLimit(instances.urls)
})

test('without Redis, one instance gives each client the limit and not more', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'client-quota-'))
  stops.push(() => rm(folder, { recursive: true }))
  const env = { STORE: 'embedded', DEMO_EVENT: 'false', ...SETTINGS }
  const service = await ServiceProcess.start(env, { cwd: folder })
  stops.push(() => service.stop())
  await expectLimit([service.url])
})
