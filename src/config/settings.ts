import { z } from 'zod'

import { parseRedisUrl } from '../adapters/redis/redis-url.ts'
import { serverSettings } from './server-settings.ts'
import {
  checkCheckoutUrl,
  checked,
  hmacKey,
  key,
  oneOf,
  postgresUrl,
  trueOrFalse,
  wholeNumber,
} from './setting-types.ts'

/**
 * All settings, by the names of their environment variables. They are documented in docs/settings.md, which a test
 * compares with this schema.
 */
export const settings = z.object({
  ...serverSettings,

  /** The lowest level of log lines that are written. */
  LOG_LEVEL: oneOf(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),

  /** The most requests logged per second; 0 for no limit. Internal errors are always logged. */
  LOG_LINES_PER_SECOND_MAX: wholeNumber({ min: 0, max: 1_000_000 }).default(1_000),

  /** The most bytes of log lines that wait for standard output. Further lines are dropped and counted. */
  LOG_BUFFER_BYTES_MAX: wholeNumber({ min: 65_536, max: 1_073_741_824, unit: 'bytes' }).default(
    4_194_304,
  ),

  /** The number of seats of the default event, with the ids "1", "2", "3" and so on. */
  DEFAULT_EVENT_SEATS: wholeNumber({ min: 1, max: 1_000_000 }).default(100),

  /** Whether a new store gets a demo event, with the hall of a theatre. */
  DEMO_EVENT: trueOrFalse().default(true),

  /** The most seats of all events together that this instance keeps in memory, and the most taken seats. */
  CACHED_SEATS_MAX: wholeNumber({ min: 10_000, max: 100_000_000 }).default(1_000_000),

  /** The default duration of a hold, in milliseconds; at most `HOLD_TTL_MAX_MS`. */
  HOLD_TTL_MS: wholeNumber({ min: 100, max: 86_400_000, unit: 'milliseconds' }).default(600_000),

  /** The longest duration of a hold without an extension, in milliseconds. */
  HOLD_TTL_MAX_MS: wholeNumber({ min: 100, max: 86_400_000, unit: 'milliseconds' }).default(
    3_600_000,
  ),

  /** The longest duration of a hold with all its extensions, in milliseconds. */
  HOLD_LIFETIME_MAX_MS: wholeNumber({ min: 100, max: 604_800_000, unit: 'milliseconds' }).default(
    7_200_000,
  ),

  /**
   * The least time by which an extension moves the deadline of a hold, in milliseconds. An extension by less returns
   * the current deadline and writes nothing.
   */
  HOLD_EXTENSION_MIN_MS: wholeNumber({ min: 1, max: 86_400_000, unit: 'milliseconds' }).default(
    1_000,
  ),

  /** The most seats in one hold. */
  SEATS_PER_HOLD_MAX: wholeNumber({ min: 1, max: 100 }).default(10),

  /** The most active holds of one client; 0 for no limit. */
  HOLDS_PER_CLIENT: wholeNumber({ min: 0, max: 1_000 }).default(0),

  /**
   * The most seats of one event that one client has in active holds and in public bookings; 0 for no limit. By default
   * 40 if an access key is set, otherwise 0.
   */
  SEATS_PER_CLIENT: wholeNumber({ min: 0, max: 10_000 }).optional(),

  /**
   * How long a client cannot hold a seat again after it has released the seat or let its hold expire, in milliseconds; 0
   * for no limit.
   */
  HOLD_COOLDOWN_MS: wholeNumber({ min: 0, max: 86_400_000, unit: 'milliseconds' }).default(0),

  /** Whether a public hold that leaves one seat single is refused, if other seats of the row would leave none. */
  ORPHAN_RULE: trueOrFalse().default(false),

  /**
   * Where the seats are stored: `embedded` (an SQLite database in `DATA_DIR`), `postgres` (the server of
   * `DATABASE_URL`, which several instances can share) or `memory` (lost at exit). By default `postgres` if
   * `DATABASE_URL` is set, otherwise `embedded`.
   */
  STORE: oneOf(['embedded', 'postgres', 'memory']).optional(),

  /** The folder of the embedded store. It is created if it does not exist. One process can use it at a time. */
  DATA_DIR: z.string().default('./data'),

  /** The Postgres server, as `postgres://user:password@host:5432/database?sslmode=verify-full`. */
  DATABASE_URL: postgresUrl().optional(),

  /** The most connections of this instance to the Postgres server for bookings. Readiness checks use one more. */
  DATABASE_CONNECTIONS_MAX: wholeNumber({ min: 1, max: 1_000 }).default(10),

  /**
   * The greatest age of a connection to the Postgres server before it is replaced, in milliseconds, so that an instance
   * soon uses the new server after a failover.
   */
  DATABASE_CONNECTION_LIFETIME_MS: wholeNumber({
    min: 1_000,
    max: 86_400_000,
    unit: 'milliseconds',
  }).default(300_000),

  /** The longest wait of a request for a connection to the Postgres server, in milliseconds. */
  DATABASE_CONNECT_TIMEOUT_MS: wholeNumber({ min: 10, max: 60_000, unit: 'milliseconds' }).default(
    500,
  ),

  /** The timeout of a statement on the Postgres server, in milliseconds. */
  DATABASE_STATEMENT_TIMEOUT_MS: wholeNumber({
    min: 10,
    max: 60_000,
    unit: 'milliseconds',
  }).default(1_000),

  /** How long idempotency records and expired holds are kept, in hours. */
  IDEMPOTENCY_KEYS_KEPT_HOURS: wholeNumber({ min: 24, max: 8_760, unit: 'hours' }).default(24),

  /**
   * How long the history and cancelled bookings are kept, in days, at least 4 and as long as idempotency records; 0 for
   * ever.
   */
  HISTORY_KEPT_DAYS: wholeNumber({ min: 0, max: 36_500, unit: 'days' }).default(0),

  /** The Redis with the seat locks, in a form that `parseRedisUrl` accepts. When not set, locks are in this process. */
  REDIS_URL: checked(parseRedisUrl).optional(),

  /** The time to live of a seat lock whose owner crashed, in milliseconds. */
  LOCK_TTL_MS: wholeNumber({ min: 100, max: 600_000, unit: 'milliseconds' }).default(10_000),

  /**
   * How long a request waits for locked seats or a locked client, in milliseconds. `POST /api/book/:seatId` waits only
   * for the client.
   */
  LOCK_WAIT_MS: wholeNumber({ min: 0, max: 10_000, unit: 'milliseconds' }).default(1_000),

  /** The prefix of all keys and channels in Redis. */
  LOCK_KEY_PREFIX: z.string().default(''),

  /**
   * How long a booking waits for a reply of Redis before it continues without, in milliseconds; at most half of
   * `LOCK_TTL_MS`. By default 500, or half of `LOCK_TTL_MS` if that is less.
   */
  LOCK_COMMAND_TIMEOUT_MS: wholeNumber({ min: 10, max: 10_000, unit: 'milliseconds' }).optional(),

  /** The first access key with the role `admin`. Only its digest is kept. Without it, no other can be created. */
  ADMIN_KEY: key().optional(),

  /** An access key with the role `seller`. Only its digest is kept. */
  SELLER_KEY: key().optional(),

  /**
   * How many wrong access keys of one client are compared per minute; 0 for no limit. Further ones are answered with
   * 429. Valid keys are always accepted.
   */
  WRONG_KEYS_PER_MINUTE: wholeNumber({ min: 0, max: 1_000_000 }).default(20),

  /**
   * Whether the public can book: with `POST /api/book/:seatId`, and by confirming a hold with its token. Otherwise both
   * require an access key with the role `seller`. By default true while neither `ADMIN_KEY` nor `SELLER_KEY` is set.
   */
  PUBLIC_BOOKING: trueOrFalse().optional(),

  /**
   * The secret of the shop's admission tokens. If it is set, the public needs such a token to hold or book seats, and
   * the limits per client apply to its subject.
   */
  ADMISSION_KEY: hmacKey().optional(),

  /** The URL of the shop's checkout, in a form that `checkCheckoutUrl` accepts. */
  CHECKOUT_URL: checked(checkCheckoutUrl).optional(),

  /** Whether webhooks may have URLs on private addresses, such as a receiver on the same network. */
  WEBHOOK_PRIVATE_ADDRESSES: trueOrFalse().default(false),

  /** The timeout of an attempt to deliver a webhook message, in milliseconds. */
  WEBHOOK_TIMEOUT_MS: wholeNumber({ min: 100, max: 60_000, unit: 'milliseconds' }).default(15_000),
})
