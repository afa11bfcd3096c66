import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, expect, test } from '@jest/globals'

import { granted, type HoldfastClient } from '../../client/src/index.ts'
import { freePort } from '../../tools/servers/free-port.ts'
import { ServiceProcess } from '../../tools/servers/service-process.ts'
import { TcpProxy } from '../../tools/servers/tcp-proxy.ts'
import { until } from '../../tools/until.ts'

const ADMIN_KEY = 'the-key-of-the-administrator'
const BUYERS = 16
const KILLS = 2
/** How many seats are put on offer, and how many of them are sold, before answers are lost. */
const SEATS_OFFERED = 200
const SEATS_SOLD = 100
/** Something to want for each buyer when answers are lost, however many seats were sold by then. */
const SEATS_MORE = 2 * BUYERS

/** Patient enough for a service that takes its time to come back. */
const RETRIES = { attemptsMax: 10_000, backoffMs: 10, backoffMsMax: 50 }

let folder: string
let proxy: TcpProxy
let service: ServiceProcess | undefined
let start: () => Promise<ServiceProcess>
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-'))
  const port = await freePort()
  proxy = await TcpProxy.start(port)
  const settings = {
    STORE: '',
    PORT: `${port}`,
    DEFAULT_EVENT_SEATS: '1000',
    ADMIN_KEY,
    PUBLIC_BOOKING: 'true',
    SEATS_PER_CLIENT: '0',
  }
  start = () => ServiceProcess.start(settings, { cwd: folder })
})
afterEach(async () => {
  await service?.stop()
  await proxy.close()
  rmSync(folder, { recursive: true })
})

/** Buyers who hold two seats and confirm them, and then two others, as long as there are seats on offer. */
class Sale {
  /** The booking of each seat, as buyers were told. */
  readonly told = new Map<string, string>()
  #offered = 0
  #seats = 0
  #open = true
  readonly #buyers: Promise<unknown>

  constructor(client: HoldfastClient) {
    this.#buyers = Promise.all(Array.from({ length: BUYERS }, () => this.#buy(client)))
  }

  /** Puts so many more seats on offer. */
  offer(seats: number): void {
    this.#offered += seats
  }

  end(): Promise<unknown> {
    this.#open = false
    return this.#buyers
  }

  async #buy(client: HoldfastClient): Promise<void> {
    for (;;) {
      await until(() => !this.#open || this.#seats < this.#offered)
      if (!this.#open) return
      const seatIds = [`${++this.#seats}`, `${++this.#seats}`]
      const hold = granted(await client.holdSeats('default', { seatIds }))
      const { bookingId } = granted(await client.confirmHold(hold))
      for (const seatId of seatIds) this.told.set(seatId, bookingId)
    }
  }
}

/** What happened to each seat, in order, with the booking where there is one. */
async function storiesOf(client: HoldfastClient): Promise<Map<string, string[]>> {
  const stories = new Map<string, string[]>()
  for await (const { seatId = '', action, bookingId } of client.history('default')) {
    stories.set(seatId, [...(stories.get(seatId) ?? []), bookingId ?? action])
  }
  return stories
}

test('buyers who use the client have what they hold, once, when answers are lost and the service is killed', async () => {
  service = await start()
  const baseUrl = `http://127.0.0.1:${proxy.port}`
  const sale = new Sale(service.client({ baseUrl, retries: RETRIES }))

  for (let kill = 1; kill <= KILLS; kill++) {
    const sold = sale.told.size
    sale.offer(SEATS_OFFERED)
    await until(() => sale.told.size >= sold + SEATS_SOLD)
    const { stopped } = proxy.replies
    proxy.replies.flow = 'drop'
    sale.offer(SEATS_MORE)
    // Whatever these buyers wanted is done, and they will not learn it.
    await until(() => proxy.replies.stopped >= stopped + BUYERS)
    await service.stop()
    proxy.replies.flow = 'pass'
    service = await start()
  }
  await sale.end()

  expect(await storiesOf(service.client({ key: ADMIN_KEY }))).toEqual(
    new Map(Array.from(sale.told, ([seatId, bookingId]) => [seatId, ['held', bookingId]])),
  )
})
