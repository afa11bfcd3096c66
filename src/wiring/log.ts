import type { DependencyContainer } from 'tsyringe'

import { Metrics } from '../adapters/metrics/metrics.ts'
import { LogOutput } from '../adapters/system/log-output.ts'
import { createLogger } from '../adapters/system/logger.ts'
import { redactPasswords } from '../adapters/system/redact-passwords.ts'
import type { Config } from '../config.ts'
import { LOGGER, registerSingleton } from './tokens.ts'

/** Registers the logger, which writes to standard output. */
export function registerLog(services: DependencyContainer, config: Config): void {
  const { LOG_LEVEL, LOG_BUFFER_BYTES_MAX, DATABASE_URL = '', REDIS_URL = '' } = config
  registerSingleton(services, LOGGER, (c) => {
    const metrics = c.resolve(Metrics)
    const output = new LogOutput({
      bufferBytesMax: LOG_BUFFER_BYTES_MAX,
      onLineDropped: () => {
        metrics.logLineDropped()
      },
      onResumed: (linesDropped) => {
        logger.warn({ linesDropped }, 'Log lines dropped: standard output was too slow or full')
      },
    })
    const redact = redactPasswords([DATABASE_URL, REDIS_URL])
    const logger = createLogger({ level: LOG_LEVEL, output, redact })
    return logger
  })
}
