import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'

import { expect, test } from '@jest/globals'

import { ServiceProcess } from '../../tools/servers/service-process.ts'

const [, example = ''] = /```ts\n(.*?)```/s.exec(readFileSync('client/README.md', 'utf8')) ?? []

test("the example of the client's README books seats", async () => {
  const service = await ServiceProcess.start()
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-'))
  try {
    const file = join(folder, 'example.mts')
    const client = pathToFileURL(resolve('client/src/index.ts')).href
    writeFileSync(
      file,
      example
        .replace('./client/src/index.ts', client)
        .replace('http://localhost:3000', service.url),
    )

    const { stdout } = await promisify(execFile)(process.execPath, [file])

    expect(stdout).toMatch(/^[\w-]{36}\n$/)
  } finally {
    rmSync(folder, { recursive: true })
    await service.stop()
  }
})
