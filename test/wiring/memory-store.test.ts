import 'reflect-metadata'

import { expect, test } from '@jest/globals'

import { Metrics } from '../../src/adapters/metrics/metrics.ts'
import { readConfig } from '../../src/config.ts'
import { buildContainer } from '../../src/container.ts'
import { SEAT_STORE } from '../../src/wiring/tokens.ts'

test('the store in memory is reported as available', async () => {
  const services = await buildContainer(readConfig({ STORE: 'memory' }))
  services.resolve(SEAT_STORE)

  expect(await services.resolve(Metrics).render()).toContain('\nholdfast_store_available 1\n')
})
