import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'

import { afterEach, expect, test } from '@jest/globals'

import { ServiceProcess } from '../../tools/servers/service-process.ts'

const README = readFileSync('README.md', 'utf8')
const PLAN = 'docs/theatre.seating-plan.json'

/** The shell blocks under "Sell an evening": what starts the service, and what is done with it. */
const [start = '', walk = ''] = Array.from(
  (README.split('## Sell an evening')[1]?.split('\n## ')[0] ?? '').matchAll(/```sh\n(.*?)```/gs),
  ([, block]) => block,
)

const keys = Object.fromEntries(
  Array.from(start.matchAll(/(\w+_KEY)=(\S+)/g), ([, name = '', value = '']) => [name, value]),
)

let service: ServiceProcess | undefined
afterEach(() => service?.stop())

test.each(['memory', 'embedded'])('the README sells an evening, on the store %s', async (STORE) => {
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-readme-'))
  service = await ServiceProcess.start({ ...keys, STORE, DATA_DIR: join(folder, 'data') })
  const script = walk.replace('http://localhost:3000', service.url).replace(PLAN, resolve(PLAN))

  const { stdout } = await promisify(execFile)('bash', ['-euc', script], { cwd: folder })

  const statuses = Array.from(stdout.matchAll(/HTTP\/1\.1 (\d+)/g), ([, status]) => status)
  expect(statuses).toEqual(['304', '200', '204'])
  const history = JSON.parse(stdout.slice(stdout.lastIndexOf('{"entries"'))) as {
    entries: { action: string; actor: string }[]
  }
  expect(history.entries.map(({ action, actor }) => `${action} by ${actor}`)).toEqual(
    ['held by public', 'extended by public', 'confirmed by public', 'cancelled by seller'].flatMap(
      (entry) => Array<string>(4).fill(entry),
    ),
  )
})
