import type { z } from 'zod'

import type { settings } from './settings.ts'

type Settings = z.output<typeof settings>

/** A combination of settings that is not allowed: the setting to change, its value, and what is allowed. */
export interface Fault {
  readonly name: keyof Settings
  readonly value: unknown
  readonly allowed: string
}

/** Checks the settings that depend on each other. */
export function faultsIn(given: Settings): Fault[] {
  const must = (holds: boolean, name: keyof Settings, allowed: string) =>
    holds ? [] : [{ name, value: given[name], allowed }]
  const atMost = (name: NumberName, max: NumberName) =>
    must(given[name] <= given[max], name, `must be at most ${max} (${given[max]})`)

  const { PORT, ADMIN_PORT, ADMIN_KEY, SELLER_KEY, STORE, DATABASE_URL } = given
  const { HISTORY_KEPT_DAYS, IDEMPOTENCY_KEYS_KEPT_HOURS, LOCK_TTL_MS } = given
  // A repeated request may be answered from the booking that it made.
  const isKeptLongEnough =
    HISTORY_KEPT_DAYS === 0 || HISTORY_KEPT_DAYS * 24 >= IDEMPOTENCY_KEYS_KEPT_HOURS
  // A change is sent to webhooks from the history, for 3 days.
  const isKeptForWebhooks = HISTORY_KEPT_DAYS === 0 || HISTORY_KEPT_DAYS >= 4
  // A lock that expires before its reply arrives protects nothing.
  const isReplyInTime = lockCommandTimeoutMs(given) * 2 <= LOCK_TTL_MS
  return [
    ...must(ADMIN_PORT !== PORT || PORT === 0, 'ADMIN_PORT', 'must not be the PORT'),
    // With the same key, every seller would be an administrator.
    ...must(
      !ADMIN_KEY || !SELLER_KEY?.equals(ADMIN_KEY),
      'SELLER_KEY',
      'must not be the ADMIN_KEY',
    ),
    ...atMost('HOLD_TTL_MS', 'HOLD_TTL_MAX_MS'),
    ...atMost('HOLD_TTL_MAX_MS', 'HOLD_LIFETIME_MAX_MS'),
    ...atMost('HEADERS_TIMEOUT_MS', 'REQUEST_TIMEOUT_MS'),
    ...must(
      isKeptForWebhooks,
      'HISTORY_KEPT_DAYS',
      'must be 0 or at least 4, because webhooks are retried for 3 days',
    ),
    ...must(
      isKeptLongEnough,
      'HISTORY_KEPT_DAYS',
      `must be at least IDEMPOTENCY_KEYS_KEPT_HOURS (${IDEMPOTENCY_KEYS_KEPT_HOURS})`,
    ),
    ...must(STORE !== 'postgres' || DATABASE_URL !== undefined, 'STORE', 'needs a DATABASE_URL'),
    ...must(
      isReplyInTime,
      'LOCK_COMMAND_TIMEOUT_MS',
      `must be at most half of LOCK_TTL_MS (${LOCK_TTL_MS})`,
    ),
  ]
}

type NumberName =
  | 'HOLD_TTL_MS'
  | 'HOLD_TTL_MAX_MS'
  | 'HOLD_LIFETIME_MAX_MS'
  | 'HEADERS_TIMEOUT_MS'
  | 'REQUEST_TIMEOUT_MS'

/** Enough for the parties of several buyers behind one address. */
const SEATS_PER_CLIENT_WITH_KEYS = 40

/** Fills in the defaults that depend on other settings. */
export function withDefaults(given: Settings) {
  const half = (of: number) => Math.ceil(of / 2)
  const {
    STORE = given.DATABASE_URL === undefined ? 'embedded' : 'postgres',
    // The other half is for all other clients.
    CONNECTIONS_PER_CLIENT_MAX = half(given.CONNECTIONS_MAX),
    REQUESTS_IN_FLIGHT_PER_CLIENT_MAX = half(given.REQUESTS_IN_FLIGHT_MAX),
    STREAMS_PER_CLIENT_MAX = half(given.STREAMS_MAX),
    // A service with keys belongs to a shop, whose buyers must not book without its checkout.
    PUBLIC_BOOKING = !given.ADMIN_KEY && !given.SELLER_KEY,
    // Without keys, all seats are given away anyway.
    SEATS_PER_CLIENT = given.ADMIN_KEY || given.SELLER_KEY ? SEATS_PER_CLIENT_WITH_KEYS : 0,
  } = given
  return {
    ...given,
    STORE,
    LOCK_COMMAND_TIMEOUT_MS: lockCommandTimeoutMs(given),
    CONNECTIONS_PER_CLIENT_MAX,
    REQUESTS_IN_FLIGHT_PER_CLIENT_MAX,
    STREAMS_PER_CLIENT_MAX,
    PUBLIC_BOOKING,
    SEATS_PER_CLIENT,
  }
}

function lockCommandTimeoutMs({ LOCK_TTL_MS, LOCK_COMMAND_TIMEOUT_MS }: Settings): number {
  return LOCK_COMMAND_TIMEOUT_MS ?? Math.min(500, Math.floor(LOCK_TTL_MS / 2))
}
