import 'reflect-metadata'

import { container as root, type DependencyContainer } from 'tsyringe'

import { Metrics } from './adapters/metrics/metrics.ts'
import { SystemClock } from './adapters/system/system-clock.ts'
import type { Config } from './config.ts'
import { registerAccessKeys } from './wiring/access-keys.ts'
import { registerAdmission } from './wiring/admission.ts'
import { registerFeed } from './wiring/feed.ts'
import { registerHttp } from './wiring/http.ts'
import { registerLock } from './wiring/lock.ts'
import { registerLog } from './wiring/log.ts'
import { registerRequestCounter } from './wiring/rate-limit.ts'
import { registerStore } from './wiring/store.ts'
import { CLOCK, CLOCK_STATE, MACHINE_CLOCK, registerSingleton } from './wiring/tokens.ts'
import { registerUseCases } from './wiring/use-cases.ts'
import { registerWebhooks } from './wiring/webhooks.ts'

/**
 * Wires the service. Adapters that the configuration does not use are not loaded, which would be a third of all modules.
 * Nothing connects, listens or runs until its parts are started. A later registration of a token
 * replaces an earlier one, so that tests can replace an adapter.
 */
export async function buildContainer(config: Config): Promise<DependencyContainer> {
  const services = root.createChildContainer()
  registerSingleton(services, Metrics, () => new Metrics())
  registerSingleton(services, MACHINE_CLOCK, () => new SystemClock())
  registerSingleton(services, CLOCK, (c) => c.resolve(MACHINE_CLOCK))
  registerSingleton(services, CLOCK_STATE, () => () => undefined)

  registerLog(services, config)
  await registerStore(services, config)
  await registerLock(services, config)
  await registerFeed(services, config)
  await registerRequestCounter(services, config)
  await registerAdmission(services, config)
  registerUseCases(services, config)
  registerAccessKeys(services, config)
  registerWebhooks(services, config)
  registerHttp(services, config)
  return services
}
