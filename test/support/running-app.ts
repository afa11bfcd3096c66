import { pino } from 'pino'

import { digestOf, Keys } from '../../src/adapters/http/access.ts'
import { createApp } from '../../src/adapters/http/app.ts'
import { bookSeatEndpoint } from '../../src/adapters/http/book-seat.route.ts'
import { withDocumentation } from '../../src/adapters/http/docs/documentation.route.ts'
import type { Endpoint } from '../../src/adapters/http/endpoint.ts'
import { HttpServer } from '../../src/adapters/http/http-server.ts'
import { openApiDocument } from '../../src/adapters/http/openapi/openapi-document.ts'
import { operationEndpoints } from '../../src/adapters/http/operation.route.ts'
import { Metrics } from '../../src/adapters/metrics/metrics.ts'
import { BookSeat } from '../../src/application/book-seat.ts'
import { DEFAULT_EVENT_ID, defaultEventSeatIds } from '../../src/domain/default-event.ts'
import { newSeat } from '../../src/domain/seat.ts'
import { DocumentedAnswers } from './documented-answers.ts'
import { FakeClock } from './fake-clock.ts'
import { FakeLock } from './fake-lock.ts'
import { FakeSeatRepository } from './fake-seat-repository.ts'
import type { LogLine } from './service-process.ts'

export interface RunningAppOptions {
  readonly endpoints?: readonly Endpoint[]
  readonly keys?: { readonly admin?: string; readonly seller?: string }
  readonly publicBooking?: boolean
}

/** The HTTP adapter on a real socket, over the real use case and fake ports. */
export class RunningApp {
  readonly lock = new FakeLock()
  readonly seats = new FakeSeatRepository(DEFAULT_EVENT_ID, defaultEventSeatIds(100).map(newSeat))
  readonly metrics = new Metrics()
  /** Every line of the log, from the least important up. */
  readonly log: LogLine[] = []
  readonly server: HttpServer
  /** The status of each answer to what could not be read as a request. */
  readonly unreadable: number[] = []
  readonly #documented: DocumentedAnswers
  ready = true

  /** @param options.endpoints more of them, for what no route of the service does yet */
  constructor({ endpoints = [], keys = {}, publicBooking = true }: RunningAppOptions = {}) {
    const ports = { lock: this.lock, seats: this.seats, clock: new FakeClock() }
    const write = (line: string): void => void this.log.push(JSON.parse(line) as LogLine)
    const all = [
      bookSeatEndpoint(new BookSeat(ports, { lockTtlMs: 10_000 }), this.metrics, {
        access: publicBooking ? 'public' : 'seller',
      }),
      ...operationEndpoints(
        async () => ({ ready: this.ready, dependencies: { lock: { state: 'ok' } } }),
        this.metrics,
      ),
      ...endpoints,
    ]
    this.#documented = new DocumentedAnswers(openApiDocument(withDocumentation(all)))
    const app = createApp({
      endpoints: all,
      keys: new Keys({ admin: digest(keys.admin), seller: digest(keys.seller) }),
      metrics: this.metrics,
      logger: pino({ level: 'debug' }, { write }),
      bodyBytesMax: 1_024,
    })
    this.server = new HttpServer(app, {
      onUnreadableRequest: (_error, status) => void this.unreadable.push(status),
      host: '127.0.0.1',
      port: 0,
      shutdownGraceMs: 1_000,
    })
  }

  static async start(options?: RunningAppOptions): Promise<RunningApp> {
    const app = new RunningApp(options)
    await app.server.start()
    return app
  }

  get url(): string {
    return `http://127.0.0.1:${this.server.port}`
  }

  /** @throws {Error} when the answer is not as the API document says */
  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const response = await fetch(this.url + path, init)
    await this.#documented.check(init.method ?? 'GET', path, response)
    return response
  }

  book(seatId: string, init: RequestInit = {}): Promise<Response> {
    return this.fetch(`/api/book/${seatId}`, { method: 'POST', ...init })
  }

  stop(): Promise<void> {
    return this.server.stop()
  }
}

function digest(key: string | undefined): Buffer | undefined {
  return key === undefined ? undefined : digestOf(key)
}
