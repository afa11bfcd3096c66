import { Agent, request } from 'node:http'

/** What buyers were told, counted from the answers themselves. */
export class Tally {
  /** The seats of all answers 200, one entry each. */
  readonly bookedSeats: string[] = []
  readonly byStatus = new Map<number, number>()
  /** Requests that ended without an answer. */
  readonly failures: Error[] = []

  get total(): number {
    return this.failures.length + [...this.byStatus.values()].reduce((sum, count) => sum + count, 0)
  }

  /** Answers that no buyer should get, by status. */
  get unexpected(): [status: number, count: number][] {
    return [...this.byStatus].filter(([status]) => ![200, 400, 423].includes(status))
  }

  /** Seats that more than one buyer was told to have. */
  get soldTwice(): string[] {
    return this.bookedSeats.filter((seat, index) => this.bookedSeats.indexOf(seat) !== index)
  }
}

/** After which a crowd goes home by itself, because there is no service left to talk to. */
const FAILURES_MAX = 1_000

/** A crowd of buyers, each with one keep-alive connection, who book as fast as they are answered. */
export class Crowd {
  readonly tally = new Tally()
  readonly #baseUrl: string
  readonly #agent: Agent
  #inFlight = 0
  #open = true
  readonly #buyers: Promise<void>[]

  /** @param nextSeat which seat to try next, until the crowd goes home */
  constructor(
    baseUrl: string,
    options: { readonly buyers: number; readonly nextSeat: () => string },
  ) {
    this.#baseUrl = baseUrl
    this.#agent = new Agent({ keepAlive: true, maxSockets: options.buyers })
    this.#buyers = Array.from({ length: options.buyers }, async () => {
      while (this.#open && this.tally.failures.length < FAILURES_MAX) {
        await this.#book(options.nextSeat())
      }
    })
  }

  /** Requests that were sent and have no answer yet. */
  get inFlight(): number {
    return this.#inFlight
  }

  /** Resolves when every buyer has had the answer to their last request. */
  async goHome(): Promise<Tally> {
    this.#open = false
    await Promise.all(this.#buyers)
    this.#agent.destroy()
    return this.tally
  }

  async #book(seatId: string): Promise<void> {
    this.#inFlight++
    try {
      const status = await post(`${this.#baseUrl}/api/book/${seatId}`, this.#agent)
      this.tally.byStatus.set(status, (this.tally.byStatus.get(status) ?? 0) + 1)
      if (status === 200) this.tally.bookedSeats.push(seatId)
    } catch (error) {
      this.tally.failures.push(error as Error)
    } finally {
      this.#inFlight--
    }
  }
}

function post(url: string, agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    request(url, { method: 'POST', agent }, (response) => {
      response.resume()
      response.on('end', () => {
        resolve(response.statusCode ?? 0)
      })
      response.on('error', reject)
    })
      .on('error', reject)
      .end()
  })
}
