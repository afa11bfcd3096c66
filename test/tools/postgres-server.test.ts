import { existsSync, readFileSync } from 'node:fs'

import { expect, test } from '@jest/globals'

import { PostgresServer } from '../../tools/servers/postgres-server.ts'

test('a stopped server of the tests leaves no shared memory behind', async () => {
  const server = await PostgresServer.start()
  const maps = readFileSync(`/proc/${server.pid}/maps`, 'utf8')
  const segments = [...new Set(maps.match(/\/dev\/shm\/PostgreSQL\.\d+/g))]
  expect(segments).not.toEqual([])

  await server.stop()

  expect(segments.filter((segment) => existsSync(segment))).toEqual([])
})
