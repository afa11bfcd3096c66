import { pino } from 'pino'

import { type ClientOptions, HoldfastClient } from '../../client/src/index.ts'
import { allEndpoints, type EndpointsOptions } from '../../src/adapters/http/all-endpoints.ts'
import { createApp } from '../../src/adapters/http/app.ts'
import { withDocumentation } from '../../src/adapters/http/docs/documentation.route.ts'
import { AccessKeys, keyDigest } from '../../src/adapters/http/endpoint/access-keys.ts'
import type { Endpoint } from '../../src/adapters/http/endpoint/endpoint.ts'
import type { Origins } from '../../src/adapters/http/endpoint/origins.ts'
import type { ServerRole } from '../../src/adapters/http/endpoint/server-role.ts'
import { Clients } from '../../src/adapters/http/limits/clients.ts'
import { WrongKeys } from '../../src/adapters/http/limits/wrong-keys.ts'
import type { Json } from '../../src/adapters/http/openapi/components.ts'
import { openApiDocument } from '../../src/adapters/http/openapi/openapi-document.ts'
import { PlanDocumentReader } from '../../src/adapters/http/plans/plan-document-reader.ts'
import { Admission } from '../../src/adapters/http/routes/admission.ts'
import { HoldTokens } from '../../src/adapters/http/routes/hold-tokens.ts'
import { HttpServer } from '../../src/adapters/http/server/http-server.ts'
import {
  OpenStreams,
  type OpenStreamsOptions,
} from '../../src/adapters/http/streams/open-streams.ts'
import { ActivityMonitor } from '../../src/adapters/metrics/activity-monitor.ts'
import { Metrics } from '../../src/adapters/metrics/metrics.ts'
import { RepeatedTask } from '../../src/adapters/system/repeated-task.ts'
import type { UseCaseLimits } from '../../src/application/use-cases.ts'
import type { LogLine } from '../../tools/servers/service-process.ts'
import { GENEROUS_LIMITS } from '../builders/generous-limits.ts'
import type { FakeLock } from '../fakes/fake-lock.ts'
import type { FakeSeatRepository } from '../fakes/fake-seat-repository.ts'
import { DocumentedAnswers } from './documented-answers.ts'
import { UseCaseFixture } from './use-case-fixture.ts'
import type { WebhookFixture } from './webhook-fixture.ts'

interface Keys {
  readonly admin?: string
  readonly seller?: string
}

export interface RunningAppOptions {
  readonly endpoints?: readonly Endpoint[]
  readonly role?: ServerRole
  readonly keys?: Keys
  readonly publicBooking?: boolean
  readonly checkoutUrl?: string | undefined
  /** The secret of admission tokens. */
  readonly admissionKey?: string | undefined
  /** In the place of those that no test meets. */
  readonly limits?: Partial<typeof GENEROUS_LIMITS>
  readonly trustProxy?: string
  readonly holdLimits?: Partial<UseCaseLimits>
  readonly wrongKeysPerMinute?: number
  readonly bodyBytesMax?: number
  readonly logLinesPerSecondMax?: number
  readonly logLevel?: string
  readonly origins?: Origins
  readonly shutdownGraceMs?: number
  /** In the place of bounds that no test meets. */
  readonly streams?: Partial<OpenStreamsOptions>
}

/** The HTTP adapter on a real socket, over the real use case and fake ports. */
export class RunningApp {
  readonly office: UseCaseFixture
  readonly lock: FakeLock
  readonly seats: FakeSeatRepository
  readonly webhooks: WebhookFixture
  readonly metrics = new Metrics()
  readonly activity: ActivityMonitor
  /** Every line of the log, from the least important up. */
  readonly log: LogLine[] = []
  readonly server: HttpServer
  readonly streams: OpenStreams
  /** The status of each answer to what could not be read as a request. */
  readonly unreadable: number[] = []
  readonly #documented: DocumentedAnswers
  ready = true
  /** Called for a key that this instance does not know. */
  refreshKeys = () => this.office.keys.refresh()
  readonly #ticks: RepeatedTask

  /** @param options.endpoints more of them, for what no route of the service does yet */
  constructor({
    endpoints = [],
    role = 'everything',
    keys = {},
    publicBooking = true,
    checkoutUrl,
    admissionKey,
    limits = {},
    trustProxy,
    holdLimits,
    wrongKeysPerMinute = 0,
    bodyBytesMax = 1_024,
    logLinesPerSecondMax = 0,
    logLevel = 'debug',
    origins,
    streams = {},
    shutdownGraceMs = 1_000,
  }: RunningAppOptions = {}) {
    const tick = async (): Promise<void> => {
      this.office.followSeats.advance()
      await this.activity.tick()
    }
    this.#ticks = new RepeatedTask(tick, { intervalMs: 10, onError: () => undefined })
    const allLimits = { ...GENEROUS_LIMITS, ...limits }
    const clients = new Clients(trustProxy)
    this.office = new UseCaseFixture(holdLimits)
    this.lock = this.office.lock
    this.seats = this.office.seats
    this.webhooks = this.office.webhooks
    this.office.onSave = (action, outcome) => {
      this.metrics.seatsSaved(action, outcome)
    }
    this.activity = new ActivityMonitor({
      totals: () => this.metrics.totals(),
      clock: this.office.clock,
      instance: 'test',
    })
    const write = (line: string): void => void this.log.push(JSON.parse(line) as LogLine)
    const all = [
      ...allEndpoints(this.#options({ publicBooking, checkoutUrl, admissionKey })),
      ...endpoints,
    ]
    const document = (): Json => openApiDocument(withDocumentation(all))
    this.#documented =
      endpoints.length === 0
        ? documentedOnce(JSON.stringify([publicBooking, holdLimits]), document)
        : new DocumentedAnswers(document())
    this.streams = new OpenStreams({
      streamsMax: 10_000,
      streamsPerClientMax: 10_000,
      waitingBytesMax: 1_048_576,
      heartbeatMs: 60_000,
      metrics: this.metrics,
      ...streams,
    })
    const app = createApp({
      role,
      endpoints: all,
      keys: this.#accessKeys(keys, wrongKeysPerMinute),
      metrics: this.metrics,
      logger: pino({ level: logLevel }, { write }),
      logLinesPerSecondMax,
      bodyBytesMax,
      streams: this.streams,
      clients,
      // As in the wiring.
      limits: role === 'admin' ? undefined : allLimits,
      origins,
      pages: { seatsPerHoldMax: this.office.limits.seatsMax },
    })
    this.server = new HttpServer(app, {
      onUnreadableRequest: (_error, status) => void this.unreadable.push(status),
      clients,
      metrics: this.metrics,
      onClosing: () => {
        this.streams.end()
      },
      host: '127.0.0.1',
      port: 0,
      limits: allLimits,
      shutdownGraceMs,
    })
  }

  static async start(options?: RunningAppOptions): Promise<RunningApp> {
    const app = new RunningApp(options)
    await app.#ticks.start()
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

  /** A client, whose answers are compared with the API document like all others. */
  client(options: Partial<ClientOptions> = {}): HoldfastClient {
    return new HoldfastClient({
      baseUrl: this.url,
      fetch: (url, init) => this.fetch((url as string).slice(this.url.length), init),
      ...options,
    })
  }

  async stop(): Promise<void> {
    await this.server.stop()
    await this.#ticks.stop()
  }

  #accessKeys({ admin, seller }: Keys, perMinute: number): AccessKeys {
    const { keys } = this.office
    return new AccessKeys({
      admin: digest(admin),
      seller: digest(seller),
      stored: {
        find: (key) => keys.find(key),
        hasKeyFor: (role) => keys.hasKeyFor(role),
        refresh: () => this.refreshKeys(),
      },
      wrongKeys: new WrongKeys({ perMinute }),
    })
  }

  #options({
    publicBooking = true,
    checkoutUrl,
    admissionKey,
  }: RunningAppOptions): EndpointsOptions {
    const { office, seats, metrics, webhooks } = this
    return {
      clock: office.clock,
      events: office.events,
      catalogue: office.catalogue,
      summaries: office.keptEvents,
      ...office.useCases,
      followSeats: office.followSeats,
      publicBooking,
      checkoutUrl,
      admission: admissionKey
        ? new Admission(new TextEncoder().encode(admissionKey), office.clock)
        : undefined,
      plans: new PlanDocumentReader(),
      planBytesMax: 1_048_576,
      tokens: new HoldTokens(() => seats.id()),
      holdLimits: office.limits,
      bookings: seats,
      history: seats,
      webhooks: webhooks.webhooks,
      readiness: async () => ({ ready: this.ready, dependencies: { lock: { state: 'ok' } } }),
      metrics,
      activity: this.activity,
    }
  }
}

/** By the options that change the document. Compiling its schemas takes longer than most tests. */
const known = new Map<string, DocumentedAnswers>()

function documentedOnce(options: string, document: () => Json): DocumentedAnswers {
  const documented = known.get(options) ?? new DocumentedAnswers(document())
  known.set(options, documented)
  return documented
}

function digest(key: string | undefined): Buffer | undefined {
  return key === undefined ? undefined : keyDigest(key)
}
