import { z } from 'zod'

import { digestOf } from './adapters/http/endpoint/access.ts'
import { parseOrigins } from './adapters/http/server/cross-origin.ts'
import { parseTrustedProxies } from './adapters/http/limits/trust-proxy.ts'
import { parseRedisUrl } from './adapters/redis/redis-url.ts'

/**
 * All settings, read from environment variables of the same names. An empty variable counts as not set.
 * docs/settings.md documents them, and a test compares it with this schema.
 */
export const settings = z.object({
  /** The TCP port to listen on; 0 picks a free one. */
  PORT: wholeNumber({ min: 0, max: 65_535 }).default(3000),

  /** The address to listen on. All interfaces when not set. */
  HOST: z.string().optional(),

  /**
   * The TCP port of a second server, for health, readiness, metrics and the live activity, which answers even when the
   * first one is full; 0 picks a free one. There is one server for all routes when not set.
   */
  ADMIN_PORT: wholeNumber({ min: 0, max: 65_535 }).optional(),

  /** `fatal`, `error`, `warn`, `info`, `debug`, `trace` or `silent`: the least important log lines to write. */
  LOG_LEVEL: oneOf(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),

  /** How many requests a second are logged. Internal errors are logged in any case. 0 for no limit. */
  LOG_LINES_PER_SECOND_MAX: wholeNumber({ min: 0, max: 1_000_000 }).default(1_000),

  /** How many bytes of log lines may wait for standard output. Lines beyond that are dropped and counted. */
  LOG_BUFFER_BYTES_MAX: wholeNumber({ min: 65_536, max: 1_073_741_824, unit: 'bytes' }).default(
    4_194_304,
  ),

  /** How many seats the default event has; they are named "1", "2", "3" and so on. */
  DEFAULT_EVENT_SEATS: wholeNumber({ min: 1, max: 1_000_000 }).default(100),

  /** Whether a store that nobody has used before is given a second event with the hall of a theatre. */
  DEMO_EVENT: trueOrFalse().default(true),

  /** How long a hold lasts when its buyer does not say, in milliseconds; at most `HOLD_TTL_MAX_MS`. */
  HOLD_TTL_MS: wholeNumber({ min: 100, max: 86_400_000, unit: 'milliseconds' }).default(600_000),

  /** How long a hold may last without being extended, in milliseconds. */
  HOLD_TTL_MAX_MS: wholeNumber({ min: 100, max: 86_400_000, unit: 'milliseconds' }).default(
    3_600_000,
  ),

  /** How long a hold may last with all its extensions, in milliseconds. */
  HOLD_LIFETIME_MAX_MS: wholeNumber({ min: 100, max: 604_800_000, unit: 'milliseconds' }).default(
    7_200_000,
  ),

  /**
   * By how much an extension must move the deadline of a hold, in milliseconds. One that would move it by less is
   * answered with the deadline as it is, and writes nothing.
   */
  HOLD_EXTENSION_MIN_MS: wholeNumber({ min: 1, max: 86_400_000, unit: 'milliseconds' }).default(
    1_000,
  ),

  /** How many seats one hold may have. */
  SEATS_PER_HOLD_MAX: wholeNumber({ min: 1, max: 100 }).default(10),

  /** How many holds one client may have at once; 0 for any number. */
  HOLDS_PER_CLIENT: wholeNumber({ min: 0, max: 1_000 }).default(0),

  /**
   * Where the seats are kept: `embedded` (an SQLite database in `DATA_DIR`), `postgres` (the
   * server of `DATABASE_URL`, which other instances may share) or `memory` (gone at exit).
   * By default `postgres` when there is a `DATABASE_URL`, else `embedded`.
   */
  STORE: oneOf(['embedded', 'postgres', 'memory']).optional(),

  /** The folder of the embedded store. It is created if it is missing, and belongs to one process at a time. */
  DATA_DIR: z.string().default('./data'),

  /** The Postgres server, as `postgres://user:password@host:5432/database?sslmode=verify-full`. */
  DATABASE_URL: postgresUrl().optional(),

  /** How many connections to the Postgres server this instance has at most for bookings; readiness has one more. */
  DATABASE_CONNECTIONS_MAX: wholeNumber({ min: 1, max: 1_000 }).default(10),

  /**
   * How old a connection to the Postgres server gets at most before it is replaced, in milliseconds. So an instance
   * soon leaves a server whose place another has taken.
   */
  DATABASE_CONNECTION_LIFETIME_MS: wholeNumber({
    min: 1_000,
    max: 86_400_000,
    unit: 'milliseconds',
  }).default(300_000),

  /** How long a request waits for a connection to the Postgres server, in milliseconds. */
  DATABASE_CONNECT_TIMEOUT_MS: wholeNumber({ min: 10, max: 60_000, unit: 'milliseconds' }).default(
    500,
  ),

  /** How long one statement on the Postgres server may take, in milliseconds. */
  DATABASE_STATEMENT_TIMEOUT_MS: wholeNumber({
    min: 10,
    max: 60_000,
    unit: 'milliseconds',
  }).default(1_000),

  /** How long a request with an `Idempotency-Key`, and a hold that has run out, is remembered, in hours. */
  IDEMPOTENCY_KEYS_KEPT_HOURS: wholeNumber({ min: 24, max: 8_760, unit: 'hours' }).default(24),

  /**
   * How long the history and cancelled bookings are kept, in days, and at least as long as idempotency keys; 0 for ever.
   */
  HISTORY_KEPT_DAYS: wholeNumber({ min: 0, max: 36_500, unit: 'days' }).default(0),

  /**
   * The Redis that keeps the seat locks, in one of the forms that `parseRedisUrl` reads. This process keeps them when
   * not set.
   */
  REDIS_URL: checked(parseRedisUrl).optional(),

  /** How long a seat's lock outlives an owner that died, in milliseconds. */
  LOCK_TTL_MS: wholeNumber({ min: 100, max: 600_000, unit: 'milliseconds' }).default(10_000),

  /**
   * How long a request waits for seats that others have locked, in milliseconds; 0 for not at all. Booking by
   * `POST /api/book/:seatId` never waits.
   */
  LOCK_WAIT_MS: wholeNumber({ min: 0, max: 10_000, unit: 'milliseconds' }).default(1_000),

  /** Put in front of every lock's key in Redis, and of every channel. */
  LOCK_KEY_PREFIX: z.string().default(''),

  /**
   * How long Redis may take to answer before a booking goes on without it, in milliseconds; at most half the TTL.
   * By default 500, or half the TTL where that is less.
   */
  LOCK_COMMAND_TIMEOUT_MS: wholeNumber({ min: 10, max: 10_000, unit: 'milliseconds' }).optional(),

  /** The administrator's key, of which only the digest is kept. What needs it is closed when not set. */
  ADMIN_KEY: key().optional(),

  /** The seller's key, likewise. The administrator's does for it. */
  SELLER_KEY: key().optional(),

  /** Whether anyone may book at `POST /api/book/:seatId`, or sellers only. */
  PUBLIC_BOOKING: trueOrFalse().default(true),

  /** The largest request body that is read, in bytes. */
  BODY_BYTES_MAX: wholeNumber({ min: 0, max: 1_048_576, unit: 'bytes' }).default(65_536),

  /** The largest body with a seating plan that is read, in bytes. */
  PLAN_BYTES_MAX: wholeNumber({ min: 0, max: 33_554_432, unit: 'bytes' }).default(33_554_432),
  /** The largest request line and headers of a request together, in bytes. */
  HEADER_BYTES_MAX: wholeNumber({ min: 1_024, max: 1_048_576, unit: 'bytes' }).default(16_384),

  /** How many headers a request may have. */
  HEADERS_MAX: wholeNumber({ min: 10, max: 1_000 }).default(100),

  /** How long the headers of a request may take to arrive, in milliseconds; at most `REQUEST_TIMEOUT_MS`. */
  HEADERS_TIMEOUT_MS: wholeNumber({ min: 100, max: 600_000, unit: 'milliseconds' }).default(10_000),

  /** How long a whole request may take to arrive, in milliseconds. */
  REQUEST_TIMEOUT_MS: wholeNumber({ min: 100, max: 600_000, unit: 'milliseconds' }).default(30_000),

  /**
   * How long a client may take for the next 64 KiB of an answer, or for the rest if that is less, in milliseconds. The
   * connection of a slower one is cut.
   */
  ANSWER_TIMEOUT_MS: wholeNumber({ min: 100, max: 600_000, unit: 'milliseconds' }).default(60_000),

  /** How long a connection is kept for another request, in milliseconds. */
  KEEP_ALIVE_TIMEOUT_MS: wholeNumber({ min: 1, max: 600_000, unit: 'milliseconds' }).default(5_000),

  /** How many connections there may be; more are closed as they come. */
  CONNECTIONS_MAX: wholeNumber({ min: 1, max: 1_000_000 }).default(10_000),

  /**
   * How many of them one client may have open, by the address of the socket; more are closed as they come. Not applied
   * to trusted proxies. By default half of all.
   */
  CONNECTIONS_PER_CLIENT_MAX: wholeNumber({ min: 1, max: 1_000_000 }).optional(),

  /** How many requests may be at work at the same time; more are answered 503 at once. */
  REQUESTS_IN_FLIGHT_MAX: wholeNumber({ min: 1, max: 100_000 }).default(2_000),

  /** How many of them may be of one client; more are answered 429 at once. By default half of all. */
  REQUESTS_IN_FLIGHT_PER_CLIENT_MAX: wholeNumber({ min: 1, max: 100_000 }).optional(),

  /** How many pipelined requests may wait; with more, the connection with most of them is cut. */
  PIPELINED_REQUESTS_MAX: wholeNumber({ min: 1, max: 1_000_000 }).default(10_000),

  /**
   * How much memory is held for all clients together until they take their answers, in bytes. With more, those for
   * which most waits are cut.
   */
  WAITING_BYTES_MAX: wholeNumber({ min: 1_048_576, max: 1_099_511_627_776, unit: 'bytes' }).default(
    268_435_456,
  ),

  /** How many streams are served at once; one more is answered 503. */
  STREAMS_MAX: wholeNumber({ min: 0, max: 1_000_000 }).default(5_000),

  /** How many of them may be of one client; one more is answered 429. By default half of all. */
  STREAMS_PER_CLIENT_MAX: wholeNumber({ min: 1, max: 1_000_000 }).optional(),

  /** How much may wait for one reader of a stream before it is cut off, beside the largest thing that it was sent. */
  STREAM_BUFFER_BYTES_MAX: wholeNumber({ min: 1_024, max: 1_073_741_824, unit: 'bytes' }).default(
    1_048_576,
  ),

  /**
   * How often a stream on which nothing happens has a sign of life, in milliseconds. Clients take one that is silent
   * for 45 s for lost.
   */
  STREAM_HEARTBEAT_MS: wholeNumber({ min: 100, max: 30_000, unit: 'milliseconds' }).default(15_000),

  /** How many requests each client may make a minute, except those for operators; 0 for any number. */
  RATE_LIMIT_PER_MINUTE: wholeNumber({ min: 0, max: 1_000_000 }).default(0),

  /** The other sites whose pages may use the service, in one of the forms that `parseOrigins` reads; none when empty. */
  CORS_ORIGINS: checked(parseOrigins).default(''),

  /**
   * Whose `X-Forwarded-For` is believed, in one of the forms that `parseTrustedProxies` reads. Nobody's when not set.
   */
  TRUST_PROXY: checked(parseTrustedProxies).optional(),

  /**
   * How long to go on serving at shutdown while `/readyz` already says 503, in milliseconds, so that a balancer turns
   * elsewhere before connections are refused.
   */
  SHUTDOWN_DELAY_MS: wholeNumber({ min: 0, max: 600_000, unit: 'milliseconds' }).default(0),

  /** How long requests in flight may take to finish at shutdown, in milliseconds. */
  SHUTDOWN_GRACE_MS: wholeNumber({ min: 0, max: 600_000, unit: 'milliseconds' }).default(10_000),
})

export interface Config extends z.infer<typeof settings> {
  readonly STORE: 'embedded' | 'postgres' | 'memory'
  readonly LOCK_COMMAND_TIMEOUT_MS: number
  readonly CONNECTIONS_PER_CLIENT_MAX: number
  readonly REQUESTS_IN_FLIGHT_PER_CLIENT_MAX: number
  readonly STREAMS_PER_CLIENT_MAX: number
}

/** A setting has a value that it cannot have. The message has a line for each: the setting, the value, what is allowed. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

/** @throws {ConfigError} naming every setting that is wrong */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const result = settings.safeParse(given)
  if (!result.success) {
    const faults = result.error.issues.map(({ path, message }) =>
      describeFault(path.join('.'), given, message),
    )
    throw new ConfigError(faults.join('\n'))
  }
  checkPorts(result.data)
  checkKeys(result.data)
  checkHolds(result.data)
  checkTimeouts(result.data)
  checkHistory(result.data)
  return {
    ...result.data,
    STORE: store(result.data),
    LOCK_COMMAND_TIMEOUT_MS: lockCommandTimeoutMs(result.data),
    ...sharesOf(result.data),
  }
}

/** What one client may have of what all clients share: half, unless set. The other half is for all other clients. */
function sharesOf(given: z.infer<typeof settings>) {
  const half = (of: number) => Math.ceil(of / 2)
  const {
    CONNECTIONS_PER_CLIENT_MAX = half(given.CONNECTIONS_MAX),
    REQUESTS_IN_FLIGHT_PER_CLIENT_MAX = half(given.REQUESTS_IN_FLIGHT_MAX),
    STREAMS_PER_CLIENT_MAX = half(given.STREAMS_MAX),
  } = given
  return { CONNECTIONS_PER_CLIENT_MAX, REQUESTS_IN_FLIGHT_PER_CLIENT_MAX, STREAMS_PER_CLIENT_MAX }
}

function checkPorts({ PORT, ADMIN_PORT }: z.infer<typeof settings>): void {
  if (ADMIN_PORT === PORT && PORT !== 0) {
    throw new ConfigError(`ADMIN_PORT=${ADMIN_PORT}: must not be the PORT`)
  }
}

/** One key for both would make every seller an administrator. */
function checkKeys({ ADMIN_KEY, SELLER_KEY }: z.infer<typeof settings>): void {
  if (ADMIN_KEY && SELLER_KEY?.equals(ADMIN_KEY)) {
    throw new ConfigError('SELLER_KEY=***: must not be the ADMIN_KEY')
  }
}

function checkHolds(given: z.infer<typeof settings>): void {
  const { HOLD_TTL_MS, HOLD_TTL_MAX_MS, HOLD_LIFETIME_MAX_MS } = given
  if (HOLD_TTL_MS > HOLD_TTL_MAX_MS) {
    throw new ConfigError(
      `HOLD_TTL_MS=${HOLD_TTL_MS}: must be at most HOLD_TTL_MAX_MS (${HOLD_TTL_MAX_MS})`,
    )
  }
  if (HOLD_TTL_MAX_MS > HOLD_LIFETIME_MAX_MS) {
    throw new ConfigError(
      `HOLD_TTL_MAX_MS=${HOLD_TTL_MAX_MS}: must be at most HOLD_LIFETIME_MAX_MS (${HOLD_LIFETIME_MAX_MS})`,
    )
  }
}

function checkTimeouts(given: z.infer<typeof settings>): void {
  const { HEADERS_TIMEOUT_MS, REQUEST_TIMEOUT_MS } = given
  if (HEADERS_TIMEOUT_MS > REQUEST_TIMEOUT_MS) {
    throw new ConfigError(
      `HEADERS_TIMEOUT_MS=${HEADERS_TIMEOUT_MS}: must be at most REQUEST_TIMEOUT_MS (${REQUEST_TIMEOUT_MS})`,
    )
  }
}

/** A repeated request may be answered from the booking that it made. */
function checkHistory(given: z.infer<typeof settings>): void {
  const { HISTORY_KEPT_DAYS, IDEMPOTENCY_KEYS_KEPT_HOURS } = given
  if (HISTORY_KEPT_DAYS > 0 && HISTORY_KEPT_DAYS * 24 < IDEMPOTENCY_KEYS_KEPT_HOURS) {
    throw new ConfigError(
      `HISTORY_KEPT_DAYS=${HISTORY_KEPT_DAYS}: must be at least IDEMPOTENCY_KEYS_KEPT_HOURS (${IDEMPOTENCY_KEYS_KEPT_HOURS})`,
    )
  }
}

function store({ STORE, DATABASE_URL }: z.infer<typeof settings>): Config['STORE'] {
  if (STORE === 'postgres' && DATABASE_URL === undefined) {
    throw new ConfigError('STORE=postgres: needs a DATABASE_URL')
  }
  return STORE ?? (DATABASE_URL === undefined ? 'embedded' : 'postgres')
}

/** A lock that runs out while it is being asked for would protect nobody. */
function lockCommandTimeoutMs(given: z.infer<typeof settings>): number {
  const { LOCK_TTL_MS, LOCK_COMMAND_TIMEOUT_MS = Math.min(500, Math.floor(LOCK_TTL_MS / 2)) } =
    given
  if (LOCK_COMMAND_TIMEOUT_MS * 2 > LOCK_TTL_MS) {
    throw new ConfigError(
      `LOCK_COMMAND_TIMEOUT_MS=${LOCK_COMMAND_TIMEOUT_MS}: must be at most half of LOCK_TTL_MS (${LOCK_TTL_MS})`,
    )
  }
  return LOCK_COMMAND_TIMEOUT_MS
}

function describeFault(
  name: string,
  given: Readonly<Record<string, string | undefined>>,
  allowed: string,
): string {
  return `${name}=${printable(name, given[name] ?? '')}: ${allowed}`
}

/** A malformed URL or key may have the secret anywhere in it, so nothing of it is printed. */
function printable(name: string, value: string): string {
  return /_(URL|KEY|SECRET|TOKEN|PASSWORD)$/.test(name) || mayHoldSecret(value) ? '***' : value
}

/** A connection string that was given to the wrong setting, as a URL or as `host=db password=secret`. */
function mayHoldSecret(value: string): boolean {
  return /[@?]|passw|pwd|secret/i.test(value)
}

function wholeNumber({ min, max, unit }: { min: number; max: number; unit?: string }) {
  const error = `must be a whole number from ${min} to ${max}${unit ? ` (${unit})` : ''}`
  return z
    .string()
    .regex(/^\d+$/, { error })
    .transform(Number)
    .pipe(z.number().min(min, { error }).max(max, { error }))
}

function oneOf<const T extends readonly string[]>(values: T) {
  return z.enum(values, { error: `must be one of ${values.join(', ')}` })
}

function trueOrFalse() {
  return oneOf(['true', 'false']).transform((value) => value === 'true')
}

function key() {
  const error = 'must be 16 to 512 visible ASCII characters'
  return z
    .string()
    .regex(/^[\x21-\x7E]{16,512}$/, { error })
    .transform(digestOf)
}

function postgresUrl() {
  return z.string().refine((value) => /^postgres(ql)?:\/\//.test(value) && URL.canParse(value), {
    error: 'must be a URL like postgres://user:password@host:5432/database',
  })
}

/** A text that can be read by this, which says what is wrong with one that cannot. */
function checked(read: (value: string) => unknown) {
  return z.string().superRefine((value, context) => {
    try {
      read(value)
    } catch (error) {
      context.addIssue((error as Error).message)
    }
  })
}
