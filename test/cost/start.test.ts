import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, expect, test } from '@jest/globals'

import { ServiceProcess } from '../../tools/servers/service-process.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-start-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

/** Starts the embedded store, kills it, and returns what Node printed about its compile cache. */
async function startAndKill(): Promise<string> {
  const service = await ServiceProcess.start({
    STORE: 'embedded',
    DATA_DIR: join(folder, 'data'),
    NODE_COMPILE_CACHE: join(folder, 'compiled'),
    NODE_DEBUG_NATIVE: 'COMPILE_CACHE',
  })
  await service.stop()
  return service.stderr
}

const ofFile = (lines: string, begin: string) =>
  Array.from(
    lines.matchAll(new RegExp(`${begin} StrippedTypeScript .*/(src/[^ ]*?\\.ts)`, 'g')),
    ([, file]) => file,
  )

test('a start after a kill strips no types, in any thread', async () => {
  const first = await startAndKill()
  expect(ofFile(first, 'no transpile cache for')).toContain('src/adapters/sqlite/store.worker.ts')

  const second = await startAndKill()
  expect(ofFile(second, 'no transpile cache for')).toEqual([])
  expect(ofFile(second, 'retrieving transpile cache for')).toContain(
    'src/adapters/sqlite/store.worker.ts',
  )
})

test('a start loads no package that it does not use', async () => {
  const lines = await startAndKill()
  const packages = new Set(
    Array.from(lines.matchAll(/node_modules\/((?:@[^/]+\/)?[^/]+)\//g), ([, name]) => name),
  )

  expect(packages).toContain('express')
  for (const unused of ['pg', 'ioredis', 'esbuild', 'swagger-ui-dist', 'postgrator', 'jose'])
    expect(packages).not.toContain(unused)
})

test("a start does not load Node's client for fetch and WebSocket", () => {
  const script = `
    import { HttpServer } from './src/adapters/http/server/http-server.ts'
    import { readConfig } from './src/config.ts'
    import { buildContainer } from './src/container.ts'
    const services = await buildContainer(readConfig({ STORE: 'embedded' }))
    services.resolve(HttpServer)
    console.log(process.moduleLoadList.join())`
  const args = ['--input-type=module-typescript', '--eval', script]
  const loaded = execFileSync(process.execPath, args, { encoding: 'utf8' })

  expect(loaded).toContain('_http_server')
  expect(loaded).not.toContain('undici')
})
