// The service with a planted mistake, which `npm run torture -- --breaks` must find. BREAK names the mistake.

import type { DependencyContainer } from 'tsyringe'

import { readConfig } from '../../../src/config.ts'
import { buildContainer } from '../../../src/container.ts'
import { portsOf } from '../../../src/wiring/http.ts'
import { REDIS } from '../../../src/wiring/redis-lock.ts'
import { CLOCK, LIFECYCLE, LOGGER, SEAT_STORE } from '../../../src/wiring/tokens.ts'
import {
  withLostChanges,
  withoutAtomicSave,
  withoutIdempotencyKeys,
  withoutVersionCheck,
} from './broken-seats.ts'

/** How far the clock is ahead that nothing corrects. */
const CLOCK_AHEAD_MS = 15 * 60_000

const OWNER_CHECK = `redis.pcall('GET', KEYS[i]) == token`

/** Replaces an adapter by one with a mistake. */
const BREAKS: Readonly<Record<string, (services: DependencyContainer) => void>> = {
  version: (services) => {
    services.register(SEAT_STORE, {
      useValue: withoutVersionCheck(services.resolve(SEAT_STORE)),
    })
  },

  atomic: (services) => {
    services.register(SEAT_STORE, { useValue: withoutAtomicSave(services.resolve(SEAT_STORE)) })
  },

  lost: (services) => {
    services.register(SEAT_STORE, { useValue: withLostChanges(services.resolve(SEAT_STORE)) })
  },

  keys: (services) => {
    services.register(SEAT_STORE, {
      useValue: withoutIdempotencyKeys(services.resolve(SEAT_STORE)),
    })
  },

  release: (services) => {
    const redis = services.resolve(REDIS)
    const evaluate = redis.eval.bind(redis) as (...args: unknown[]) => Promise<unknown>
    const withoutCheck = (script: string, ...args: unknown[]) => {
      if (!script.includes(OWNER_CHECK)) throw new Error('The script has no owner check')
      return evaluate(script.replace(OWNER_CHECK, 'true'), ...args)
    }
    Object.assign(redis, { eval: withoutCheck })
  },

  date: (services) => {
    services.register(CLOCK, {
      useValue: { now: () => new Date(Date.now() + CLOCK_AHEAD_MS) },
    })
  },
}

async function main(): Promise<void> {
  const services = await buildContainer(readConfig(process.env))
  BREAKS[process.env['BREAK'] ?? '']?.(services)
  const parts = services.resolveAll(LIFECYCLE)
  for (const part of parts) await part.start()
  services.resolve(LOGGER).info(portsOf(services), 'listening')
  await new Promise((resolve) => process.once('SIGTERM', resolve))
  for (const part of parts.toReversed()) await part.stop()
  process.exit()
}

await main()
