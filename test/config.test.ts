import { createHash } from 'node:crypto'

import { describe, expect, test } from '@jest/globals'

import { ConfigError, readConfig } from '../src/config.ts'

const REDIS_URLS =
  'must be a URL like redis://host:6379, redis+sentinel://host1:26379,host2:26379/name-of-the-master ' +
  'or redis+cluster://host1:6379,host2:6379'

const CHECKOUT_URLS =
  'must be a URL like https://shop.example/checkout?hold={holdId}&event={eventId}; http only for localhost'

const LOG_BUFFER_BYTES_ERROR =
  'LOG_BUFFER_BYTES_MAX=65535: must be a whole number from 65536 to 1073741824 (bytes)'

describe('the settings', () => {
  test('have defaults that need nothing', () => {
    expect(readConfig({})).toEqual({
      PORT: 3000,
      LOG_LEVEL: 'info',
      LOG_LINES_PER_SECOND_MAX: 1_000,
      LOG_BUFFER_BYTES_MAX: 4_194_304,
      DEFAULT_EVENT_SEATS: 100,
      DEMO_EVENT: true,
      CACHED_SEATS_MAX: 1_000_000,
      HOLD_TTL_MS: 600_000,
      HOLD_TTL_MAX_MS: 3_600_000,
      HOLD_LIFETIME_MAX_MS: 7_200_000,
      HOLD_EXTENSION_MIN_MS: 1_000,
      SEATS_PER_HOLD_MAX: 10,
      HOLDS_PER_CLIENT: 0,
      SEATS_PER_CLIENT: 0,
      HOLD_COOLDOWN_MS: 0,
      ORPHAN_RULE: false,
      PLAN_BYTES_MAX: 33_554_432,
      STORE: 'embedded',
      DATA_DIR: './data',
      DATABASE_CONNECTIONS_MAX: 10,
      DATABASE_CONNECTION_LIFETIME_MS: 300_000,
      DATABASE_CONNECT_TIMEOUT_MS: 500,
      DATABASE_STATEMENT_TIMEOUT_MS: 1_000,
      IDEMPOTENCY_KEYS_KEPT_HOURS: 24,
      HISTORY_KEPT_DAYS: 0,
      WEBHOOK_PRIVATE_ADDRESSES: false,
      WEBHOOK_TIMEOUT_MS: 15_000,
      LOCK_TTL_MS: 10_000,
      LOCK_WAIT_MS: 1_000,
      LOCK_KEY_PREFIX: '',
      LOCK_COMMAND_TIMEOUT_MS: 500,
      PUBLIC_BOOKING: true,
      WRONG_KEYS_PER_MINUTE: 20,
      BODY_BYTES_MAX: 65_536,
      HEADER_BYTES_MAX: 16_384,
      HEADERS_MAX: 100,
      HEADERS_TIMEOUT_MS: 10_000,
      REQUEST_TIMEOUT_MS: 30_000,
      ANSWER_TIMEOUT_MS: 60_000,
      KEEP_ALIVE_TIMEOUT_MS: 5_000,
      CONNECTIONS_MAX: 10_000,
      CONNECTIONS_PER_CLIENT_MAX: 5_000,
      REQUESTS_IN_FLIGHT_MAX: 2_000,
      REQUESTS_IN_FLIGHT_PER_CLIENT_MAX: 1_000,
      UPLOAD_BYTES_MAX: 134_217_728,
      PIPELINED_REQUESTS_MAX: 10_000,
      WAITING_BYTES_MAX: 268_435_456,
      STREAMS_MAX: 5_000,
      STREAMS_PER_CLIENT_MAX: 2_500,
      STREAM_BUFFER_BYTES_MAX: 1_048_576,
      STREAM_HEARTBEAT_MS: 15_000,
      RATE_LIMIT_PER_MINUTE: 0,
      SHUTDOWN_DELAY_MS: 0,
      SHUTDOWN_GRACE_MS: 10_000,
    })
  })

  test('are read from variables of the same names, of which other programs may have more', () => {
    const config = readConfig({
      PORT: '8080',
      REDIS_URL: 'rediss://u:p@redis:6380/1',
      PATH: '/bin',
    })

    expect(config).toMatchObject({ PORT: 8080, REDIS_URL: 'rediss://u:p@redis:6380/1' })
    expect(config).not.toHaveProperty('PATH')
  })

  test('that are empty count as not set', () => {
    expect(readConfig({ PORT: '', REDIS_URL: '' })).toEqual(readConfig({}))
  })

  test.each([
    [{ PORT: 'http' }, 'PORT=http: must be a whole number from 0 to 65535'],
    [{ PORT: '65536' }, 'PORT=65536: must be a whole number from 0 to 65535'],
    [{ PORT: '-1' }, 'PORT=-1: must be a whole number from 0 to 65535'],
    [{ PORT: '80.5' }, 'PORT=80.5: must be a whole number from 0 to 65535'],
    [{ PORT: '0x50' }, 'PORT=0x50: must be a whole number from 0 to 65535'],
    [{ ADMIN_PORT: 'yes' }, 'ADMIN_PORT=yes: must be a whole number from 0 to 65535'],
    [{ PORT: '8080', ADMIN_PORT: '8080' }, 'ADMIN_PORT=8080: must not be the PORT'],
    [{ ADMIN_PORT: '3000' }, 'ADMIN_PORT=3000: must not be the PORT'],
    [
      { LOCK_TTL_MS: '10s' },
      'LOCK_TTL_MS=10s: must be a whole number from 100 to 600000 (milliseconds)',
    ],
    [
      { STREAM_HEARTBEAT_MS: '30001' },
      'STREAM_HEARTBEAT_MS=30001: must be a whole number from 100 to 30000 (milliseconds)',
    ],
    [
      { LOG_LEVEL: 'loud' },
      'LOG_LEVEL=loud: must be one of fatal, error, warn, info, debug, trace, silent',
    ],
    [{ REDIS_URL: 'redis:foo' }, `REDIS_URL=***: ${REDIS_URLS}`],
    [
      { DATABASE_URL: 'mysql://u:secret@db/shop' },
      'DATABASE_URL=***: must be a URL like postgres://user:password@host:5432/database',
    ],
    [{ LOG_BUFFER_BYTES_MAX: '65535' }, LOG_BUFFER_BYTES_ERROR],
    [
      { IDEMPOTENCY_KEYS_KEPT_HOURS: '23' },
      'IDEMPOTENCY_KEYS_KEPT_HOURS=23: must be a whole number from 24 to 8760 (hours)',
    ],
    [{ STORE: 'redis' }, 'STORE=redis: must be one of embedded, postgres, memory'],
    [
      { HISTORY_KEPT_DAYS: '4', IDEMPOTENCY_KEYS_KEPT_HOURS: '97' },
      'HISTORY_KEPT_DAYS=4: must be at least IDEMPOTENCY_KEYS_KEPT_HOURS (97)',
    ],
    [{ PUBLIC_BOOKING: '0' }, 'PUBLIC_BOOKING=0: must be one of true, false'],
    ...[
      'shop.example/checkout',
      'http://shop.example/checkout',
      'javascript:alert(1)//{holdId}',
      'https://{eventId}.shop.example/',
      'https://user:secret@shop.example/',
      'https://shop.example/{token}',
    ].map(
      (template) => [{ CHECKOUT_URL: template }, `CHECKOUT_URL=***: ${CHECKOUT_URLS}`] as const,
    ),
    [{ ADMIN_KEY: 'x'.repeat(15) }, 'ADMIN_KEY=***: must be 16 to 512 visible ASCII characters'],
    [
      { ADMISSION_KEY: 'x'.repeat(31) },
      'ADMISSION_KEY=***: must be 32 to 512 visible ASCII characters',
    ],
    [{ SELLER_KEY: 'x'.repeat(513) }, 'SELLER_KEY=***: must be 16 to 512 visible ASCII characters'],
    [
      { SELLER_KEY: 'with a space in the key' },
      'SELLER_KEY=***: must be 16 to 512 visible ASCII characters',
    ],
    [
      { ADMIN_KEY: 'one-key-for-both-', SELLER_KEY: 'one-key-for-both-' },
      'SELLER_KEY=***: must not be the ADMIN_KEY',
    ],
    [{ STORE: 'postgres' }, 'STORE=postgres: needs a DATABASE_URL'],
    [
      { LOCK_TTL_MS: '900', LOCK_COMMAND_TIMEOUT_MS: '500' },
      'LOCK_COMMAND_TIMEOUT_MS=500: must be at most half of LOCK_TTL_MS (900)',
    ],
    [
      { HEADERS_TIMEOUT_MS: '2000', REQUEST_TIMEOUT_MS: '1000' },
      'HEADERS_TIMEOUT_MS=2000: must be at most REQUEST_TIMEOUT_MS (1000)',
    ],
    [
      { TRUST_PROXY: 'true' },
      'TRUST_PROXY=true: must be a number of proxies from 0 to 10, or a list of addresses, networks like ' +
        '10.0.0.0/8, and loopback, linklocal, uniquelocal',
    ],
    ...['https://shop.example/', 'shop.example', 'https://a.example, ftp://b.example'].map(
      (origins) =>
        [
          { CORS_ORIGINS: origins },
          `CORS_ORIGINS=${origins}: must be * or comma-separated origins like https://shop.example`,
        ] as const,
    ),
  ])('%j stops the start with the name, the value and what is allowed', (env, message) => {
    expect(() => readConfig(env)).toThrow(new ConfigError(message))
  })

  test('allow a free port for each server', () => {
    expect(readConfig({ PORT: '0', ADMIN_PORT: '0' })).toMatchObject({ PORT: 0, ADMIN_PORT: 0 })
  })

  test.each([
    [{}, 'embedded'],
    [{ DATABASE_URL: 'postgres://db/shop' }, 'postgres'],
    [{ DATABASE_URL: 'postgres://db/shop', STORE: 'memory' }, 'memory'],
    [{ STORE: 'embedded' }, 'embedded'],
  ])('%j choose the store: %s', (env, store) => {
    expect(readConfig(env).STORE).toBe(store)
  })

  test.each([
    { REDIS_URL: 'redis://user:ticktock@redis:port' },
    { REDIS_URL: 'redis://user:ticktock%@redis' },
    { REDIS_URL: 'redis://:tick#tock@redis' },
    { REDIS_URL: 'redis+sentinel://user:ticktock@redis:port/seats' },
    { REDIS_URL: 'redis+sentinel://redis?sentinelPassword=ticktock' },
    { REDIS_URL: 'redis+cluster://user:tick?tock@redis:port' },
    { REDIS_URL: 'redis+cluster://user:ticktock%@redis' },
    { REDIS_URL: 'redis://user:tick\ntock@redis:port' },
    { REDIS_URL: 'redis:6379,password=ticktock,ssl=True' },
    { REDIS_URL: 'ticktock' },
    { DATABASE_URL: 'postgres://user:tick/tock@db/shop' },
    { DATABASE_URL: 'postgres:user:ticktock@db' },
    { DATABASE_URL: 'user:ticktock:db' },
    { DATABASE_URL: 'host=db user=shop password=ticktock dbname=shop' },
    { DATABASE_URL: 'jdbc:postgresql://db/shop;user=shop;password=ticktock' },
    { ADMIN_KEY: 'ticktock' },
    { STORE: 'postgres://user:ticktock@db/shop' },
    { STORE: 'host=db password=ticktock' },
    { CORS_ORIGINS: 'https://user:ticktock@shop.example' },
    { TRUST_PROXY: 'redis://:ticktock@redis' },
    { PORT: 'redis:6379,password=ticktock' },
  ])('never give a secret away: %j', (env) => {
    const message = errorOf(env)

    expect(message).toMatch(/^[A-Z_]+=\*\*\*: must /)
    expect(message).not.toMatch(/tick|tock/)
  })

  test('keep only the digest of a key', () => {
    const { ADMIN_KEY } = readConfig({ ADMIN_KEY: 'correct-horse-battery' })

    expect(ADMIN_KEY?.toString('hex')).toBe(
      createHash('sha256').update('correct-horse-battery').digest('hex'),
    )
  })

  test.each([
    [{}, true],
    [{ ADMIN_KEY: 'correct-horse-battery' }, false],
    [{ SELLER_KEY: 'correct-horse-battery' }, false],
    [{ SELLER_KEY: 'correct-horse-battery', PUBLIC_BOOKING: 'true' }, true],
    [{ PUBLIC_BOOKING: 'false' }, false],
  ])('with %j let the public book: %j', (env, publicBooking) => {
    expect(readConfig(env).PUBLIC_BOOKING).toBe(publicBooking)
  })

  test.each([
    'https://shop.example/checkout/{eventId}?hold={holdId}',
    'http://localhost:8080/',
    'http://127.0.0.1:8080/{holdId}',
  ])('allow the checkout %s', (template) => {
    expect(readConfig({ CHECKOUT_URL: template }).CHECKOUT_URL).toBe(template)
  })

  test('let Redis take no longer to answer than half the time that a lock lives', () => {
    expect(readConfig({ LOCK_TTL_MS: '300' }).LOCK_COMMAND_TIMEOUT_MS).toBe(150)
    expect(readConfig({ LOCK_TTL_MS: '60000' }).LOCK_COMMAND_TIMEOUT_MS).toBe(500)
  })

  test('let one client have half of what all clients share, unless they say otherwise', () => {
    const max = { CONNECTIONS_MAX: '200', REQUESTS_IN_FLIGHT_MAX: '20', STREAMS_MAX: '1' }
    expect(readConfig(max)).toMatchObject({
      CONNECTIONS_PER_CLIENT_MAX: 100,
      REQUESTS_IN_FLIGHT_PER_CLIENT_MAX: 10,
      STREAMS_PER_CLIENT_MAX: 1,
    })
    const own = { CONNECTIONS_PER_CLIENT_MAX: '20', STREAMS_PER_CLIENT_MAX: '10' }
    expect(readConfig({ ...max, ...own })).toMatchObject({
      CONNECTIONS_PER_CLIENT_MAX: 20,
      STREAMS_PER_CLIENT_MAX: 10,
    })
  })

  test('that are wrong are all named at once', () => {
    expect(() => readConfig({ PORT: 'x', LOG_LEVEL: 'y' })).toThrow(/^PORT=x: .*\nLOG_LEVEL=y: /)
  })
})

function errorOf(env: Readonly<Record<string, string>>): string {
  try {
    readConfig(env)
  } catch (error) {
    return (error as Error).message
  }
  return 'no error'
}
