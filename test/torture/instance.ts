import { ServiceProcess, type ServiceSettings } from '../../tools/servers/service-process.ts'
import { until } from '../../tools/until.ts'
import type { Address } from './sender.ts'

/** The limits of the service, short so that a fault outlasts them. */
export const LOCK_TTL_MS = 2_000

/** More than the ordinary clients of the run need. */
export const REQUESTS_IN_FLIGHT_MAX = 100

const SETTINGS: ServiceSettings = {
  REQUESTS_IN_FLIGHT_MAX: `${REQUESTS_IN_FLIGHT_MAX}`,
  LOCK_TTL_MS: `${LOCK_TTL_MS}`,
  HOLD_TTL_MS: '3000',
  DATABASE_CONNECT_TIMEOUT_MS: '1000',
  DATABASE_STATEMENT_TIMEOUT_MS: '1500',
  WEBHOOK_TIMEOUT_MS: '2000',
  WEBHOOK_PRIVATE_ADDRESSES: 'true',
  PUBLIC_BOOKING: 'true',
  // All clients of the run have the same address.
  SEATS_PER_CLIENT: '0',
  REQUESTS_IN_FLIGHT_PER_CLIENT_MAX: `${REQUESTS_IN_FLIGHT_MAX}`,
  WRONG_KEYS_PER_MINUTE: '0',
  DEMO_EVENT: 'false',
  LOG_LINES_PER_SECOND_MAX: '1',
}

export interface InstanceOptions {
  readonly name: string
  readonly settings: () => ServiceSettings
  /** A program to run in place of the service. */
  readonly main?: string | undefined
}

/** An instance of the service that can be stopped and started again. */
export class Instance implements Address {
  readonly name: string
  readonly #options: InstanceOptions
  #process!: ServiceProcess
  /** The address of a stopped instance refuses connections. */
  #url = ''

  constructor(options: InstanceOptions) {
    this.name = options.name
    this.#options = options
  }

  get url(): string {
    return this.#url
  }

  get process(): ServiceProcess {
    return this.#process
  }

  /** @param more settings for this start only */
  async start(more: ServiceSettings = {}): Promise<void> {
    const { settings, main } = this.#options
    const env = { ...SETTINGS, ...settings(), ...more }
    this.#process = await ServiceProcess.startWithDefaults(env, main === undefined ? {} : { main })
    if (this.#process.ended) throw new Error(`${this.name} did not start: ${this.#process.stderr}`)
    this.#url = this.#process.url
  }

  async kill(): Promise<void> {
    await this.#process.stop()
  }

  /** @returns its exit code after SIGTERM */
  async terminate(): Promise<number | null> {
    this.#process.kill('SIGTERM')
    return (await this.#process.exit).code
  }

  /** Resolves when it can sell seats. */
  async ready(): Promise<void> {
    await until(async () => {
      const { status, lock } = await this.#process
        .readiness()
        .catch(() => ({ status: 0, lock: '' }))
      return status === 200 && lock !== 'degraded'
    })
  }
}
