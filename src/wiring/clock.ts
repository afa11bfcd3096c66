import type { DependencyContainer } from 'tsyringe'

import { Metrics } from '../adapters/metrics/metrics.ts'
import { CappedClock } from '../adapters/system/capped-clock.ts'
import { RepeatedTask } from '../adapters/system/repeated-task.ts'
import { StoreUnavailableError } from '../application/ports/seat-repository.port.ts'
import { CLOCK, CLOCK_STATE, LOGGER, MACHINE_CLOCK, PART, single } from './tokens.ts'

/** How often the clocks are compared. A clock that is set meanwhile is noticed so much later. */
const COMPARE_INTERVAL_MS = 5_000

/** Beyond it, the clocks count as different. Machines that synchronise theirs are within some milliseconds. */
const SKEW_MS_MAX = 1_000

/**
 * What time it is for an instance whose store other instances share: never later than the store's clock says.
 * @param readStoreTime throws {StoreUnavailableError} when the store cannot be reached
 */
export function registerCappedClock(
  services: DependencyContainer,
  readStoreTime: (c: DependencyContainer) => Promise<Date>,
): void {
  single(services, CappedClock, (c) => {
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
        else c.resolve(LOGGER).warn({ skewMs }, 'The clock agrees with the store again')
      },
    })
  })
  single(services, CLOCK, (c) => c.resolve(CappedClock))
  single(services, CLOCK_STATE, (c) => {
    const clock = c.resolve(CappedClock)
    return () =>
      isBeyond(clock.skewMs)
        ? { state: 'degraded', detail: describe(clock.skewMs) }
        : { state: 'ok' }
  })
  services.register(PART, {
    useFactory: (c) => {
      const clock = c.resolve(CappedClock)
      const comparing = new RepeatedTask(() => clock.compare(), {
        intervalMs: COMPARE_INTERVAL_MS,
        onError: (err) => {
          // A store that cannot be reached is reported where it is used.
          if (err instanceof StoreUnavailableError) return
          c.resolve(LOGGER).error({ err }, "The store's clock could not be read")
        },
      })
      return {
        start: async () => {
          // Nothing may be judged expired before the clocks were compared.
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
    ? `This machine's clock is ${seconds} s ahead of the store's: the store's clock is used`
    : `This machine's clock is ${seconds} s behind the store's: holds made here expire early for other instances`
}
