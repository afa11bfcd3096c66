// The service with a planted mistake, which `npm run torture -- --breaks` must find. BREAK names the mistake.

import type { DependencyContainer } from 'tsyringe'

import { readConfig } from '../../../src/config.ts'
import { buildContainer } from '../../../src/container.ts'
import { portsOf } from '../../../src/wiring/http.ts'
import { REDIS } from '../../../src/wiring/redis-lock.ts'
import {
  CLOCK,
  KEY_STORE,
  LIFECYCLE,
  LOGGER,
  SEAT_STORE,
  type SeatStore,
} from '../../../src/wiring/tokens.ts'
import type { BreakName } from './breaks.ts'
import * as store from './broken-stores.ts'

/** How far the clock is ahead that nothing corrects. */
const CLOCK_AHEAD_MS = 15 * 60_000

/** A part of a script of the lock, and what is in its place. */
type Edit = readonly [right: string, wrong: string]
const NO_OWNER_CHECK: Edit = [`redis.pcall('GET', KEYS[i]) == token`, 'true']
const NO_EXPIRY: Edit = [`'NX', 'PX', ttl`, `'NX'`]

type Plant = (services: DependencyContainer) => void

const inStore =
  (breakStore: (store: SeatStore) => SeatStore): Plant =>
  (services) => {
    services.register(SEAT_STORE, { useValue: breakStore(services.resolve(SEAT_STORE)) })
  }

const inLock =
  ([right, wrong]: Edit): Plant =>
  (services) => {
    const redis = services.resolve(REDIS)
    const evaluate = redis.eval.bind(redis) as (...args: unknown[]) => Promise<unknown>
    // A script that no longer has this part is a mistake that is not found.
    const edited = (script: string, ...args: unknown[]) =>
      evaluate(script.replaceAll(right, wrong), ...args)
    Object.assign(redis, { eval: edited })
  }

/** Replaces an adapter by one with a mistake. */
const BREAKS: Readonly<Record<BreakName, Plant>> = {
  version: inStore(store.withoutVersionCheck),
  atomic: inStore(store.withoutAtomicSave),
  lost: inStore(store.withLostChanges),
  keys: inStore(store.withoutIdempotencyKeys),
  part: inStore(store.withoutLastConfirmedSeat),
  reference: inStore(store.withoutNewReferences),
  deadline: inStore(store.withLaterDeadlines),
  released: inStore(store.withReleasedHolds),
  update: inStore(store.withIncompleteUpdates),
  message: inStore(store.withPartialMessages),
  page: inStore(store.withIncompletePages),
  release: inLock(NO_OWNER_CHECK),
  expiry: inLock(NO_EXPIRY),
  access: (services) => {
    services.register(KEY_STORE, { useValue: store.withoutDeletions(services.resolve(KEY_STORE)) })
  },
  date: (services) => {
    services.register(CLOCK, {
      useValue: { now: () => new Date(Date.now() + CLOCK_AHEAD_MS) },
    })
  },
}

async function main(): Promise<void> {
  const services = await buildContainer(readConfig(process.env))
  const planted = process.env['BREAK'] as BreakName | undefined
  if (planted) BREAKS[planted](services)
  const parts = services.resolveAll(LIFECYCLE)
  for (const part of parts) await part.start()
  services.resolve(LOGGER).info(portsOf(services), 'listening')
  await new Promise((resolve) => process.once('SIGTERM', resolve))
  for (const part of parts.toReversed()) await part.stop()
  process.exit()
}

await main()
