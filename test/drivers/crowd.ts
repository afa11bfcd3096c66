import { randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'

export interface Acknowledged {
  readonly seatId: string
  readonly bookingId: string
}

/** Counts the answers that buyers received. */
export class Tally {
  /** One entry for each answer 200. */
  readonly acknowledged: Acknowledged[] = []
  readonly byStatus = new Map<number, number>()
  /** Requests that ended without an answer. */
  readonly failures: Error[] = []
  /** The ids of refused requests, which must not have changed anything. */
  readonly refusedRequests = new Set<string>()

  /** Adds the answers of another crowd. */
  add(other: Tally): void {
    this.acknowledged.push(...other.acknowledged)
    for (const request of other.refusedRequests) this.refusedRequests.add(request)
  }

  get bookedSeats(): string[] {
    return this.acknowledged.map(({ seatId }) => seatId)
  }

  get total(): number {
    return this.failures.length + [...this.byStatus.values()].reduce((sum, count) => sum + count, 0)
  }

  /** Unexpected answers, by status. */
  get unexpected(): [status: number, count: number][] {
    return [...this.byStatus].filter(([status]) => ![200, 400, 423].includes(status))
  }

  /** Seats that more than one buyer was granted. */
  get soldTwice(): string[] {
    const seats = this.bookedSeats
    return seats.filter((seat, index) => seats.indexOf(seat) !== index)
  }
}

/** Consecutive failures after which a crowd stops, because the service does not exist any more. */
const FAILURES_MAX = 10_000

/** Avoids a busy loop while the service is down. */
const PAUSE_AFTER_FAILURE_MS = 5

export interface CrowdOptions {
  readonly buyers: number
  /** Returns the seat to try next. */
  readonly nextSeat: () => string
}

/** A crowd of buyers, each with one keep-alive connection, who book as fast as they are answered. */
export class Crowd {
  readonly tally = new Tally()
  readonly #agent: Agent
  #inFlight = 0
  #failuresInARow = 0
  #open = true
  readonly #buyers: Promise<void>[]

  /** @param baseUrls the instances; requests rotate through them */
  constructor(baseUrls: string | readonly string[], { buyers, nextSeat }: CrowdOptions) {
    const urls = [baseUrls].flat()
    let turn = 0
    this.#agent = new Agent({ keepAlive: true, maxSockets: buyers })
    this.#buyers = Array.from({ length: buyers }, async () => {
      while (this.#open && this.#failuresInARow < FAILURES_MAX) {
        await this.#book(urls[turn++ % urls.length] ?? '', nextSeat())
      }
    })
  }

  /** Requests in flight. */
  get inFlight(): number {
    return this.#inFlight
  }

  /** Stops the crowd; resolves when all requests are answered. */
  async goHome(): Promise<Tally> {
    this.#open = false
    await Promise.all(this.#buyers)
    this.#agent.destroy()
    return this.tally
  }

  async #book(baseUrl: string, seatId: string): Promise<void> {
    const requestId = randomUUID()
    this.#inFlight++
    try {
      const { status, body } = await post(
        `${baseUrl}/api/book/${seatId}`,
        { 'X-Request-Id': requestId, 'Idempotency-Key': requestId },
        this.#agent,
      )
      this.#failuresInARow = 0
      this.tally.byStatus.set(status, (this.tally.byStatus.get(status) ?? 0) + 1)
      if (status === 200) {
        const { bookingId } = JSON.parse(body) as Acknowledged
        this.tally.acknowledged.push({ seatId, bookingId })
      } else if (status < 500) {
        this.tally.refusedRequests.add(requestId)
      }
    } catch (error) {
      this.#failuresInARow++
      this.tally.failures.push(error as Error)
      await pause(PAUSE_AFTER_FAILURE_MS)
    } finally {
      this.#inFlight--
    }
  }
}

function post(
  url: string,
  headers: Readonly<Record<string, string>>,
  agent: Agent,
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    request(url, { method: 'POST', headers, agent }, (response) => {
      let body = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => {
        body += chunk
      })
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, body })
      })
      response.on('error', reject)
    })
      .on('error', reject)
      .end()
  })
}
