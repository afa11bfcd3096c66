import { randomUUID } from 'node:crypto'

import type { DependencyContainer } from 'tsyringe'

import { ActivityMonitor } from '../adapters/metrics/activity-monitor.ts'
import { Metrics } from '../adapters/metrics/metrics.ts'
import { registerRepeatedTask } from './repeated-task.ts'
import { CLOCK, registerSingleton } from './tokens.ts'

/** The interval of activity reports. */
const ACTIVITY_INTERVAL_MS = 500

/** Registers the reports of the live activity. */
export function registerActivity(services: DependencyContainer): void {
  registerSingleton(services, ActivityMonitor, (c) => {
    const metrics = c.resolve(Metrics)
    return new ActivityMonitor({
      totals: () => metrics.totals(),
      clock: c.resolve(CLOCK),
      instance: randomUUID().slice(0, 8),
    })
  })
  registerRepeatedTask(services, {
    create: (c) => () => c.resolve(ActivityMonitor).tick(),
    intervalMs: ACTIVITY_INTERVAL_MS,
    failure: 'Activity snapshot failed',
  })
}
