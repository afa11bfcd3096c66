import type { DependencyContainer } from 'tsyringe'

import { Metrics } from '../adapters/metrics/metrics.ts'
import { LOGGER } from './tokens.ts'

/** Reports when the store becomes unavailable, and when it is available again. */
export function reportStoreState(
  c: DependencyContainer,
): (state: 'available' | 'unavailable', cause?: unknown) => void {
  const metrics = c.resolve(Metrics)
  metrics.storeIsAvailable(true)
  return (state, err) => {
    metrics.storeIsAvailable(state === 'available')
    const logger = c.resolve(LOGGER)
    if (state === 'available') logger.warn('Seat store available again')
    else logger.error({ err }, 'Seat store unavailable: bookings are answered with 503')
  }
}
