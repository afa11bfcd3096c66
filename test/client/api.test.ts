import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

import { expect, test } from '@jest/globals'

import { HoldfastClient } from '../../client/src/index.ts'

const types = readFileSync('client/src/api.ts', 'utf8')

test('the types of the client are those of the API document; if not, run `npm run client:types`', () => {
  const args = ['client/generate-types.ts', '--print']
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })

  expect(stderr).toBe('')
  expect(types).toBe(stdout)
})

test('the client has a method for each operation', () => {
  const operationIds = Array.from(types.matchAll(/operations\['(\w+)'\]/g), ([, id = '']) => id)

  expect(operationIds.length).toBeGreaterThan(15)
  for (const id of operationIds) expect(HoldfastClient.prototype).toHaveProperty(id)
})
