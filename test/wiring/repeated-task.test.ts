import 'reflect-metadata'

import { expect, test } from '@jest/globals'

import { createLogger } from '../../src/adapters/system/logger.ts'
import {
  StoreTimeoutError,
  StoreUnavailableError,
} from '../../src/application/ports/store-unavailable-error.ts'
import { readConfig } from '../../src/config.ts'
import { buildContainer } from '../../src/container.ts'
import { reportTo } from '../../src/wiring/repeated-task.ts'
import { LOGGER } from '../../src/wiring/tokens.ts'
import type { LogLine } from '../../tools/servers/service-process.ts'

const FAILURE = 'Failed to delete old records'

test.each([
  ['a bug', new Error('a bug'), [FAILURE]],
  ['a timeout, which the store does not report', new StoreTimeoutError('too long'), [FAILURE]],
  ['an unavailable store, which reports itself', new StoreUnavailableError('gone'), []],
])('the log of a periodic task after %s', async (_what, error, messages) => {
  const lines: string[] = []
  const output = { write: (line: string) => lines.push(line) }
  const services = await buildContainer(readConfig({ STORE: 'memory' }))
  services.registerInstance(LOGGER, createLogger({ level: 'info', output, redact: (text) => text }))

  reportTo(services, FAILURE)(error)
  expect(lines.map((line) => (JSON.parse(line) as LogLine).msg)).toEqual(messages)
})
