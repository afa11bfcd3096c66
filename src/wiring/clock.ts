import type { DependencyContainer } from 'tsyringe'

import { Metrics } from '../adapters/metrics/metrics.ts'
import { CappedClock } from '../adapters/system/capped-clock.ts'
import { RepeatedTask } from '../adapters/system/repeated-task.ts'
import { reportTo } from './repeated-task.ts'
import {
  CLOCK,
  CLOCK_STATE,
  LIFECYCLE,
  LOGGER,
  MACHINE_CLOCK,
  registerSingleton,
} from './tokens.ts'

/** The interval at which the clocks are compared, and the delay after which a clock change is noticed. */
const COMPARE_INTERVAL_MS = 5_000

/** The difference above which the clocks count as different. Synchronised clocks differ by some milliseconds. */
const SKEW_MS_MAX = 1_000

/**
 * Registers the clock of an instance whose store is shared. It is never ahead of the store's clock.
 * @param readStoreTime throws {StoreUnavailableError} when the store cannot be reached
 */
export function registerCappedClock(
  services: DependencyContainer,
  readStoreTime: (c: DependencyContainer) => Promise<Date>,
): void {
  registerSingleton(services, CappedClock, (c) => {
    const metrics = c.resolve(Metrics)
    let isSkewed = false
    return new CappedClock({
      local: c.resolve(MACHINE_CLOCK),
      readStoreTime: () => readStoreTime(c),
      onCompared: (skewMs) => {
        metrics.clockSkewed(skewMs)
        if (isSkewed === isBeyond(skewMs)) return
        isSkewed = !isSkewed
        if (isSkewed) c.resolve(LOGGER).warn({ skewMs }, describe(skewMs))
        else
          c.resolve(LOGGER).warn({ skewMs }, "This machine's clock agrees with the store's again")
      },
    })
  })
  registerSingleton(services, CLOCK, (c) => c.resolve(CappedClock))
  registerSingleton(services, CLOCK_STATE, (c) => {
    const clock = c.resolve(CappedClock)
    return () =>
      isBeyond(clock.skewMs)
        ? { state: 'degraded', detail: describe(clock.skewMs) }
        : { state: 'ok' }
  })
  services.register(LIFECYCLE, {
    useFactory: (c) => {
      const clock = c.resolve(CappedClock)
      const comparing = new RepeatedTask(() => clock.compare(), {
        intervalMs: COMPARE_INTERVAL_MS,
        onError: reportTo(c, "Failed to read the store's clock"),
      })
      return {
        start: async () => {
          // Nothing may expire before the clocks were compared. The first time is slow, because it opens a connection.
          await clock.compare()
          await clock.compare()
          await comparing.start()
        },
        stop: () => comparing.stop(),
      }
    },
  })
}

function isBeyond(skewMs: number): boolean {
  return Math.abs(skewMs) > SKEW_MS_MAX
}

function describe(skewMs: number): string {
  const seconds = (Math.abs(skewMs) / 1_000).toFixed(1)
  return skewMs > 0
    ? `This machine's clock is ${seconds} s ahead of the store's: using the store's clock`
    : `This machine's clock is ${seconds} s behind the store's: holds made here expire early for other instances`
}
