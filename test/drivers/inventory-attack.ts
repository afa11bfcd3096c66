import type { AnsweredBody, ApiClient } from './api-client.ts'
import type { RunningApp } from './running-app.ts'
import { MINUTE_MS } from './use-case-fixture.ts'

const SEATS_PER_HOLD = 10
const MINUTES_PER_ROUND = 5

export interface AttackOptions {
  readonly eventId: string
  readonly seatIds: readonly string[]
  /** The headers of its requests to hold seats. */
  readonly headers: Readonly<Record<string, string>>
  /** Whether it also confirms its holds. */
  readonly confirms: boolean
}

type Hold = Pick<AnsweredBody, 'holdId' | 'token' | 'seatIds'>

/** One client that tries to keep all seats of an event from other buyers. */
export class InventoryAttack {
  requests = 0
  /** The most seats that it had at once. */
  seatsMax = 0
  readonly #app: RunningApp
  readonly #api: ApiClient
  readonly #options: AttackOptions
  #holds: Hold[] = []

  constructor(app: RunningApp, api: ApiClient, options: AttackOptions) {
    this.#app = app
    this.#api = api
    this.#options = options
  }

  /** Takes whatever it can get, then does something else with its holds in each round. */
  async run(rounds: number): Promise<void> {
    for (let round = 0; round < rounds; round++) {
      await this.takeAll()
      const [first, ...others] = this.#holds
      if (round % 4 === 0) for (const hold of this.#holds) await this.#post(hold, 'extend')
      if (round % 4 === 1 && first) await this.#swapSeat(first)
      if (round % 4 === 2) for (const hold of others) await this.#releaseAndHold(hold)
      // In the last one, it lets its holds expire.
      if (this.#options.confirms && first) await this.#post(first, 'confirm')
      await this.#count()
      this.#app.office.clock.advance(MINUTES_PER_ROUND * MINUTE_MS)
      await this.#app.office.useCases.expireHolds.execute({ requestId: 'sweep' })
    }
  }

  /** Tries to hold every seat. */
  async takeAll(): Promise<void> {
    const { seatIds } = this.#options
    for (let from = 0; from < seatIds.length; from += SEATS_PER_HOLD) {
      await this.#hold({ seatIds: seatIds.slice(from, from + SEATS_PER_HOLD) })
    }
    await this.#hold({ bestAvailable: { quantity: 1 } })
    await this.#count()
  }

  async #swapSeat(hold: Hold): Promise<void> {
    const seatIds = hold.seatIds.slice(0, 1)
    await this.#post(hold, 'release', { seatIds })
    await this.#hold({ seatIds }, this.#api.with(hold.token))
  }

  async #releaseAndHold(hold: Hold): Promise<void> {
    const { seatIds } = hold
    await this.#post(hold, 'release', { seatIds })
    await this.#hold({ seatIds })
  }

  async #hold(wanted: object, api = this.#api): Promise<void> {
    this.requests++
    const path = `/api/events/${this.#options.eventId}/holds`
    const { status, body } = await api.post(path, wanted, this.#options.headers)
    if (status === 201) this.#holds.push(body)
  }

  async #post({ holdId, token }: Hold, action: string, body?: object): Promise<void> {
    this.requests++
    const { status } = await this.#api.with(token).post(`/api/holds/${holdId}/${action}`, body)
    const isGone = status === 410 || action === 'confirm'
    if (isGone) this.#holds = this.#holds.filter((hold) => hold.holdId !== holdId)
  }

  async #count(): Promise<void> {
    const { body } = await this.#api.get(`/api/events/${this.#options.eventId}/seats`)
    this.seatsMax = Math.max(this.seatsMax, body.seats.length)
  }
}
