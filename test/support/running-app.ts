import { pino } from 'pino'

import { createApp } from '../../src/adapters/http/app.ts'
import { HttpServer } from '../../src/adapters/http/http-server.ts'
import { Metrics } from '../../src/adapters/metrics/metrics.ts'
import { BookSeat } from '../../src/application/book-seat.ts'
import { DEFAULT_EVENT_ID, defaultEventSeatIds } from '../../src/domain/default-event.ts'
import { newSeat } from '../../src/domain/seat.ts'
import { FakeClock } from './fake-clock.ts'
import { FakeLock } from './fake-lock.ts'
import { FakeSeatRepository } from './fake-seat-repository.ts'
import { GENEROUS_LIMITS } from './generous-limits.ts'
import type { LogLine } from './service-process.ts'

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
  /** How many connections were too many. */
  refusedConnections = 0
  ready = true

  constructor(limits: Partial<typeof GENEROUS_LIMITS> = {}) {
    const allLimits = { ...GENEROUS_LIMITS, ...limits }
    const ports = { lock: this.lock, seats: this.seats, clock: new FakeClock() }
    const write = (line: string): void => void this.log.push(JSON.parse(line) as LogLine)
    const app = createApp({
      bookSeat: new BookSeat(ports, { lockTtlMs: 10_000 }),
      readiness: async () => ({ ready: this.ready, dependencies: { lock: { state: 'ok' } } }),
      metrics: this.metrics,
      logger: pino({ level: 'debug' }, { write }),
      bodyBytesMax: 1_024,
      limits: allLimits,
    })
    this.server = new HttpServer(app, {
      onUnreadableRequest: (_error, status) => void this.unreadable.push(status),
      onConnectionRefused: () => {
        this.refusedConnections++
      },
      host: '127.0.0.1',
      port: 0,
      limits: allLimits,
      shutdownGraceMs: 1_000,
    })
  }

  /** @param limits in the place of those that no test meets */
  static async start(limits: Partial<typeof GENEROUS_LIMITS> = {}): Promise<RunningApp> {
    const app = new RunningApp(limits)
    await app.server.start()
    return app
  }

  get url(): string {
    return `http://127.0.0.1:${this.server.port}`
  }

  fetch(path: string, init?: RequestInit): Promise<Response> {
    return fetch(this.url + path, init)
  }

  book(seatId: string, init: RequestInit = {}): Promise<Response> {
    return this.fetch(`/api/book/${seatId}`, { method: 'POST', ...init })
  }

  stop(): Promise<void> {
    return this.server.stop()
  }
}
