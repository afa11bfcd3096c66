import type { DependencyContainer } from 'tsyringe'

import { RepeatedTask } from '../adapters/system/repeated-task.ts'
import {
  StoreTimeoutError,
  StoreUnavailableError,
} from '../application/ports/store-unavailable-error.ts'
import { LIFECYCLE, LOGGER } from './tokens.ts'

export interface RepeatedTaskRegistration {
  /** Creates the task when the service starts. The signal is aborted when it stops. */
  readonly create: (c: DependencyContainer) => (signal: AbortSignal) => Promise<void>
  readonly intervalMs: number
  /** Logged with the error if a run fails. */
  readonly failure: string
}

/** Registers a task that runs periodically from the start to the stop of the service. */
export function registerRepeatedTask(
  services: DependencyContainer,
  { create, intervalMs, failure }: RepeatedTaskRegistration,
): void {
  services.register(LIFECYCLE, {
    useFactory: (c) => new RepeatedTask(create(c), { intervalMs, onError: reportTo(c, failure) }),
  })
}

/** Logs the errors of periodic tasks. An unavailable store is reported by the store, once; a timeout is not. */
export function reportTo(c: DependencyContainer, failure: string): (err: unknown) => void {
  return (err) => {
    const isReported = err instanceof StoreUnavailableError && !(err instanceof StoreTimeoutError)
    if (isReported) return
    c.resolve(LOGGER).error({ err }, failure)
  }
}
