import 'reflect-metadata'

import { expect, test } from '@jest/globals'
import { container } from 'tsyringe'

import { InMemoryKeyRepository } from '../../src/adapters/memory/in-memory-key-repository.ts'
import { createLogger } from '../../src/adapters/system/logger.ts'
import { readConfig } from '../../src/config.ts'
import { registerAccessKeys } from '../../src/wiring/access-keys.ts'
import { KEY_STORE, LIFECYCLE, LOGGER } from '../../src/wiring/tokens.ts'
import type { LogLine } from '../../tools/servers/service-process.ts'
import { ADMIN, SELLER } from '../builders/keys.ts'

const WARNING = 'Public booking has no limit, although the store has access keys'

/** The messages that are logged at the start. */
async function startWith(
  env: Record<string, string>,
  names: readonly string[] = ['till-1'],
): Promise<string[]> {
  const keys = new InMemoryKeyRepository()
  for (const name of names) {
    await keys.addKey({ name, role: 'viewer', createdAt: new Date(), digest: name })
  }
  const lines: string[] = []
  const output = { write: (line: string) => lines.push(line) }
  const logger = createLogger({ level: 'info', output, redact: (text) => text })
  const services = container.createChildContainer()
  services.registerInstance(KEY_STORE, keys)
  services.registerInstance(LOGGER, logger)
  registerAccessKeys(services, readConfig(env))
  for (const part of services.resolveAll(LIFECYCLE)) {
    await part.start()
    await part.stop()
  }
  return lines.map((line) => (JSON.parse(line) as LogLine).msg)
}

test('warns when there are keys in the store, and the public can book without a limit', async () => {
  expect(await startWith({})).toEqual([WARNING])
})

test.each([
  { ADMIN_KEY: ADMIN },
  { SELLER_KEY: SELLER },
  { PUBLIC_BOOKING: 'false' },
  { SEATS_PER_CLIENT: '6' },
])('does not warn with %j', async (env) => {
  expect(await startWith(env)).toEqual([])
})

test('does not warn without keys', async () => {
  expect(await startWith({}, [])).toEqual([])
})
